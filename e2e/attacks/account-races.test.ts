import {
  ANOTHER,
  askToMove,
  changePassword,
  midMove,
  midReset,
  moveCode,
  newOwner,
} from '#e2e/support/account-acts';
import type { Answer } from '#e2e/support/http';
import { latestCode } from '#e2e/support/mailbox';
import { change, rows, sessionsOf } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { idOf } from '#e2e/support/staff';
import { expect, newEmail, PASSWORD, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';

const MANY = 50;

/** The same browser seen from many networks: the limits of one network are not what is tested. */
function copiesOf(server: TestServer, visitor: Visitor, count = MANY) {
  return Array.from({ length: count }, () => {
    const copy = newVisitor(server);
    for (const [name, value] of visitor.cookies) copy.cookies.set(name, value);
    return copy;
  });
}

const ledTo = (answers: Answer[], path: string) =>
  answers.filter(({ headers }) => headers.location === path);
/** Those that led there and gave the session its new secret: what was not done leaves a word too. */
const doneOf = (answers: Answer[], path: string) =>
  ledTo(answers, path).filter(({ setCookies }) =>
    setCookies.some((line) => line.startsWith('session=F')),
  );
const failed = (answers: Answer[]) =>
  answers.filter(({ status }) => status >= 500 && status !== 503);
const entriesOf = (server: TestServer, email: string, type: string) =>
  rows(
    server,
    'select id from audit_events where type = ? and user_id = ?',
    type,
    idOf(server, email),
  );
const addressesOf = (server: TestServer, ...emails: string[]) =>
  rows(
    server,
    `select email from users where email in (${emails.map(() => '?')}) order by email`,
    ...emails,
  ).map((row) => row['email']);

test('fifty attempts to redeem one reset code at once make one reset and one session', async ({
  server,
}) => {
  const { email } = await newOwner(server);
  const { visitor, code } = await midReset(server, email);
  const form = await visitor.form('/reset-password');
  const answers = await Promise.all(
    copiesOf(server, visitor).map((copy, nth) =>
      copy.submit(form, [
        ['code', code],
        ['password', `${ANOTHER} ${nth}`],
      ]),
    ),
  );
  expect(failed(answers)).toEqual([]);
  expect(ledTo(answers, '/dashboard')).toHaveLength(1);
  expect(sessionsOf(server, email)).toBe(1);
  const winner = answers.findIndex(({ headers }) => headers.location === '/dashboard');
  change(server, 'delete from limits');
  expect((await newVisitor(server).signIn(email, `${ANOTHER} ${winner}`)).status).toBe(303);
  expect((await newVisitor(server).signIn(email, PASSWORD)).status).toBe(422);
  const sent = rows(
    server,
    "select id from outbox where recipient = ? and template = 'password-changed'",
    email,
  );
  expect(sent).toHaveLength(1);
});

test('fifty attempts to redeem one code for an address at once change it once', {
  tag: '@long',
}, async ({ server }) => {
  const { visitor: ada, email: old } = await newOwner(server);
  const { email, code } = await midMove(server, ada);
  const form = await ada.form('/settings/email/verify');
  const answers = await Promise.all(
    copiesOf(server, ada).map((copy) => copy.submit(form, [['code', code]])),
  );
  expect(failed(answers)).toEqual([]);
  // The same form of the same session is one act, and each copy of it hears the same.
  expect(doneOf(answers, '/settings/email')).toHaveLength(MANY);
  expect(addressesOf(server, old, email)).toEqual([email]);
  expect(entriesOf(server, email, 'user_updated')).toHaveLength(1);
  const told = rows(
    server,
    "select id from outbox where recipient = ? and template = 'email-changed'",
    old,
  );
  expect(told).toHaveLength(1);
  const [winner] = doneOf(answers, '/settings/email');
  ada.cookies.set('session', String(winner?.setCookies.join().match(/session=([^;]+)/)?.[1]));
  expect((await ada.go('/dashboard')).status).toBe(200);
});

test('two changes of one account at once end at an address whose mailbox was proven', {
  tag: '@long',
}, async ({ server }) => {
  const { visitor: ada, email: old } = await newOwner(server);
  const one = await midMove(server, ada, newEmail('one'));
  const [first] = copiesOf(server, ada, 1);
  const two = await midMove(server, ada, newEmail('two'));
  // Each in its own flow, which its form names.
  const ones = await first!.form('/settings/email/verify');
  const twos = await ada.form('/settings/email/verify');
  const answers = await Promise.all([
    first!.submit(ones, [['code', one.code]]),
    ada.submit(twos, [['code', two.code]]),
    // The code of the one in the flow of the other.
    copiesOf(server, first!, 1)[0]!.submit(ones, [['code', two.code]]),
  ]);
  expect(failed(answers)).toEqual([]);
  expect(doneOf(answers, '/settings/email')).toHaveLength(1);
  expect(addressesOf(server, old, one.email, two.email)).toHaveLength(1);
  expect(addressesOf(server, old)).toEqual([]);
});

test('one address goes to exactly one of a sign-up and two changes to it', {
  tag: '@long',
}, async ({ server }) => {
  for (let round = 0; round < 3; round++) {
    const email = newEmail('wanted');
    const people = [await newOwner(server), await newOwner(server)];
    const typed: [Visitor, string, string][] = [];
    for (const { visitor } of people) {
      change(server, 'delete from limits');
      await askToMove(visitor, email);
      typed.push([visitor, '/settings/email/verify', await moveCode(server, email)]);
    }
    const newcomer = newVisitor(server);
    await newcomer.askForAccount(email, PASSWORD, 'Newcomer');
    typed.push([newcomer, '/sign-up/verify', await latestCode(server.port, email)]);
    const ready = await Promise.all(
      typed.map(async ([by, path, code]) => [by, await by.form(path), code] as const),
    );
    const answers = await Promise.all(
      ready.map(([by, form, code]) => by.submit(form, [['code', code]])),
    );
    expect(failed(answers)).toEqual([]);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(addressesOf(server, email)).toEqual([email]);
    const others = people.map((one) => one.email);
    const isMoved = answers[2]?.status !== 303;
    expect(addressesOf(server, ...others)).toHaveLength(isMoved ? 1 : 2);
  }
});

async function whenNotBusy(ask: () => Promise<Answer>): Promise<Answer> {
  const answer = await ask();
  return answer.status === 503 ? whenNotBusy(ask) : answer;
}

test('no sign-in with the old password stays that was under way while it was changed', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const form = await newVisitor(server).form('/sign-in');
  const strangers = Array.from({ length: 12 }, () => newVisitor(server));
  const typed: [string, string][] = [
    ['email', email],
    ['password', PASSWORD],
  ];
  const [changed] = await Promise.all([
    // On a slow machine the strangers may fill the line: the change is then sent away, and sent again.
    whenNotBusy(() => changePassword(ada, PASSWORD, ANOTHER)),
    ...strangers.map((one) => one.submit(form, typed)),
  ]);
  expect(changed?.headers.location).toBe('/settings/password');
  for (const one of strangers)
    expect((await one.go('/dashboard')).headers.location).toContain('/sign-in');
  expect((await ada.go('/dashboard')).status).toBe(200);
  expect(sessionsOf(server, email)).toBe(1);
});

