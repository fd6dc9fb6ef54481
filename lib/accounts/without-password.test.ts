import { and, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { startConfirm } from '#lib/accounts/confirm-code';
import { latestCode, latestMail, signInAs, viewerOf } from '#lib/accounts/life.test-support';
import { proofRequestFor } from '#lib/accounts/proof-request';
import { reauthenticate } from '#lib/accounts/reauthenticate';
import { removePassword } from '#lib/accounts/remove-password';
import { setFirstPassword } from '#lib/accounts/set-password';
import { completeSignUp, startSignUp } from '#lib/accounts/sign-up';
import { asksForPassword } from '#lib/accounts/ways/offered';
import { db } from '#lib/db/client';
import { hasPassword } from '#lib/factors/password';
import type { Viewer } from '#lib/session/store';
import { addUser, changeSettings, emptyTables, PASSWORD } from '#lib/testing/database.test-support';

const EMAIL = 'ada@example.com';
const ANOTHER = 'eleven quiet lanterns drift';
let ada: string;
let viewer: Viewer;

beforeEach(async () => {
  await emptyTables();
  ada = await addUser(EMAIL);
  viewer = await viewerOf(ada);
});

const addPasskey = (confirmedAt: Date | null, userId = ada) => {
  const row = { kind: 'passkey', secret: 'key', createdAt: new Date(), confirmedAt };
  return db()
    .insert(credentials)
    .values({ ...row, id: uuid(), handle: uuid(), userId });
};
const losePassword = () =>
  db()
    .delete(credentials)
    .where(and(eq(credentials.userId, ada), eq(credentials.kind, 'password')));

test('a password goes only while two ways in remain, is told, and opens nothing any more', async () => {
  expect(await removePassword(viewer)).toMatchObject({ reason: 'last_ways' });
  await addPasskey(null);
  await addPasskey(new Date(), await addUser('bob@example.com'));
  expect(await removePassword(viewer)).toMatchObject({ reason: 'last_ways' });
  expect(await hasPassword(ada)).toBe(true);
  await addPasskey(new Date());
  const both = await Promise.all([removePassword(viewer), removePassword(viewer)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await latestMail()).subject).toContain('The password was removed');
  expect(await signInAs(EMAIL, PASSWORD)).toMatchObject({ reason: 'wrong_credentials' });
});

test('an account begins without a password, which nothing that is typed opens', async () => {
  const email = 'bob@example.com';
  const begun = await startSignUp({ name: 'Bob', email, password: null });
  if (!begun.ok) throw new Error(begun.reason);
  const done = await completeSignUp(begun.value, await latestCode());
  if (!done.ok || !('sessionId' in done.value)) throw new Error('It was not let in.');
  const [bob] = await db().select({ id: users.id }).from(users).where(eq(users.email, email));
  expect(await hasPassword(String(bob?.id))).toBe(false);
  for (const typed of [PASSWORD, '', 'null'])
    expect(await signInAs(email, typed)).toMatchObject({ reason: 'wrong_credentials' });
});

test.each([
  ['password,passkey,code', undefined, true],
  ['password,passkey,code', 'passkey', false],
  ['password,passkey,code', 'code', true],
  ['password,code', 'passkey', true],
  ['password,passkey', 'passkey', true],
  ['passkey,code', undefined, false],
  ['code', 'passkey', false],
])('where %s is offered, a sign-up by %s asks for a password: %s', (offered, by, asks) => {
  changeSettings({ SIGN_IN_WITH: offered });
  expect(asksForPassword(by)).toBe(asks);
});

test('a first password is set once, by the rules of every password', async () => {
  expect(await setFirstPassword(viewer, ANOTHER)).toMatchObject({ reason: 'has_password' });
  await losePassword();
  expect(await setFirstPassword(viewer, 'password123456789')).toMatchObject({
    reason: 'weak_password',
  });
  const both = await Promise.all([ANOTHER, ANOTHER].map((one) => setFirstPassword(viewer, one)));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await signInAs(EMAIL, ANOTHER)).ok).toBe(true);
});

test('without a password a mailed code proves it again, once, in its flow, for its person', async () => {
  const begun = await startConfirm(viewer, null);
  if (!begun.ok) throw new Error(begun.reason);
  const code = await latestCode();
  const flow = begun.value;
  const proof = { password: '', code, flow, browser: null };
  expect(await reauthenticate(viewer, proof)).toMatchObject({ reason: 'wrong_credentials' });
  await losePassword();
  expect((await proofRequestFor(viewer)).fields).toMatchObject([{ name: 'code' }]);
  const eve = await viewerOf(await addUser('eve@example.com'));
  await db().delete(credentials).where(eq(credentials.userId, eve.user.id));
  const wrong: [Viewer, object, string][] = [
    [viewer, { flow: null }, 'not_mailed'],
    [viewer, { flow: { ...flow, secret: 'x' } }, 'code_expired'],
    [viewer, { code: code === '000000' ? '000001' : '000000' }, 'wrong_code'],
    [eve, {}, 'code_expired'],
  ];
  for (const [who, change, reason] of wrong)
    expect(await reauthenticate(who, { ...proof, ...change })).toMatchObject({ reason });
  expect(await reauthenticate(viewer, proof)).toMatchObject({ ok: true });
  expect(await reauthenticate(viewer, proof)).toMatchObject({ reason: 'code_expired' });
});
