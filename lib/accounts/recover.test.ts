import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { connections } from '#drizzle/schema/connections';
import { credentials } from '#drizzle/schema/credentials';
import { recoveries } from '#drizzle/schema/recoveries';
import { sessions } from '#drizzle/schema/sessions';
import { addGoogle, identity, signsIn } from '#lib/accounts/connections/connections.test-support';
import { connectionRow } from '#lib/accounts/connections/row';
import { latestCode, latestMail, signInAs, viewerOf } from '#lib/accounts/life.test-support';
import { completeRecover, startRecover, stopOwnRecovery } from '#lib/accounts/recover';
import { findRecovery } from '#lib/accounts/recovery';
import { recoveryMail } from '#lib/accounts/recovery-mails';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { tellOfRecoveries } from '#lib/accounts/tell-of-recoveries';
import { changeAddressOf } from '#lib/admin/change-address';
import { disableUser } from '#lib/admin/disable-user';
import { addStaff } from '#lib/admin/staff.test-support';
import { startRecovery } from '#lib/admin/start-recovery';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { listCapturedMail } from '#lib/mail/captured';
import { addUser, emptyTables, from, PASSWORD, setClock } from '#lib/testing/database.test-support';

const EMAIL = 'ada@example.com';
const START = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ANOTHER = 'eleven quiet lanterns drift';
let ada: string;

beforeEach(async () => {
  await emptyTables();
  setClock(START);
  ada = await addUser(EMAIL);
});

let networks = 0;
const anywhere = <Value>(work: () => Promise<Value>) =>
  from(`198.51.100.${++networks % 250}`, work);

/** What becomes of a mailed code that was typed for this wish. */
async function typeCode(wish: 'recover' | 'stop' = 'recover', email = EMAIL) {
  const begun = await anywhere(() => startRecover(email));
  if (!begun.ok) throw new Error(begun.reason);
  const code = await latestCode();
  const flow = { ...begun.value, email };
  return anywhere(() => completeRecover(flow, { code, wish, browser: null }));
}

const eventsAbout = async (userId: string) => {
  await sealLog();
  const isAbout = eq(auditEvents.userId, userId);
  const rows = await db().select().from(auditEvents).where(isAbout).orderBy(auditEvents.seq);
  return rows.map(({ type }) => type).filter((type) => /recover/.test(type));
};
const mailsOf = async (subject: string) =>
  (await listCapturedMail()).filter((mail) => mail.subject === subject).length;

test.each([
  [71.99 * HOUR, 'recovery_waits'],
  [72 * HOUR, null],
  [72 * HOUR + 6.9 * DAY, null],
  [72 * HOUR + 7 * DAY, 'no_recovery'],
])('%i ms after it began the mailbox alone is told: %s', async (later, reason) => {
  await startRecovery('operator', ada);
  await viewerOf(await addUser('bob@example.com'));
  setClock(START + later);
  const outcome = await typeCode();
  expect(outcome.ok ? null : outcome.reason).toBe(reason);
  expect(await db().$count(credentials, eq(credentials.userId, ada))).toBe(reason ? 1 : 0);
});

test('what is open takes everything once, ends every session, and leaves the way by the mailbox', async () => {
  const ends = await viewerOf(ada);
  await startRecovery('operator', ada);
  setClock(START + 73 * HOUR);
  const begun = await anywhere(() => startRecover(EMAIL));
  if (!begun.ok) throw new Error(begun.reason);
  const flow = { ...begun.value, email: EMAIL };
  const typed = { code: await latestCode(), wish: 'recover' as const, browser: null };
  const both = await Promise.all([1, 2].map(() => anywhere(() => completeRecover(flow, typed))));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db().$count(sessions, eq(sessions.id, ends.session.id))).toBe(0);
  expect(await findRecovery(ada)).toBeNull();
  expect(await anywhere(() => signInAs(EMAIL, PASSWORD))).toMatchObject({
    reason: 'wrong_credentials',
  });
  expect(await eventsAbout(ada)).toEqual(['user_recovery_started', 'user_recovered']);
  const reset = await anywhere(() => startReset(EMAIL));
  if (!reset.ok) throw new Error(reset.reason);
  const chosen = { code: await latestCode(), password: ANOTHER, browser: null };
  const after = await anywhere(() => resetPassword({ ...reset.value, email: EMAIL }, chosen));
  expect(after.ok).toBe(true);
  expect((await anywhere(() => signInAs(EMAIL, ANOTHER))).ok).toBe(true);
});

test('what somebody connected elsewhere opens nothing afterwards, whoever it was', async () => {
  await addGoogle();
  const elsewhere = identity({ isEmailProven: false });
  await db().insert(connections).values(connectionRow(ada, elsewhere));
  expect(await signsIn(elsewhere)).toMatchObject({ ok: true });
  await startRecovery('operator', ada);
  setClock(START + 73 * HOUR);
  expect(await typeCode()).toMatchObject({ value: 'recovered' });
  expect(await signsIn(elsewhere)).toMatchObject({ reason: 'unknown' });
});

