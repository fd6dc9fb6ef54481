import {
  ANOTHER,
  askForReset,
  midMove,
  midReset,
  newOwner,
  reset,
  verifyMove,
} from '#e2e/support/account-acts';
import { change } from '#e2e/support/rows';
import { expect, newEmail, newNetwork, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const DEAD = 'This code no longer works. Have another one sent.';
const wrong = (code: string, by: number) =>
  String((Number(code) + by) % 1_000_000).padStart(6, '0');

test('five tries are five, from however many networks at once, at the reset and at the change', async ({
  server,
}) => {
  const { visitor: owner, email } = await newOwner(server);
  const resetting = await midReset(server, email);
  const move = await midMove(server, owner);
  const page = await resetting.visitor.form('/reset-password');
  const verify = await owner.form('/settings/email/verify');
  const guesses = Array.from({ length: 20 }, (_, nth) => {
    const from = { 'X-Forwarded-For': newNetwork() };
    const password: [string, string] = ['password', ANOTHER];
    // Each another guess: the same form sent in again is one.
    return nth % 2
      ? owner.submit(verify, [['code', wrong(move.code, nth)]], 'form', from)
      : resetting.visitor.submit(
          page,
          [['code', wrong(resetting.code, nth + 1)], password],
          'form',
          from,
        );
  });
  const said = (await Promise.all(guesses)).map(({ text }) => text.includes('not the code we mailed')); // biome-ignore format: one line
  expect(said.filter(Boolean)).toHaveLength(8);
  expect((await reset(resetting.visitor, resetting.code)).text).toContain(DEAD);
  expect((await verifyMove(owner, move.code)).text).toContain(DEAD);
  expect((await newVisitor(server).signIn(email)).status).toBe(303);
});

test('codes are guessed at thirty times in five minutes from one network, at every door together', async ({
  server,
}) => {
  const network = newNetwork();
  const { email } = await newOwner(server);
  const forms = [];
  for (let nth = 0; nth < 4; nth++) {
    change(server, "delete from limits where key like 'mail/%'");
    const eve = newVisitor(server, network);
    await askForReset(eve, email);
    forms.push({ eve, form: await eve.form('/reset-password') });
  }
  const statuses = [];
  for (let nth = 0; nth < 33; nth++) {
    const { eve, form } = forms[nth % forms.length]!;
    const answer = await eve.submit(form, [
      ['code', '000000'],
      ['password', ANOTHER],
    ]);
    statuses.push(answer.status);
    if (answer.status === 429) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  }
  expect(statuses).toEqual([...Array(30).fill(422), 429, 429, 429]);
  expect((await newVisitor(server).signIn(email)).status).toBe(303);
});

test('one network has twenty codes mailed in an hour, at every door together, and is told when it may again', async ({
  server,
}) => {
  const { visitor: ada } = await newOwner(server);
  const forgot = await newVisitor(server).form('/forgot-password');
  const move = await ada.form('/settings/email');
  const known = [];
  for (let nth = 0; nth < 2; nth++) known.push((await newOwner(server)).email);
  const eve = newVisitor(server, ada.network);
  const statuses = [];
  for (let nth = 0; nth < 22; nth++) {
    const { status } = await (nth % 2
      ? ada.submit(move, [['email', newEmail()]])
      : eve.submit(forgot, [['email', newEmail()]]));
    statuses.push(status);
  }
  expect(statuses).toEqual([...Array(20).fill(303), 429, 429]);
  for (const email of [...known, newEmail()]) {
    const answer = await eve.submit(forgot, [['email', email]]);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(60);
    expect(answer.text).toMatch(/Too many tries\. Try again in \d+ minutes\./);
    expect(answer.setCookies).toEqual([]);
  }
});
