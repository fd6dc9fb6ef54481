import {
  ANOTHER,
  askForReset,
  askToMove,
  midMove,
  midReset,
  moveCode,
  newOwner,
  reset,
  resetCode,
  verifyMove,
} from '#e2e/support/account-acts';
import { latestCode, latestMail, readMailbox } from '#e2e/support/mailbox';
import { change, rows } from '#e2e/support/rows';
import { told } from '#e2e/support/shown-notices';
import { expect, newEmail, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const DEAD = 'This code no longer works. Have another one sent.';
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('no host a stranger names gets into a mail: the request is refused, or the mail says our own', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const eve = newVisitor(server);
  const forms = [await eve.form('/forgot-password'), await ada.form('/settings/email')];
  const poisons: Record<string, string>[] = [
    { Host: 'evil.test' },
    { Host: `localhost:${server.port}@evil.test` },
    { 'X-Forwarded-Host': 'evil.test' },
    { 'X-Forwarded-Server': 'evil.test' },
    { Forwarded: 'host=evil.test' },
    { 'X-Host': 'evil.test' },
    { 'X-Original-URL': 'http://evil.test/' },
    { Referer: 'http://evil.test/' },
  ];
  for (const poison of poisons) {
    change(server, 'delete from limits');
    const to = newEmail();
    const answers = [
      await eve.submit(forms[0]!, [['email', email]], 'form', poison),
      await ada.submit(forms[1]!, [['email', to]], 'form', poison),
    ];
    for (const { status } of answers) expect([303, 421]).toContain(status);
    if (answers[1]?.status === 303)
      expect(await latestMail(server.port, to)).toContain(`localhost:${server.port}`);
  }
  const mailbox = await readMailbox(server.port);
  expect(mailbox).not.toContain('evil.test');
  // What a proxy of ours says is believed, whatever it calls us itself.
  const behind = { Host: 'inside:8080', 'X-Forwarded-Host': `localhost:${server.port}` };
  change(server, 'delete from limits');
  expect((await eve.submit(forms[0]!, [['email', email]], 'form', behind)).status).toBe(303);
});

test('a reset code works once, for five tries, until the next one, in its own browser', async ({
  server,
}) => {
  const { email } = await newOwner(server);
  const { visitor: ada, code } = await midReset(server, email);
  const eve = newVisitor(server);
  await askForReset(eve, newEmail());
  expect((await reset(eve, code)).status).toBe(422);
  change(server, 'delete from limits');
  await ada.submit(await ada.form('/reset-password', 1), []);
  const next = await resetCode(server, email);
  if (next !== code) expect((await reset(ada, code)).status).toBe(422);
  const form = await ada.form('/reset-password');
  const typed = (one: string): [string, string][] => [
    ['code', one],
    ['password', ANOTHER],
  ];
  expect((await ada.submit(form, typed(next))).status).toBe(303);
  const flow = newVisitor(server);
  expect((await flow.go('/reset-password')).headers.location).toBe('/forgot-password');
  change(server, 'delete from limits');
  const guessed = await midReset(server, email);
  const page = await guessed.visitor.form('/reset-password');
  for (let tries = 0; tries < 5; tries++)
    expect((await guessed.visitor.submit(page, typed(wrong(guessed.code)))).status).toBe(422);
  const late = await guessed.visitor.submit(page, typed(guessed.code));
  expect([late.status, late.text.includes(DEAD)]).toEqual([422, true]);
});

test('a person who asks twice in one browser types the second code, and the first is refused', async ({
  server,
}) => {
  const { visitor: owner, email } = await newOwner(server);
  const { visitor: ada, code: first } = await midReset(server, email);
  const move = await midMove(server, owner);
  change(server, 'delete from limits');
  await askForReset(ada, email);
  const second = await resetCode(server, email);
  change(server, 'delete from limits');
  await askToMove(owner, move.email);
  const newer = await moveCode(server, move.email);
  if (first !== second) expect((await reset(ada, first)).status).toBe(422);
  if (move.code !== newer) expect((await verifyMove(owner, move.code)).status).toBe(422);
  expect((await verifyMove(owner, newer)).status).toBe(303);
  // The address is another one now: neither code of the old mailbox is good any more.
  expect((await reset(ada, second)).status).toBe(422);
});

