import {
  ANOTHER,
  changePassword,
  midMove,
  midReset,
  newOwner,
  reset,
  verifyMove,
} from '#e2e/support/account-acts';
import type { Answer } from '#e2e/support/http';
import { latestMail } from '#e2e/support/mailbox';
import type { Field } from '#e2e/support/multipart';
import { change, rows, sessionsOf } from '#e2e/support/rows';
import { cookieOf, expectGood, opensAccount } from '#e2e/support/session-cookies';
import { expect, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';
import { wayToSignIn } from '#e2e/support/way-to-sign-in';

test('after a reset every session is dead, a planted one too, and the owner is told', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const others = [newVisitor(server), newVisitor(server)];
  await others[0]!.signIn(email, PASSWORD, [['remember', 'on']]);
  await others[1]!.signIn(email);
  const before = [ada, ...others].map(cookieOf);
  for (const session of before) expect(await opensAccount(server, session)).toBe(true);
  const { visitor: mallory, email: hers } = await newOwner(server);
  const planted = cookieOf(mallory);
  const { visitor, code } = await midReset(server, email);
  visitor.cookies.set('session', planted);
  expectGood(await reset(visitor, code), code);
  for (const session of [...before, planted])
    expect(await opensAccount(server, session)).toBe(false);
  expect(await opensAccount(server, cookieOf(visitor))).toBe(true);
  expect([sessionsOf(server, email), sessionsOf(server, hers)]).toEqual([1, 0]);
  const page = await visitor.go('/reset-password');
  expect(page.headers.location).toBe('/forgot-password');
  const notice = await latestMail(server.port, email, 'Your password was changed');
  expect(notice).toContain('/forgot-password at once');
  expect(notice).toContain(visitor.network);
});

test('what changes or proves a credential gives the session a new secret; the old one is dead', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const move = await midMove(server, ada);
  const acts: [string, () => Promise<Answer>, string[]][] = [
    ['proof', async () => ada.submit(await ada.form('/confirm'), [['password', PASSWORD]]), []],
    ['password', () => changePassword(ada, PASSWORD, ANOTHER), []],
    ['address', () => verifyMove(ada, move.code), [move.code]],
  ];
  const id = rows(server, 'select id from users where email = ?', email)[0]?.['id'];
  for (const [what, act, secrets] of acts) {
    const old = cookieOf(ada);
    expectGood(await act(), ...secrets);
    expect(cookieOf(ada), what).not.toBe(old);
    expect(await opensAccount(server, old), what).toBe(false);
    expect(await opensAccount(server, cookieOf(ada)), what).toBe(true);
  }
  expect(rows(server, 'select id from sessions where user_id = ?', id)).toHaveLength(1);
  const told = await latestMail(server.port, email, 'Your account has another address now');
  expect(told).toContain('write to the operator');
  expect(await latestMail(server.port, email, 'Your password was changed')).toBeTruthy();
});

test('a changed password ends the other sessions only when that is asked for', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const other = newVisitor(server);
  await other.signIn(email);
  await changePassword(ada, PASSWORD, ANOTHER, '');
  expect(await opensAccount(server, cookieOf(other))).toBe(true);
  await changePassword(ada, ANOTHER, PASSWORD);
  expect(await opensAccount(server, cookieOf(other))).toBe(false);
  expect(await opensAccount(server, cookieOf(ada))).toBe(true);
});

test('no session, code or change under way of a disabled account works', async ({ server }) => {
  const { visitor: ada, email } = await newOwner(server);
  const resetting = await midReset(server, email);
  const move = await midMove(server, ada);
  const form = await ada.form('/settings/email/verify');
  change(server, 'update users set disabled_at = 1 where email = ?', email);
  expect(await opensAccount(server, cookieOf(ada))).toBe(false);
  expect(wayToSignIn(await ada.submit(form, [['code', move.code]]))).toMatch(/^\/sign-in/);
  const answer = await reset(resetting.visitor, resetting.code);
  expect([answer.status, answer.text.includes('no longer works')]).toEqual([422, true]);
  change(server, 'update users set disabled_at = null where email = ?', email);
  expect((await newVisitor(server).signIn(email)).status).toBe(303);
});

test('a deleted account takes everything with it, and the address begins anew', async ({
  server,
}) => {
  const { visitor: ada, email } = await newOwner(server);
  const other = newVisitor(server);
  await other.signIn(email, PASSWORD, [['remember', 'on']]);
  const resetting = await midReset(server, email);
  const move = await midMove(server, ada);
  const flow = String(ada.cookies.get('flow'));
  const before = [cookieOf(ada), cookieOf(other)];
  const late = await resetting.visitor.form('/reset-password');
  const done = await ada.submit(await ada.form('/settings/data'), [['email', email]]);
  expect([done.status, done.headers.location]).toEqual([303, '/']);
  expect(done.setCookies.join()).toMatch(/session=;.*Max-Age=0/i);
  for (const session of before) expect(await opensAccount(server, session)).toBe(false);
  const typed: Field[] = [
    ['code', resetting.code],
    ['password', ANOTHER],
  ];
  // What was begun for the address opens nothing. Only the person who types the code is told: the page looks as before.
  expect((await resetting.visitor.go('/reset-password')).status).toBe(200);
  const over = await resetting.visitor.submit(late, typed);
  expect([over.status, over.text.includes('no longer works')]).toEqual([422, true]);
  expect(over.setCookies.join()).not.toMatch(/session=F/);
  change(server, 'delete from limits');
  const again = newVisitor(server);
  await again.signUp({ email, password: ANOTHER, name: 'Somebody New' });
  again.cookies.set('flow', flow);
  expect((await verifyMove(again, move.code)).status).toBe(422);
  for (const session of before) expect(await opensAccount(server, session)).toBe(false);
  expect((await newVisitor(server).signIn(email)).status).toBe(422);
  const activity = await again.go('/settings/activity');
  expect(activity.text).not.toContain('This wasn’t me');
  const data = JSON.parse((await again.download()).text);
  expect(data.account).toMatchObject({ email, name: 'Somebody New' });
  expect(data.sessions).toHaveLength(1);
});
