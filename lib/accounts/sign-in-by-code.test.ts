import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { outbox } from '#drizzle/schema/outbox';
import { users } from '#drizzle/schema/users';
import { latestCode } from '#lib/accounts/life.test-support';
import { startReset } from '#lib/accounts/reset-password';
import { resendSignInCode, signInByCode, startSignIn } from '#lib/accounts/sign-in-by-code';
import { waitForMail } from '#lib/codes/mail-budget';
import { db } from '#lib/db/client';
import { assuranceOf, provesFactor } from '#lib/factors/authentication';
import { findViewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  setClock,
  statementsOf,
} from '#lib/testing/database.test-support';

const EMAIL = 'ada@example.com';
const HERE = { browser: null, previous: null };
const START = Date.UTC(2026, 0, 1);

beforeEach(async () => {
  await emptyTables();
  setClock(START);
});

async function begin({
  email = EMAIL,
  isPersistent = false,
  browser = null as string | null,
} = {}) {
  const begun = await startSignIn({ email, isPersistent, browser });
  if (!begun.ok) throw new Error(begun.reason);
  return { ...begun.value, email, next: '/notes' };
}

const subjects = async () =>
  (await db().select({ subject: outbox.subject }).from(outbox)).map(({ subject }) => subject);

test('the code that was mailed signs in, once, and shows nothing but that somebody reads the mailbox', async () => {
  const id = await addUser(EMAIL);
  const flow = await begin({ isPersistent: true });
  const code = await latestCode();
  const outcome = await signInByCode(flow, code, HERE);
  if (!outcome.ok || !('sessionId' in outcome.value)) throw new Error('She was not let in.');
  const found = await findViewer(outcome.value);
  expect(found?.viewer).toMatchObject({
    user: { id },
    session: { amr: ['mca'], isPersistent: true },
  });
  expect([assuranceOf(['mca']), provesFactor(['mca'])]).toEqual([1, false]);
  expect(await subjects()).toContain('Someone signed in from a new browser');
  const [entry] = await db()
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.type, 'authn_login_success'));
  expect(entry).toMatchObject({ userId: id, detail: 'new_browser' });
  expect(await signInByCode(flow, code, HERE)).toMatchObject({ reason: 'code_expired' });
});

test('what the browser was signed in with before ends', async () => {
  const previous = await beginSession(await addUser('bob@example.com'));
  await addUser(EMAIL);
  const outcome = await signInByCode(await begin(), await latestCode(), {
    browser: null,
    previous,
  });
  expect([outcome.ok, await findViewer(previous)]).toEqual([true, null]);
});

test('five tries, ten minutes, and only in the flow that asked', async () => {
  await addUser(EMAIL);
  const flow = await begin();
  const code = await latestCode();
  const other = { ...flow, secret: 'of another browser' };
  expect(await signInByCode(other, code, HERE)).toMatchObject({ reason: 'code_expired' });
  for (let nth = 1; nth <= 4; nth++)
    expect(await signInByCode(flow, 'wrong', HERE)).toMatchObject({ reason: 'wrong_code' });
  expect(await signInByCode(flow, 'wrong', HERE)).toMatchObject({ reason: 'code_expired' });
  expect(await signInByCode(flow, code, HERE)).toMatchObject({ reason: 'code_expired' });
  setClock(START + 61_000);
  expect(await resendSignInCode(flow, null)).toEqual({ ok: true, value: null });
  const next = await latestCode();
  setClock(START + 12 * 60_000);
  expect(await signInByCode(flow, next, HERE)).toMatchObject({ reason: 'code_expired' });
});

test('of many who type it at the same time one gets in', async () => {
  await addUser(EMAIL);
  const flow = await begin();
  const code = await latestCode();
  const outcomes = await Promise.all([1, 2, 3].map(() => signInByCode(flow, code, HERE)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
});

test.each([
  ['nobody has', {}],
  ['a shut account has', { disabledAt: new Date(START - 1000) }],
] as const)('an address that %s gets the same answer, and a mail without a code', async (_, is) => {
  const begun = (email: string, address: string) =>
    from(address, () =>
      statementsOf(() => startSignIn({ email, isPersistent: false, browser: null })),
    );
  await addUser('known@example.com');
  const known = await begun('known@example.com', '203.0.113.9');
  if ('disabledAt' in is) {
    const id = await addUser(EMAIL);
    await db().update(users).set(is).where(eq(users.id, id));
  }
  expect(await begun(EMAIL, '198.51.100.9')).toEqual(known);
  expect((await subjects()).sort()).toEqual([
    'There is no account with this address',
    'Your code to sign in',
  ]);
  const [mail] = await db().select().from(outbox).where(eq(outbox.recipient, EMAIL));
  expect(mail?.subject).toBe('There is no account with this address');
});

test('its mails have a budget of their own: a reset goes out in the same minute', async () => {
  await addUser(EMAIL);
  await begin();
  expect(await waitForMail({ purpose: 'sign-in', email: EMAIL, browser: null })).toBeGreaterThan(
    50,
  );
  expect(await waitForMail({ purpose: 'sign-in', email: EMAIL, browser: 'hers' })).toBe(0);
  expect(await startReset(EMAIL)).toMatchObject({ ok: true, value: { isMailed: true } });
});