test('a used and an expired code change nothing, and each says what became of it', async ({
  server,
}) => {
  const { email } = await newOwner(server);
  const answers = [];
  const used = await midReset(server, email);
  const form = await used.visitor.form('/reset-password');
  const cookies = new Map(used.visitor.cookies);
  await reset(used.visitor, used.code);
  const again = newVisitor(server);
  for (const [name, value] of cookies) again.cookies.set(name, value);
  const typed: [string, string][] = [
    ['code', used.code],
    ['password', PASSWORD],
  ];
  answers.push(await again.submit(form, typed));
  change(server, 'delete from limits');
  const late = await midReset(server, email);
  change(server, 'update codes set expires_at = ? where email = ?', Date.now() - 1, email);
  answers.push(await reset(late.visitor, late.code));
  const says = ['This code no longer works: it was used, and the new password is saved.', DEAD];
  for (const [nth, { status, text, setCookies }] of answers.entries()) {
    expect(status).toBe(422);
    expect(text).toContain(says[nth]);
    // The way forward stands on the same page.
    expect(text).toContain('Send again');
    expect(setCookies).toEqual([]);
  }
  expect((await newVisitor(server).signIn(email, ANOTHER)).status).toBe(303);
});

test('a code is good for what it was mailed for, and for nobody else', async ({ server }) => {
  const { visitor: ada, email } = await newOwner(server);
  const { visitor: bob, email: his } = await newOwner(server);
  const move = await midMove(server, ada);
  const flow = String(ada.cookies.get('flow'));
  // Her flow in his session.
  bob.cookies.set('flow', flow);
  expect((await verifyMove(bob, move.code)).status).toBe(422);
  expect(rows(server, 'select id from users where email = ?', his)).toHaveLength(1);
  // Each flow at the doors of the others.
  for (const path of ['/reset-password', '/sign-up/verify'])
    expect((await ada.go(path)).headers.location, path).toMatch(/^\/(forgot-password|sign-up)$/);
  const resetting = await midReset(server, email);
  ada.cookies.set('flow', String(resetting.visitor.cookies.get('flow')));
  expect((await ada.go('/settings/email/verify')).headers.location).toBe('/settings/email');
  const form = await bob.form('/settings/email/verify');
  bob.cookies.set('flow', String(resetting.visitor.cookies.get('flow')));
  const answer = await bob.submit(form, [['code', resetting.code]]);
  expect([answer.status, answer.headers.location]).toEqual([303, '/settings/email']);
  const stranger = newVisitor(server);
  const pending = newEmail();
  await stranger.askForAccount(pending);
  const signUpCode = await latestCode(server.port, pending);
  if (signUpCode !== resetting.code)
    expect((await reset(resetting.visitor, signUpCode)).status).toBe(422);
  expect((await reset(resetting.visitor, resetting.code)).status).toBe(303);
});

test('a code for a mailbox that is no longer the account’s opens nothing', async ({ server }) => {
  const { visitor: ada, email } = await newOwner(server);
  const stale = await midReset(server, email);
  const move = await midMove(server, ada);
  expect(await told(ada, await verifyMove(ada, move.code))).toContain('its new address');
  const answer = await reset(stale.visitor, stale.code);
  expect([answer.status, answer.text.includes(DEAD)]).toEqual([422, true]);
  expect((await newVisitor(server).signIn(move.email)).status).toBe(303);
  expect((await newVisitor(server).signIn(email)).status).toBe(422);
  // A change that was begun before another one was finished is as good: its mailbox was proven too.
  change(server, 'delete from limits');
  const [first, second] = [newEmail('first'), newEmail('second')];
  await askToMove(ada, first);
  const flow = String(ada.cookies.get('flow'));
  const early = await moveCode(server, first);
  await askToMove(ada, second);
  expect((await verifyMove(ada, await moveCode(server, second))).status).toBe(303);
  ada.cookies.set('flow', flow);
  expect((await verifyMove(ada, early)).status).toBe(303);
  expect(rows(server, 'select id from users where email = ?', first)).toHaveLength(1);
});