test('no sign-in that was under way while the account was deleted opens anything', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const [form, data] = [
    await newVisitor(server).form('/sign-in'),
    await ada.form('/settings/data'),
  ];
  const strangers = Array.from({ length: 12 }, () => newVisitor(server));
  const answers = await Promise.all([
    ...strangers.map((one) =>
      one.submit(form, [
        ['email', email],
        ['password', PASSWORD],
      ]),
    ),
    ada.submit(data, [['email', email]]),
  ]);
  expect(failed(answers)).toEqual([]);
  expect(addressesOf(server, email)).toEqual([]);
  for (const one of [ada, ...strangers])
    expect((await one.go('/dashboard')).headers.location).toContain('/sign-in');
  const orphans = rows(
    server,
    'select id from sessions where user_id not in (select id from users)',
  );
  expect(orphans).toEqual([]);
});

test('many proofs at once leave one secret alive, and nobody without a session', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const form = await ada.form('/confirm');
  const copies = copiesOf(server, ada, 8);
  const answers = await Promise.all(
    copies.map((copy) => copy.submit(form, [['password', PASSWORD]])),
  );
  expect(failed(answers)).toEqual([]);
  // The same form of the same session is one act: one secret, which each copy of it hears.
  const open = await Promise.all(copies.map((copy) => copy.go('/dashboard')));
  expect(open.filter(({ status }) => status === 200)).toHaveLength(copies.length);
  expect(entriesOf(server, email, 'authn_confirmed')).toHaveLength(1);
  expect((await ada.go('/dashboard')).headers.location).toContain('/sign-in');
});
