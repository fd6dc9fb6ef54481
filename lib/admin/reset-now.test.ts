import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { latestCode, latestMail, signInAs } from '#lib/accounts/life.test-support';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { startResetFor } from '#lib/admin/start-reset';
import { db } from '#lib/db/client';
import { hasPassword } from '#lib/factors/password';
import { findViewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  PASSWORD,
} from '#lib/testing/database.test-support';

const EMAIL = 'ada@example.com';
const ANOTHER = 'eleven quiet lanterns drift';

beforeEach(() => emptyTables());

test('the password opens nothing from that moment on, and its owner sets another by mail', async () => {
  const ada = await addUser(EMAIL);
  const bob = await addUser('bob@example.com');
  const ticket = await beginSession(ada);
  expect(await startResetFor('operator', ada, { endsPassword: true })).toMatchObject({ ok: true });
  expect([await hasPassword(ada), await hasPassword(bob)]).toEqual([false, true]);
  expect(await findViewer(ticket)).toBeNull();
  expect(await signInAs(EMAIL, PASSWORD)).toMatchObject({ reason: 'wrong_credentials' });
  expect((await latestMail()).subject).toBe('Please set a new password');
  const told = (await db().select().from(auditEvents)).filter(({ userId }) => userId === ada);
  expect(told.map(({ type, detail, actor }) => [type, detail, actor])).toEqual(
    expect.arrayContaining([
      ['credential_removed', 'password', 'operator'],
      ['user_reset_started', '', 'operator'],
    ]),
  );
  const begun = await from('198.51.100.7', () => startReset(EMAIL));
  if (!begun.ok) throw new Error(begun.reason);
  const flow = { ...begun.value, email: EMAIL };
  const code = await latestCode();
  expect((await resetPassword(flow, { code, password: ANOTHER, browser: null })).ok).toBe(true);
  expect((await signInAs(EMAIL, ANOTHER)).ok).toBe(true);
});

test('without that it goes on until another is set, and whoever has none is asked all the same', async () => {
  const ada = await addUser(EMAIL);
  expect((await startResetFor('operator', ada)).ok).toBe(true);
  expect((await signInAs(EMAIL, PASSWORD)).ok).toBe(true);
  for (let i = 0; i < 2; i++)
    expect((await startResetFor('operator', ada, { endsPassword: true })).ok).toBe(true);
  expect(await hasPassword(ada)).toBe(false);
  const removals = (await db().select().from(auditEvents)).filter(
    ({ type }) => type === 'credential_removed',
  );
  expect(removals).toHaveLength(1);
});
