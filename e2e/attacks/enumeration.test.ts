import { comparableAnswer, timeRatio } from '#e2e/support/comparable-answer';
import { latestMail, mailsTo } from '#e2e/support/mailbox';
import { change, rows } from '#e2e/support/rows';
import { expect, newEmail, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

test('a wrong password reads the same for an account, none, a disabled one and one half made', async ({
  server,
}) => {
  const [active, disabled, unproven, unknown] = [1, 2, 3, 4].map(() => newEmail()) as [
    string,
    string,
    string,
    string,
  ];
  await newVisitor(server).signUp({ email: active });
  await newVisitor(server).signUp({ email: disabled });
  change(server, 'update users set disabled_at = 1 where email = ?', disabled);
  await newVisitor(server).askForAccount(unproven);
  for (const as of ['form', 'call'] as const) {
    const answers = [];
    for (const email of [active, disabled, unproven, unknown]) {
      const eve = newVisitor(server);
      const form = await eve.form('/sign-in');
      answers.push(
        comparableAnswer(
          await eve.submit(
            form,
            [
              ['email', email],
              ['password', 'wrong wrong wrong wrong'],
            ],
            as,
          ),
          email,
        ),
      );
    }
    expect(answers[0]?.status).toBe(422);
    for (const other of answers.slice(1)) expect(other).toEqual(answers[0]);
  }
  const right = await newVisitor(server).signIn(disabled);
  expect(right.status).toBe(422);
  expect(right.text).toContain('The email or password is not right.');
});

test('a sign-up reads the same for a new and for a known address, until the mail', async ({
  server,
}) => {
  const known = newEmail();
  await newVisitor(server).signUp({ email: known });
  const before = rows(server, 'select * from users where email = ?', known);
  change(server, 'delete from limits');
  const answers = [];
  for (const email of [known, known.toUpperCase(), newEmail()]) {
    change(server, 'delete from limits');
    const eve = newVisitor(server);
    const begun = await eve.askForAccount(email);
    const page = await eve.go('/sign-up/verify');
    const refused = await eve.verify('000000');
    const again = await eve.submit(await eve.form('/sign-up/verify', 1), []);
    answers.push(
      [begun, page, refused, again].map((answer) => comparableAnswer(answer, email.toLowerCase())),
    );
  }
  expect(answers[0]?.map(({ status }) => status)).toEqual([303, 200, 422, 429]);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  expect(rows(server, 'select * from users where email = ?', known)).toEqual(before);
  expect(await latestMail(server.port, known, 'You already have an account')).not.toMatch(
    /\b\d{6}\b(?!\d)/,
  );
});

test('no code completes a sign-up with an address that has an account', async ({ server }) => {
  const known = newEmail();
  const owner = newVisitor(server);
  await owner.signUp({ email: known });
  change(server, 'delete from limits');
  const eve = newVisitor(server);
  await eve.askForAccount(known, 'another long enough pass', 'Eve');
  const [row] = rows(
    server,
    'select code_hash from codes where email = ? order by created_at desc',
    known,
  );
  expect(row?.['code_hash']).toMatch(/^[0-9a-f]{64}$/);
  for (const code of ['000000', '111111', '123456', '999999', '000001'])
    expect((await eve.verify(code)).status).toBe(422);
  expect((await eve.verify('000000')).text).toContain('no longer works');
  expect((await newVisitor(server).signIn(known, 'another long enough pass')).status).toBe(422);
  expect((await newVisitor(server).signIn(known)).status).toBe(303);
  // One for each of the two sign-ups, and one for the sign-in from a browser of its own.
  expect((await mailsTo(server.port, known)).length).toBe(3);
});

test('known and unknown addresses take the same time, at sign-in and at sign-up', {
  tag: '@long',
}, async ({ server }) => {
  const known = newEmail();
  await newVisitor(server).signUp({ email: known });
  const eve = newVisitor(server);
  const signIn = await eve.form('/sign-in');
  const signUp = await eve.form('/sign-up');
  const kinds = {
    in: (email: string) =>
      eve.submit(signIn, [
        ['email', email],
        ['password', 'wrong wrong wrong wrong'],
      ]),
    up: (email: string) =>
      newVisitor(server).submit(signUp, [
        ['name', 'E'],
        ['email', email],
        ['password', PASSWORD],
      ]),
  };
  for (const [kind, ask] of Object.entries(kinds)) {
    const asked = async (email: string) => {
      change(server, 'delete from limits');
      expect([303, 422]).toContain((await ask(email)).status);
    };
    const ratio = await timeRatio(
      24,
      () => asked(known),
      () => asked(newEmail()),
    );
    expect(ratio, kind).toBeGreaterThan(0.7);
    expect(ratio, kind).toBeLessThan(1.4);
  }
});
