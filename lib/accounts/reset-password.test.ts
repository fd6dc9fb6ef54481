import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { codes } from '#drizzle/schema/codes';
import { limits } from '#drizzle/schema/limits';
import { outbox } from '#drizzle/schema/outbox';
import { users } from '#drizzle/schema/users';
import {
  changeEmailTo,
  latestCode,
  latestMail,
  signInAs,
  ticketOf,
} from '#lib/accounts/life.test-support';
import { resendResetCode, resetPassword, startReset } from '#lib/accounts/reset-password';
import { db } from '#lib/db/client';
import { listCapturedMail } from '#lib/mail/captured';
import { findViewer } from '#lib/session/store';
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
const MINUTE = 60_000;

beforeEach(async () => {
  await emptyTables();
  setClock(START);
});

async function begin(email = EMAIL, at = '198.51.100.7') {
  const outcome = await from(at, () => startReset(email));
  if (!outcome.ok) throw new Error(outcome.reason);
  return { ...outcome.value, email };
}
const countRows = () =>
  Promise.all([codes, outbox, limits, auditEvents].map((table) => db().$count(table)));
const reset = (flow: Awaited<ReturnType<typeof begin>>, code: string, password = ANOTHER) =>
  resetPassword(flow, { code, password, browser: 'known' });

test('the mailed code sets the password, ends every session, tells the owner and signs in freshly', async () => {
  const ada = await addUser();
  const before = [await beginSession(ada), await beginSession(ada, { isPersistent: true })];
  const flow = await begin();
  const outcome = await reset(flow, await latestCode());
  if (!outcome.ok) throw new Error(outcome.reason);
  for (const ticket of before) expect(await findViewer(ticket)).toBeNull();
  expect((await findViewer(ticketOf(outcome.value)))?.viewer.user.email).toBe(EMAIL);
  expect((await signInAs(EMAIL, PASSWORD)).ok).toBe(false);
  expect((await signInAs(EMAIL, ANOTHER)).ok).toBe(true);
  const subjects = (await listCapturedMail()).map(({ subject }) => subject);
  expect(subjects).toContain('Your password was changed');
  const types = (await db().select().from(auditEvents)).map(({ type }) => type);
  expect(types.filter((type) => type === 'authn_password_change')).toHaveLength(1);
});

test('the session that the browser had before ends, also when it was somebody else’s', async () => {
  await addUser();
  const planted = await beginSession(await addUser('mallory@example.com'));
  const flow = await begin();
  const typed = { code: await latestCode(), password: ANOTHER, browser: null };
  expect((await resetPassword(flow, typed, planted)).ok).toBe(true);
  expect(await findViewer(planted)).toBeNull();
});

test.each([
  [60 * MINUTE - 1, 'ok'],
  [60 * MINUTE, 'flow_over'],
])('%i ms after a reset began another code can be had: %s', async (age, expected) => {
  await addUser();
  const flow = await begin();
  setClock(START + age);
  const outcome = await resendResetCode(flow);
  expect(outcome.ok ? 'ok' : outcome.reason).toBe(expected);
  expect((await reset(flow, await latestCode())).ok).toBe(outcome.ok);
});

test('a code works once, and not for a second password', async () => {
  await addUser();
  const flow = await begin();
  const code = await latestCode();
  expect((await reset(flow, code)).ok).toBe(true);
  expect(await reset(flow, code)).toMatchObject({ ok: false, reason: 'code_expired' });
});

test.each([
  [10 * MINUTE - 1, true],
  [10 * MINUTE, false],
])('%i ms after it was mailed a code is good: %s', async (age, isGood) => {
  await addUser();
  const flow = await begin();
  const code = await latestCode();
  setClock(START + age);
  expect((await reset(flow, code)).ok).toBe(isGood);
});

test('a weak password is refused with the reason and spends no try', async () => {
  await addUser();
  const flow = await begin();
  const code = await latestCode();
  for (let tries = 0; tries < 8; tries++) {
    expect(await reset(flow, code, 'password123456789')).toMatchObject({ reason: 'weak_password' });
  }
  expect((await reset(flow, code)).ok).toBe(true);
});

test('five wrong codes end the flow, and the right one comes too late', async () => {
  await addUser();
  const flow = await begin();
  const code = await latestCode();
  const wrong = code === '000000' ? '000001' : '000000';
  for (let tries = 0; tries < 5; tries++) expect((await reset(flow, wrong)).ok).toBe(false);
  expect((await reset(flow, code)).ok).toBe(false);
  expect((await signInAs(EMAIL, PASSWORD)).ok).toBe(true);
});

