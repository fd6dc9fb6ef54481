import {
  askForCode,
  askForReset,
  askToMove,
  newOwner,
  reset,
  resetCode,
  SUBJECTS,
  signInByCode,
} from '#e2e/support/account-acts';
import { comparableAnswer, timeRatio } from '#e2e/support/comparable-answer';
import { latestMail, mailsTo } from '#e2e/support/mailbox';
import { change, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, newEmail, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const letMailOut = (server: TestServer) => change(server, 'delete from limits');

/** An account, one that is disabled, one half made, and an address that has none. */
async function addresses(server: TestServer) {
  const [active, disabled, unproven, unknown] = [1, 2, 3, 4].map(() => newEmail());
  await newVisitor(server).signUp({ email: active! });
  await newVisitor(server).signUp({ email: disabled! });
  change(server, 'update users set disabled_at = 1 where email = ?', disabled);
  await newVisitor(server).askForAccount(unproven!);
  letMailOut(server);
  return [active!, active!.toUpperCase(), disabled!, unproven!, unknown!];
}

test('a forgotten password reads the same for every address, at every step, until the mail', async ({
  server,
}) => {
  const seen = [];
  for (const email of await addresses(server)) {
    letMailOut(server);
    const eve = newVisitor(server);
    const begun = await askForReset(eve, email);
    const page = await eve.go('/reset-password');
    const refused = await reset(eve, '000000');
    const weak = await reset(eve, '000000', 'password123456789');
    const again = await eve.submit(await eve.form('/reset-password', 1), []);
    // Nobody is mailed twice within a minute, known or not.
    const second = await askForReset(newVisitor(server), email);
    const silent = await eve.go('/reset-password');
    seen.push(
      [begun, page, refused, weak, again, second, silent].map((answer) =>
        comparableAnswer(answer, email.toLowerCase()),
      ),
    );
  }
  expect(seen[0]?.map(({ status }) => status)).toEqual([303, 200, 422, 422, 429, 303, 200]);
  for (const other of seen.slice(1)) expect(other).toEqual(seen[0]);
});

test('a code to sign in with reads the same for every address, at every step, until the mail', async ({
  server,
}) => {
  const seen = [];
  for (const email of await addresses(server)) {
    letMailOut(server);
    const eve = newVisitor(server);
    const begun = await askForCode(eve, email);
    const page = await eve.go('/sign-in/code/verify');
    const tries = [];
    for (let nth = 0; nth < 6; nth++) tries.push(await signInByCode(eve, '000000'));
    const again = await eve.submit(await eve.form('/sign-in/code/verify', 1), []);
    const second = await askForCode(newVisitor(server), email);
    seen.push(
      [begun, page, ...tries, again, second].map((answer) =>
        comparableAnswer(answer, email.toLowerCase()),
      ),
    );
  }
  expect(seen[0]?.map(({ status }) => status)).toEqual([303, 200, ...Array(6).fill(422), 429, 303]);
  for (const other of seen.slice(1)) expect(other).toEqual(seen[0]);
});

test('the change to an address reads the same whether or not somebody has it, until the mail', {
  tag: '@long',
}, async ({ server }) => {
  const seen = [];
  for (const email of await addresses(server)) {
    const { visitor: eve, email: own } = await newOwner(server);
    letMailOut(server);
    const begun = await askToMove(eve, email);
    const page = await eve.go('/settings/email/verify');
    const form = await eve.form('/settings/email/verify');
    const tries = [];
    for (let nth = 0; nth < 6; nth++) tries.push(await eve.submit(form, [['code', '000000']]));
    const again = await eve.submit(await eve.form('/settings/email/verify', 1), []);
    seen.push(
      [begun, page, ...tries, again].map((answer) =>
        comparableAnswer(
          { ...answer, text: answer.text.replaceAll(own, 'OWN') },
          email.toLowerCase(),
        ),
      ),
    );
  }
  expect(seen[0]?.map(({ status }) => status)).toEqual([303, 200, ...Array(6).fill(422), 429]);
  for (const other of seen.slice(1)) expect(other).toEqual(seen[0]);
});

test('no code moves an account to an address that another has, and its owner alone learns of it', async ({
  server,
}) => {
  const { email: taken } = await newOwner(server);
  const { visitor: eve, email } = await newOwner(server);
  letMailOut(server);
  const before = rows(server, 'select * from users where email = ?', taken);
  await askToMove(eve, taken);
  const mail = await latestMail(server.port, taken, 'Someone asked to use your address');
  expect(mail).not.toMatch(/^\s*\d{6}\s*$/m);
  const form = await eve.form('/settings/email/verify');
  for (const code of ['000000', '123456', '999999', '111111', '654321'])
    expect((await eve.submit(form, [['code', code]])).status).toBe(422);
  expect(rows(server, 'select * from users where email = ?', taken)).toEqual(before);
  expect(rows(server, 'select id from users where email = ?', email)).toHaveLength(1);
});

test('known and unknown addresses take the same time at each door that mails a code', {
  tag: '@long',
}, async ({ server }) => {
  const { email: known } = await newOwner(server);
  const { visitor: ada } = await newOwner(server);
  const eve = newVisitor(server);
  const [forgot, move] = [await eve.form('/forgot-password'), await ada.form('/settings/email')];
  const code = await eve.form('/sign-in/code');
  const doors = {
    code: (email: string) => eve.submit(code, [['email', email]]),
    forgot: (email: string) => eve.submit(forgot, [['email', email]]),
    move: (email: string) => ada.submit(move, [['email', email]]),
  };
  for (const [door, ask] of Object.entries(doors)) {
    const asked = async (email: string) => {
      letMailOut(server);
      expect((await ask(email)).status).toBe(303);
    };
    const ratio = await timeRatio(
      40,
      () => asked(known),
      () => asked(newEmail()),
    );
    expect(ratio, door).toBeGreaterThan(0.67);
    expect(ratio, door).toBeLessThan(1.5);
  }
});

test('one mailbox gets three codes an hour at each door, a reset one more for each network, and nobody sees it', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const stranger = newEmail();
  const doors: [string, (to: string) => ReturnType<typeof askForReset>][] = [
    [SUBJECTS.reset, (to) => askForReset(newVisitor(server), to)],
    [SUBJECTS.move, (to) => askToMove(ada, to)],
  ];
  for (const [subject, ask] of doors) {
    const to = subject === SUBJECTS.reset ? email : stranger;
    // Each of the twelve resets comes from a network of its own, and draws on the reserve of that.
    const most = subject === SUBJECTS.reset ? 12 : 3;
    const answers = [];
    for (let nth = 0; nth < 12; nth++) {
      // A minute later, and from elsewhere.
      change(
        server,
        "update limits set blocked_until = 0 where key like 'mail/recipient:%' and used < 3",
      );
      change(server, "delete from limits where key like 'mail/network:%'");
      answers.push(await ask(to));
    }
    const seen = answers.map(({ status, headers }) => `${status} ${headers.location}`);
    expect(new Set(seen).size).toBe(1);
    const codes = (await mailsTo(server.port, to)).filter((text) => text.includes(subject));
    expect(codes).toHaveLength(most);
  }
});

test('a flow whose mail did not go out takes no code, not even the one that did', async ({
  server,
}) => {
  const { email } = await newOwner(server);
  await askForReset(newVisitor(server), email);
  const code = await resetCode(server, email);
  const eve = newVisitor(server);
  expect((await askForReset(eve, email)).status).toBe(303);
  for (const typed of [code, '000000']) expect((await reset(eve, typed)).status).toBe(422);
});
