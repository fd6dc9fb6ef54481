import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { changePassword } from '#lib/accounts/change-password';
import { latestMail, signInAs, viewerOf } from '#lib/accounts/life.test-support';
import { reauthenticate } from '#lib/accounts/reauthenticate';
import { updateProfile } from '#lib/accounts/update-profile';
import { findActivity, listActivity, listChangesSince } from '#lib/assembly/activity';
import { deleteAccount } from '#lib/assembly/delete-account';
import { exportData } from '#lib/assembly/export-data';
import { db } from '#lib/db/client';
import { listSessions } from '#lib/session/list';
import { findViewer } from '#lib/session/store';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  PASSWORD,
  setClock,
} from '#lib/testing/database.test-support';

const EMAIL = 'ada@example.com';
const ANOTHER = 'eleven quiet lanterns drift';
const START = Date.UTC(2026, 0, 1);

beforeEach(async () => {
  await emptyTables();
  setClock(START);
});

const types = async () => (await db().select().from(auditEvents)).map(({ type }) => type);

test.each([
  [true, 1],
  [false, 2],
])('a changed password renews this session; ends the others: %s', async (endOthers, left) => {
  const ada = await addUser();
  const ticket = await beginSession(ada);
  const found = await findViewer(ticket);
  const viewer = found!.viewer;
  const elsewhere = await beginSession(ada);
  const change = { current: PASSWORD, password: ANOTHER, endOthers, browser: null };
  const outcome = await changePassword(viewer, change);
  if (!outcome.ok) throw new Error(outcome.reason);
  expect(await findViewer(ticket)).toBeNull();
  expect((await findViewer(outcome.value))?.viewer.session.id).toBe(viewer.session.id);
  expect((await findViewer(elsewhere)) === null).toBe(endOthers);
  expect(await listSessions(viewer)).toHaveLength(left);
  expect((await latestMail()).subject).toBe('Your password was changed');
  expect((await signInAs(EMAIL, ANOTHER)).ok).toBe(true);
});

test('a wrong current password, a weak new one and the same one change nothing', async () => {
  const viewer = await viewerOf(await addUser());
  const change = { current: PASSWORD, password: ANOTHER, endOthers: true, browser: null };
  const reasons = [
    await changePassword(viewer, { ...change, current: 'wrong' }),
    await changePassword(viewer, { ...change, password: 'password123456789' }),
    await changePassword(viewer, { ...change, password: PASSWORD }),
  ].map((one) => (one.ok ? 'ok' : one.reason));
  expect(reasons).toEqual(['wrong_credentials', 'weak_password', 'same_password']);
  expect((await signInAs(EMAIL, PASSWORD)).ok).toBe(true);
  expect(await types()).not.toContain('authn_password_change');
});

test.each([
  [600_000 - 1, true],
  [600_000, false],
])('%i ms after a proof it is recent: %s', async (age, expected) => {
  const viewer = await viewerOf(await addUser());
  setClock(START + age);
  expect(await isFreshlyAuthenticated(viewer)).toBe(expected);
});

test('proving it again renews the proof and the secret, out of the one budget of guesses', async () => {
  const ada = await addUser();
  const ticket = await beginSession(ada);
  const viewer = (await findViewer(ticket))!.viewer;
  setClock(START + 11 * 60_000);
  for (let tries = 0; tries < 5; tries++)
    await from(`203.0.113.${tries}`, () =>
      reauthenticate(viewer, { password: 'wrong', browser: null }),
    );
  for (let tries = 5; tries < 9; tries++)
    await from(`203.0.113.${tries}`, () =>
      changePassword(viewer, {
        current: 'wrong',
        password: ANOTHER,
        endOthers: true,
        browser: null,
      }),
    );
  const outcome = await reauthenticate(viewer, { password: PASSWORD, browser: null });
  if (!outcome.ok) throw new Error(outcome.reason);
  expect(await findViewer(ticket)).toBeNull();
  expect(await isFreshlyAuthenticated((await findViewer(outcome.value))!.viewer)).toBe(true);
});

