import { latestCode } from '#e2e/support/mailbox';
import { change, rows, sessionsOf } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { formsAbout, idOf, newStaff } from '#e2e/support/staff';
import { expect, newEmail, PASSWORD, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';
import { Authenticator } from '#lib/testing/passkey.test-support';

const SUBJECT = 'Your code to recover your account';
const ADD = '/settings/passkeys';

const waitIsOver = (server: TestServer, email: string) =>
  change(server, 'update recoveries set opens_at = ? where user_id = ?', Date.now() - 1000, idOf(server, email)); // biome-ignore format: one line

/** Somebody with a passkey, whose mailbox an attacker reads. */
async function setScene(server: TestServer) {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const hers = new Authenticator({ origin: server.url });
  const asked = JSON.parse((await ada.download(`${ADD}/options`)).text);
  await ada.submit(await ada.form(ADD), [['passkey', hers.create(asked)]]);
  return { ada, email, hers, support: await newStaff(server, 'support') };
}

async function begin(server: TestServer, staff: Visitor, email: string) {
  const form = (await formsAbout(staff, idOf(server, email)))('Start a recovery');
  return { form, answer: await staff.submit(form, []) };
}

/** The attacker has the code of the mailbox, in a browser of their own. */
async function readsMailbox(server: TestServer, email: string) {
  const thief = newVisitor(server);
  const asked = await thief.submit(await thief.form('/sign-in/recover'), [['email', email]]);
  expect(asked.headers.location).toBe('/sign-in/recover/verify');
  const code = await latestCode(server.port, email, SUBJECT);
  const form = await thief.form('/sign-in/recover/verify');
  const send = (by = thief, typed = code) =>
    by.submit(form, [
      ['code', typed],
      ['wish', 'recover'],
    ]);
  return { thief, code, form, send };
}

test('a mailbox alone opens nothing: without a recovery, before its time, or once it was stopped', async ({
  server,
}) => {
  const { ada, email, support } = await setScene(server);
  const { send } = await readsMailbox(server, email);
  const unasked = await send();
  expect([unasked.status, unasked.text.includes('No recovery')]).toEqual([422, true]);
  await begin(server, support, email);
  const early = await send();
  expect([early.status, early.text.includes('The waiting time is not over yet')]).toEqual([422, true]); // biome-ignore format: one line
  await ada.submit(await ada.form('/sign-in/recover'), []);
  waitIsOver(server, email);
  expect((await send()).status).toBe(422);
  expect(sessionsOf(server, email)).toBe(1);
  const kinds = rows(server, 'select kind from credentials where user_id = ?', idOf(server, email));
  expect(kinds.map(({ kind }) => kind).sort()).toEqual(['passkey', 'password']);
});

test('the code works in the browser that asked for it, once, and what the account had opens nothing afterwards', async ({
  server,
}) => {
  const { ada, email, hers, support } = await setScene(server);
  await begin(server, support, email);
  waitIsOver(server, email);
  const { thief, send } = await readsMailbox(server, email);
  expect((await send(newVisitor(server))).headers.location).not.toBe('/forgot-password');
  const copies = [1, 2, 3, 4].map(() => {
    const copy = newVisitor(server);
    for (const [name, value] of thief.cookies) copy.cookies.set(name, value);
    return copy;
  });
  const all = await Promise.all(copies.map((copy) => send(copy)));
  expect(all.filter(({ headers }) => headers.location === '/forgot-password')).toHaveLength(1);
  expect(all.flatMap(({ setCookies }) => setCookies.filter((line) => /^session=\w/.test(line)))).toEqual([]); // biome-ignore format: one line
  expect(sessionsOf(server, email)).toBe(0);
  expect((await ada.go('/dashboard')).headers.location).toMatch(/^\/sign-in/);
  const stranger = newVisitor(server);
  const signIn = await stranger.form('/sign-in');
  const asked = JSON.parse((await stranger.download('/sign-in/passkey')).text);
  expect((await stranger.submit(signIn, [['passkey', hers.get(asked)]])).status).toBe(422);
  expect((await stranger.signIn(email, PASSWORD)).status).toBe(422);
});

test('five wrong codes end the code, whoever types them', async ({ server }) => {
  const { email, support } = await setScene(server);
  await begin(server, support, email);
  waitIsOver(server, email);
  const { thief, send, code } = await readsMailbox(server, email);
  for (let nth = 0; nth < 5; nth++)
    await send(thief, String((Number(code) + 1 + nth) % 1_000_000).padStart(6, '0'));
  expect((await send()).headers.location).not.toBe('/forgot-password');
  expect(sessionsOf(server, email)).toBe(1);
});

test('an address without an account and one with a recovery get the same pages', async ({
  server,
}) => {
  const { email, support } = await setScene(server);
  await begin(server, support, email);
  const seen = async (address: string) => {
    const stranger = newVisitor(server);
    const asked = await stranger.submit(await stranger.form('/sign-in/recover'), [['email', address]]); // biome-ignore format: one line
    const form = await stranger.form('/sign-in/recover/verify');
    const sent = await stranger.submit(form, [['code', '000000'], ['wish', 'recover']]); // biome-ignore format: one line
    const shown = sent.text.match(/<li>.*?<\/li>/s)?.[0];
    return [asked.status, asked.headers.location, sent.status, shown];
  };
  expect(await seen(newEmail())).toEqual(await seen(email));
});

test('nobody but staff begins one, and support none for an administrator', async ({ server }) => {
  const { email, support } = await setScene(server);
  const [boss, chief] = [
    await newStaff(server, 'administrator'),
    await newStaff(server, 'administrator'),
  ];
  const formAbout = async (whose: string) =>
    (await formsAbout(boss, idOf(server, whose)))('Start a recovery');
  const [aboutAda, aboutChief] = [await formAbout(email), await formAbout(chief.email)];
  const member = newVisitor(server);
  await member.signUp();
  const ids = [email, chief.email].map((one) => idOf(server, one));
  const begun = () =>
    rows(server, 'select user_id as id from recoveries where user_id in (?, ?)', ...ids);
  for (const [who, form] of [
    [member, aboutAda],
    [newVisitor(server), aboutAda],
    [support, aboutChief],
  ] as const)
    await who.submit(form, []);
  expect(begun()).toEqual([]);
  await support.submit(aboutAda, []);
  expect(begun()).toEqual([{ id: ids[0] }]);
});
