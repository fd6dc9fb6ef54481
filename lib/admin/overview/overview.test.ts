import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { auditInbox } from '#drizzle/schema/audit';
import { credentials } from '#drizzle/schema/credentials';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { logState } from '#lib/admin/overview/log-state';
import { countMails } from '#lib/admin/overview/mails';
import { countAccounts, countSignedIn } from '#lib/admin/overview/people';
import { MOST_AN_HOUR, signInsOf } from '#lib/admin/overview/sign-ins';
import { staffWithoutFactor } from '#lib/admin/overview/staff';
import { wayByAmr, waysOfSigningIn } from '#lib/admin/overview/ways';
import { addStaff as addHere, addMember } from '#lib/admin/staff.test-support';
import { record } from '#lib/audit/record';
import type { AuditType } from '#lib/audit/types';
import { watchLog } from '#lib/audit/watch';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { transaction } from '#lib/db/transaction';
import type { Viewer } from '#lib/session/store';
import {
  beginSession,
  clearSingleton,
  emptyLog,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';

const HOUR_MS = 3_600_000;
const NOW = Date.parse('2026-11-29T10:30Z');

beforeEach(async () => {
  await emptyTables();
  clearSingleton('overview');
  setClock(NOW);
});

const inZone = (viewer: Viewer, timeZone: string): Viewer => ({
  ...viewer,
  user: { ...viewer.user, timeZone },
});

const eqEmail = (email: string) => eq(users.email, email);
const eqUser = (id: string) => eq(sessions.userId, id);

/** Entries of another time, on their way into the log, and in it. */
async function tell(type: AuditType, at: string, times = 1) {
  const ms = Date.parse(at);
  const rows = [...Array(times).keys()].map(() => ({
    id: uuid({ msecs: ms }),
    at: new Date(ms),
    type,
    actor: 'user',
    address: '::1',
    userAgent: '',
    detail: '',
  }));
  await transaction((tx) => tx.insert(auditInbox).values(rows));
  await sealLog();
}

/** Of whose own session nothing is counted. */
async function addStaff(...who: Parameters<typeof addHere>) {
  const staff = await addHere(...who);
  await db().delete(sessions);
  await emptyLog();
  return staff;
}

test('sign-ins and failures are counted by the hour on the clocks of the viewer', async () => {
  const dee = await addStaff('support');
  await tell('authn_login_success', '2026-11-29T10:15Z', 3);
  await tell('authn_login_fail', '2026-11-29T10:16Z', 2);
  await tell('authn_login_success', '2026-11-28T23:45Z');
  await tell('authn_login_success', '2026-10-30T12:00Z', 4);
  await tell('session_created', '2026-11-29T10:15Z', 5);
  const utc = await signInsOf(inZone(dee, 'UTC'));
  expect([utc.length, utc[0]?.day, utc.at(-1)?.day]).toEqual([30, '2026-10-31', '2026-11-29']);
  expect([utc.at(-1)?.ok[10], utc.at(-1)?.bad[10]]).toEqual([3, 2]);
  expect(utc.at(-2)?.ok[23]).toBe(1);
  const all = utc.flatMap(({ ok, bad }) => [...ok, ...bad]);
  expect(all.reduce((sum, one) => sum + one)).toBe(6);
  const india = await signInsOf(inZone(dee, 'Asia/Kolkata'));
  expect([india.at(-1)?.ok[15], india.at(-1)?.ok[5]]).toEqual([3, 1]);
});

test('where an hour comes twice, it has what happened in both', async () => {
  const dee = inZone(await addStaff('support'), 'Europe/Berlin');
  setClock(Date.parse('2026-10-26T10:00Z'));
  await tell('authn_login_success', '2026-10-25T00:30Z', 1);
  await tell('authn_login_success', '2026-10-25T01:30Z', 2);
  await tell('authn_login_success', '2026-10-25T02:30Z', 4);
  const day = (await signInsOf(dee)).find((one) => one.day === '2026-10-25');
  expect(day?.ok.slice(1, 5)).toEqual([0, 3, 4, 0]);
});

test('of one hour no more is counted than the most', async () => {
  const dee = await addStaff('support');
  const batch = 1_000;
  for (let told = 0; told <= MOST_AN_HOUR; told += batch)
    await tell('authn_login_fail', '2026-11-29T09:10Z', batch);
  const days = await signInsOf(inZone(dee, 'UTC'));
  expect(days.at(-1)?.bad[9]).toBe(MOST_AN_HOUR);
});

test('what is counted is a minute old at most, also after the clock was set back', async () => {
  const dee = inZone(await addStaff('support'), 'UTC');
  const last = async () => (await signInsOf(dee)).at(-1)?.ok[10];
  await tell('authn_login_success', '2026-11-29T10:01Z');
  expect(await last()).toBe(1);
  await tell('authn_login_success', '2026-11-29T10:02Z');
  expect(await last()).toBe(1);
  setClock(NOW + 61_000);
  expect(await last()).toBe(2);
  await tell('authn_login_success', '2026-11-29T10:03Z');
  setClock(NOW);
  expect(await last()).toBe(3);
});

test('people are counted: all, new and disabled', async () => {
  const dee = await addStaff('support');
  await addMember('new@example.com');
  await addMember('shut@example.com');
  await addMember('open@example.com');
  const old = new Date(NOW - 31 * 24 * HOUR_MS);
  const change = (email: string, set: Partial<typeof users.$inferInsert>) =>
    transaction((tx) => tx.update(users).set(set).where(eqEmail(email)));
  await change('shut@example.com', { disabledAt: old, createdAt: old });
  await change('open@example.com', { disabledAt: old, disabledUntil: new Date(NOW - 1) });
  expect(await countAccounts(dee)).toEqual({
    all: 4,
    fresh: 3,
    disabled: 1,
    isMore: false,
    isMoreFresh: false,
  });
});

test('people are signed in who have a session of a browser that still lives', async () => {
  const dee = await addStaff('support');
  const mia = await addMember();
  const zoe = await addMember('zoe@example.com');
  await beginSession(mia);
  await beginSession(mia);
  await beginSession(zoe);
  await beginSession(dee.user.id);
  expect(await countSignedIn(dee)).toEqual({ people: 3, sessions: 4, isMore: false });
  // Staff are signed out after a quarter of an hour, others after two.
  setClock(NOW + 0.5 * HOUR_MS);
  clearSingleton('overview');
  expect(await countSignedIn(dee)).toEqual({ people: 2, sessions: 3, isMore: false });
  await transaction((tx) => tx.update(sessions).set({ tokenName: 'x' }).where(eqUser(zoe)));
  clearSingleton('overview');
  expect(await countSignedIn(dee)).toEqual({ people: 1, sessions: 2, isMore: false });
  setClock(NOW + 40 * 24 * HOUR_MS);
  clearSingleton('overview');
  expect(await countSignedIn(dee)).toEqual({ people: 0, sessions: 0, isMore: false });
});

test.each([
  ['pwd', 'password'],
  ['pwd otp', 'factor'],
  ['pwd hwk', 'factor'],
  ['hwk mfa', 'passkey'],
  ['swk', 'passkey'],
  ['mca', 'code'],
  ['fed', 'provider'],
  ['fed otp', 'provider'],
  ['', 'other'],
])('a session that was proven by "%s" is one by %s', (amr, way) => {
  expect(wayByAmr(amr)).toBe(way);
});

test('by what people are in is told by their sessions, the most common first', async () => {
  const dee = await addStaff('support');
  const mia = await addMember();
  for (const _ of [1, 2, 3]) await beginSession(mia);
  const zoe = await addMember('zoe@example.com');
  await beginSession(zoe);
  await transaction((tx) => tx.update(sessions).set({ amr: 'hwk mfa' }).where(eqUser(zoe)));
  expect(await waysOfSigningIn(dee)).toEqual([
    { way: 'password', count: 3 },
    { way: 'passkey', count: 1 },
  ]);
});

test('staff without a second factor are named to those who give roles', async () => {
  const dee = await addStaff('administrator');
  const rex = await addStaff('support');
  await addMember();
  const named = async () =>
    (await staffWithoutFactor(dee)).map((one) => [one.role, one.named.map(({ email }) => email)]);
  expect(await named()).toEqual([
    ['support', [rex.user.email]],
    ['administrator', [dee.user.email]],
  ]);
  await transaction((tx) =>
    tx.insert(credentials).values({
      id: uuid(),
      userId: rex.user.id,
      kind: 'totp',
      handle: 'x',
      secret: 'x',
      name: '',
      createdAt: new Date(),
      confirmedAt: new Date(),
    } as typeof credentials.$inferInsert),
  );
  expect(await named()).toEqual([['administrator', [dee.user.email]]]);
});

test('mails that wait and that failed are counted', async () => {
  const dee = await addStaff('support');
  const mail = (state: string) => ({
    id: uuid(),
    template: 'x',
    recipient: 'x',
    subject: 'x',
    body: '' as never,
    state,
    attempts: 1,
    lastError: '',
    createdAt: new Date(),
    dueAt: new Date(),
  });
  await transaction((tx) =>
    tx.insert(outbox).values(['waiting', 'failed', 'failed', 'sent'].map(mail)),
  );
  expect(await countMails(dee)).toEqual({ waiting: 1, failed: 2 });
});

test('the log is late when entries wait for longer than two days', async () => {
  const dee = await addStaff('support');
  await watchLog();
  expect(await logState(dee)).toMatchObject({ last: 0, faults: 0, unverified: 0, isLate: false });
  await transaction(record({ type: 'user_created', userId: dee.user.id }));
  expect(await logState(dee)).toMatchObject({ unverified: 1, isLate: false });
  setClock(NOW + 49 * HOUR_MS);
  expect(await logState(dee)).toMatchObject({ unverified: 1, isLate: true });
});

test('nothing is told to those whose role does not read its source', async () => {
  const mia = await addStaff('member');
  const told = [
    await signInsOf(mia),
    await countAccounts(mia),
    await countSignedIn(mia),
    await waysOfSigningIn(mia),
    await staffWithoutFactor(mia),
    await staffWithoutFactor(await addStaff('support')),
    await countMails(mia),
    await logState(mia),
  ];
  expect(told).toEqual([[], null, null, [], [], [], null, null]);
  expect(await db().select().from(users)).toHaveLength(2);
});