test('an address without an account gets the same answer; no code is right, and its owner is told', async () => {
  await addUser();
  const known = await begin(EMAIL, '198.51.100.1');
  const unknown = await begin('nobody@example.com', '198.51.100.2');
  expect(Object.keys(unknown)).toEqual(Object.keys(known));
  expect(unknown.isMailed).toBe(known.isMailed);
  expect((await latestMail()).subject).toBe('There is no account with this address');
  expect((await latestMail()).text).not.toMatch(/^\d{6}$/m);
  expect(await reset(unknown, '000000')).toMatchObject({ reason: 'wrong_code' });
});

test('a reset writes as much for a known, a disabled and an unknown address', async () => {
  await addUser();
  await addUser('bob@example.com', { disabledAt: new Date() });
  const written = [];
  for (const [nth, email] of [EMAIL, 'bob@example.com', 'cyd@example.com'].entries()) {
    const before = await countRows();
    await begin(email, `198.51.100.${nth}`);
    const after = await countRows();
    written.push(after.map((count, table) => count - before[table]!));
  }
  expect(written).toEqual(Array(3).fill([1, 1, 5, 1]));
});

test('a disabled account cannot be opened by its mailbox', async () => {
  await addUser(EMAIL, { disabledAt: new Date() });
  const flow = await begin();
  expect((await latestMail()).subject).toBe('There is no account with this address');
  expect((await reset(flow, '000000')).ok).toBe(false);
});

test('a code mailed to an address that is no longer the account’s opens nothing', async () => {
  const ada = await addUser();
  const flow = await begin();
  const code = await latestCode();
  await changeEmailTo(ada, 'ada.moved@example.com');
  expect((await reset(flow, code)).ok).toBe(false);
  expect((await signInAs('ada.moved@example.com', PASSWORD)).ok).toBe(true);
});

test('a newer code replaces the older; a code of another browser does not work', async () => {
  await addUser();
  const flow = await begin();
  const old = await latestCode();
  setClock(START + MINUTE + 1);
  expect((await resendResetCode(flow)).ok).toBe(true);
  const code = await latestCode();
  if (old !== code) expect((await reset(flow, old)).ok).toBe(false);
  expect((await reset({ ...flow, secret: 'of another browser' }, code)).ok).toBe(false);
  expect((await reset(flow, code)).ok).toBe(true);
});

test('two hundred requests from as many networks mail one address three times an hour, and from the reserve twenty times a day', async () => {
  await addUser();
  for (let nth = 0; nth < 200; nth++) {
    setClock(START + nth * 18_000);
    await begin(EMAIL, `198.51.${Math.floor(nth / 200)}.${nth}`);
  }
  expect(await db().$count(outbox)).toBe(3 + 20);
});

test('a flow whose code was never mailed cannot be guessed at all', async () => {
  await addUser();
  await begin(EMAIL, '198.51.100.1');
  const silent = await begin(EMAIL, '198.51.100.2');
  expect(silent.isMailed).toBe(false);
  expect((await reset(silent, await latestCode())).ok).toBe(false);
});

test('it lifts the wait after too many wrong passwords', async () => {
  await addUser();
  for (let tries = 0; tries < 10; tries++)
    await from(`203.0.113.${tries}`, () => signInAs(EMAIL, 'wrong'));
  expect(await signInAs(EMAIL, PASSWORD)).toMatchObject({ reason: 'too_many_attempts' });
  expect((await reset(await begin(), await latestCode())).ok).toBe(true);
  expect((await signInAs(EMAIL, ANOTHER)).ok).toBe(true);
});

test('a sign-in that was proven with the old password opens nothing once it is reset', async () => {
  await addUser();
  const flow = await begin();
  const code = await latestCode();
  const outcomes = await Promise.all([
    reset(flow, code),
    ...Array.from({ length: 5 }, (_, nth) =>
      from(`203.0.113.${nth}`, () => signInAs(EMAIL, PASSWORD)),
    ),
  ]);
  expect(outcomes[0]?.ok).toBe(true);
  const [user] = await db().select().from(users).where(eq(users.email, EMAIL));
  const alive = await Promise.all(
    outcomes.slice(1).map((one) => (one.ok ? findViewer(ticketOf(one.value)) : null)),
  );
  expect(user).toBeDefined();
  expect(alive.every((one) => one === null)).toBe(true);
});