test('ten wrong passwords of one session close its doors and no others; ten of strangers close theirs', async () => {
  const ada = await addUser();
  const [thief, viewer] = [await viewerOf(ada), await viewerOf(ada)];
  const wrong = { password: 'wrong', browser: null };
  for (let tries = 0; tries < 10; tries++)
    await from(`203.0.113.${tries}`, () => reauthenticate(thief, wrong));
  const right = { password: PASSWORD, browser: null };
  expect(await reauthenticate(thief, right)).toMatchObject({ reason: 'too_many_attempts' });
  const change = { current: PASSWORD, password: ANOTHER, endOthers: true, browser: null };
  expect(await changePassword(thief, change)).toMatchObject({ reason: 'too_many_attempts' });
  expect(await reauthenticate(viewer, right)).toMatchObject({ ok: true });

  const typed = { email: EMAIL, isPersistent: false, previous: null, browser: null };
  const { signIn } = await import('#lib/accounts/sign-in');
  const tryIt = (password: string, tries: number) =>
    from(`198.51.100.${tries}`, () => signIn({ ...typed, password }));
  for (let tries = 0; tries < 10; tries++) await tryIt('wrong', tries);
  expect(await tryIt(PASSWORD, 10)).toMatchObject({ reason: 'too_many_attempts' });
});

test('a deleted account is gone with its sessions; the log stays, and the address is free and clean', async () => {
  const ada = await addUser();
  const ticket = await beginSession(ada);
  expect(await deleteAccount({ id: ada, email: EMAIL })).toMatchObject({ ok: true });
  expect(await findViewer(ticket)).toBeNull();
  expect(await db().select().from(sessions)).toEqual([]);
  expect(await types()).toContain('user_deleted');
  expect((await latestMail()).subject).toBe('Your account was deleted');
  const again = await viewerOf(await addUser());
  expect(again.user.id).not.toBe(ada);
  expect((await listActivity(again, 50)).map(({ type }) => type)).toEqual([]);
  expect(await deleteAccount({ id: ada, email: 'nobody@example.com' })).toMatchObject({
    reason: 'no_such_user',
  });
});

test('the download has what is held about one person, nothing secret and nobody else', async () => {
  const viewer = await viewerOf(await addUser());
  await viewerOf(await addUser('bob@example.com'));
  const text = (await Array.fromAsync(await exportData(viewer))).join('');
  expect(text).toContain(EMAIL);
  expect(text).not.toMatch(/bob@example|argon2|Fe26|secretHash|"[0-9a-f]{64}"/);
});

test('a profile is saved and shown at the next request', async () => {
  const ada = await addUser();
  const viewer = await viewerOf(ada);
  await updateProfile(viewer, { name: 'Ada L.', timeZone: 'Europe/Berlin', theme: 'dark' });
  const [row] = await db().select().from(users).where(eq(users.id, ada));
  expect(row).toMatchObject({ name: 'Ada L.', timeZone: 'Europe/Berlin', theme: 'dark' });
  expect((await viewerOf(ada)).user).toMatchObject({ name: 'Ada L.', theme: 'dark' });
});

test('what was changed since a sign-in is listed, and nobody sees another’s events', async () => {
  const viewer = await viewerOf(await addUser());
  const bob = await viewerOf(await addUser('bob@example.com'));
  await signInAs(EMAIL, PASSWORD);
  const [event] = await listActivity(viewer, 1);
  expect(event).toMatchObject({ type: 'authn_login_success' });
  setClock(START + 1000);
  await updateProfile(viewer, { name: 'Eve', timeZone: 'UTC', theme: 'system' });
  const changes = await listChangesSince(viewer, event!);
  expect(changes.map(({ type }) => type)).toEqual(['user_updated']);
  expect(await findActivity(bob, event!.id)).toBeNull();
});
