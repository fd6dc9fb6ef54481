import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { users } from '#drizzle/schema/users';
import { signInAs } from '#lib/accounts/life.test-support';
import { disableUser } from '#lib/admin/disable-user';
import { enableUser } from '#lib/admin/enable-user';
import { db } from '#lib/db/client';
import { findViewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  emptyTables,
  PASSWORD,
  setClock,
} from '#lib/testing/database.test-support';

const EMAIL = 'dee@example.com';
const NOW = Date.UTC(2026, 5, 1);
const HOUR = 3_600_000;

beforeEach(emptyTables);

const enter = () => signInAs(EMAIL, PASSWORD);
const changed = { ok: true, value: true };
const unchanged = { ok: true, value: false };

test('a disabled account is refused everywhere at once: its sessions and its password', async () => {
  const dee = await addUser(EMAIL);
  const ticket = await beginSession(dee);
  expect(await findViewer(ticket)).not.toBeNull();

  expect(await disableUser('operator', dee)).toEqual(changed);
  expect(await findViewer(ticket)).toBeNull();
  expect(await enter()).toMatchObject({ ok: false, reason: 'wrong_credentials' });
});

test('a session that began in the moment of disabling opens nothing, not even after enabling', async () => {
  const dee = await addUser(EMAIL);
  await disableUser('operator', dee);
  const late = await beginSession(dee, { isPersistent: true });
  expect(await findViewer(late)).toBeNull();

  expect(await enableUser('operator', dee)).toEqual(changed);
  expect(await findViewer(late)).toBeNull();
  expect(await enter()).toMatchObject({ ok: true });
});

test('nobody is disabled or enabled twice, and nobody who does not exist', async () => {
  const dee = await addUser(EMAIL);
  expect(await enableUser('operator', dee)).toEqual(unchanged);
  await disableUser('operator', dee, { reason: 'first' });
  expect(await disableUser('operator', dee, { reason: 'second' })).toEqual(unchanged);
  const [row] = await db().select().from(users);
  expect(row!.disabledReason).toBe('first');
  expect(await disableUser('operator', 'nobody')).toMatchObject({ reason: 'no_such_user' });
  expect(await enableUser('operator', 'nobody')).toMatchObject({ reason: 'no_such_user' });
  const events = await db().select().from(auditEvents);
  expect(events.map(({ type }) => type)).toEqual(['user_disabled']);
});

test('an account that is disabled until a time opens by itself then, to the millisecond, and can be shut anew afterwards', async () => {
  const dee = await addUser(EMAIL);
  setClock(NOW);
  const until = new Date(NOW + HOUR);
  expect(await disableUser('operator', dee, { reason: 'a pause', until })).toEqual(changed);
  setClock(NOW + HOUR - 1);
  expect(await enter()).toMatchObject({ reason: 'wrong_credentials' });
  setClock(NOW + HOUR);
  expect(await enter()).toMatchObject({ ok: true });
  expect(await enableUser('operator', dee)).toEqual(unchanged);
  expect(await disableUser('operator', dee, { reason: 'again' })).toEqual(changed);
  const [row] = await db().select().from(users).where(eq(users.id, dee));
  expect(row).toMatchObject({ disabledUntil: null, disabledReason: 'again' });
});

test('an account that was disabled without an end stays disabled', async () => {
  const dee = await addUser(EMAIL);
  setClock(NOW);
  await disableUser('operator', dee);
  setClock(NOW + 100 * 365 * 24 * HOUR);
  expect(await enter()).toMatchObject({ reason: 'wrong_credentials' });
});