test('nothing opens without one that somebody began, and the code is not used up by asking too early', async () => {
  expect(await typeCode()).toMatchObject({ reason: 'no_recovery' });
  setClock(START + HOUR);
  await startRecovery('operator', ada);
  const begun = await anywhere(() => startRecover(EMAIL));
  if (!begun.ok) throw new Error(begun.reason);
  const flow = { ...begun.value, email: EMAIL };
  const typed = { code: await latestCode(), browser: null };
  for (let nth = 0; nth < 7; nth++)
    expect(
      await anywhere(() => completeRecover(flow, { ...typed, wish: 'recover' })),
    ).toMatchObject({ reason: 'recovery_waits', retryAfter: 72 * 3600 });
  expect(await anywhere(() => completeRecover(flow, { ...typed, wish: 'stop' }))).toMatchObject({
    value: 'stopped',
  });
  expect(await findRecovery(ada)).toBeNull();
});

const STOPS: Record<string, () => Promise<unknown>> = {
  'a sign-in': () => anywhere(() => signInAs(EMAIL, PASSWORD)).then(endSignIn),
  'a session that lives': async () => stopOwnRecovery(await viewerOf(ada)),
  'a mailed code': () => typeCode('stop'),
  'another address': () => changeAddressOf(ada, EMAIL, 'countess@example.com'),
};
const endSignIn = (outcome: { ok: boolean; value?: unknown }) => expect(outcome.ok).toBe(true);

test.each(Object.entries(STOPS))('%s stops it, and the log is told once', async (_, stop) => {
  await startRecovery('operator', ada);
  await stop();
  expect(await findRecovery(ada)).toBeNull();
  expect(await eventsAbout(ada)).toEqual(['user_recovery_started', 'user_recovery_stopped']);
});

test('a shut account is not opened by it', async () => {
  await startRecovery('operator', ada);
  setClock(START + 73 * HOUR);
  const begun = await anywhere(() => startRecover(EMAIL));
  if (!begun.ok) throw new Error(begun.reason);
  const code = await latestCode();
  await disableUser('operator', ada);
  const typed = { code, wish: 'recover' as const, browser: null };
  const flow = { ...begun.value, email: EMAIL };
  expect((await anywhere(() => completeRecover(flow, typed))).ok).toBe(false);
  expect(await db().$count(credentials)).toBe(1);
});

test('its owner is told when it begins, once each day, and no more when it is over', async () => {
  const { subject } = recoveryMail(new Date());
  await startRecovery('operator', ada);
  expect((await latestMail()).subject).toBe(subject);
  for (let day = 0; day <= 11; day++) {
    setClock(START + day * DAY + HOUR);
    await Promise.all([tellOfRecoveries(), tellOfRecoveries()]);
  }
  expect(await mailsOf(subject)).toBe(10);
  expect(await db().$count(recoveries)).toBe(0);
  expect(await eventsAbout(ada)).toEqual(['user_recovery_started', 'user_recovery_stopped']);
});

test('support begins it for members and not for administrators; a second time changes nothing', async () => {
  const [support, root] = [await addStaff('support'), await addStaff('administrator')];
  expect(await startRecovery(support, root.user.id)).toMatchObject({ reason: 'no_such_user' });
  expect(await startRecovery(support, ada)).toMatchObject({ value: { isNew: true } });
  setClock(START + DAY);
  const again = await startRecovery(root, ada);
  expect(again).toMatchObject({ value: { isNew: false, opensAt: new Date(START + 72 * HOUR) } });
  expect(await startRecovery(await viewerOf(ada), ada)).toMatchObject({ reason: 'no_such_user' });
});

test('an address without an account is answered like one with a recovery', async () => {
  await startRecovery('operator', ada);
  for (const email of [EMAIL, 'nobody@example.com'])
    expect(await anywhere(() => startRecover(email))).toMatchObject({ value: { isMailed: true } });
  const { text } = await latestMail();
  expect(text).not.toMatch(/^\d{6}$/m);
  expect(text).toContain('asked to recover an account');
});

test('another address is given once, to nobody’s harm, and the old one is told', async () => {
  await addUser('bob@example.com');
  expect(await changeAddressOf(ada, EMAIL, 'bob@example.com')).toMatchObject({
    reason: 'address_taken',
  });
  await viewerOf(ada);
  expect(await changeAddressOf(ada, EMAIL, 'new@example.com')).toMatchObject({ ok: true });
  expect(await db().$count(sessions)).toBe(0);
  expect(await latestMail()).toMatchObject({ recipient: EMAIL });
  expect((await anywhere(() => signInAs('new@example.com', PASSWORD))).ok).toBe(true);
});
