import { eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { credentialChange } from '#lib/accounts/credential-change';
import { latestCode, viewerOf } from '#lib/accounts/life.test-support';
import { setDue } from '#lib/accounts/set-due';
import { completeSignUp, startSignUp } from '#lib/accounts/sign-up';
import { changeUserRole } from '#lib/admin/change-role';
import { findCaller } from '#lib/api/caller';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import type { Factor } from '#lib/factors/factor';
import { FACTORS } from '#lib/factors/list';
import { inRequest } from '#lib/request/context';
import { ok } from '#lib/result';
import { needsFactor } from '#lib/session/needs-factor';
import { requireViewer } from '#lib/session/require-viewer';
import { sealTicket } from '#lib/session/ticket';
import {
  addUser,
  beginSession,
  changeSettings,
  contextOf,
  emptyTables,
  from,
  setClock,
} from '#lib/testing/database.test-support';

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);
vi.mock('next/navigation', () => ({
  redirect: (to: string) => {
    throw new Error(`leads to ${to}`);
  },
  notFound: () => {
    throw new Error('not found');
  },
}));
vi.mock('#lib/factors/list', () => ({ FACTORS: [] }));

const START = Date.UTC(2026, 0, 1);
const WEEK = 7 * 24 * 3_600_000;
const HASH = { passwordHash: 'x' };

const app: Factor = {
  kind: 'totp',
  amr: ['otp'],
  field: { label: 'Code' },
  isSetUp: (kinds) => kinds.has('totp'),
  verify: async () => ok(null),
};
const codes: Factor = { ...app, kind: 'recovery_code', isReserve: true };

beforeEach(async () => {
  await emptyTables();
  jar.clear();
  setClock(START);
  (FACTORS as Factor[]).splice(0, 2, app, codes);
});

async function give(userId: string, kind = 'totp', isConfirmed = true) {
  const now = new Date();
  const confirmedAt = isConfirmed ? now : null;
  const row = { id: `${kind} of ${userId}`, userId, kind, handle: userId, secret: 'x' };
  await db()
    .insert(credentials)
    .values({ ...row, createdAt: now, confirmedAt });
  return row.id;
}

async function dueOf(id: string) {
  const [row] = await db()
    .select({ at: users.secondFactorDueAt })
    .from(users)
    .where(eq(users.id, id));
  return row?.at?.getTime() ?? null;
}

/** Whose account has what, and when it is due after a start with each setting. */
const CASES: [role: string, has: string, due: Record<string, number | null>][] = [
  ['member', 'nothing', { optional: null, staff: null, everyone: START + WEEK }],
  ['support', 'nothing', { optional: null, staff: START + WEEK, everyone: START + WEEK }],
  ['administrator', 'nothing', { optional: null, staff: START + WEEK, everyone: START + WEEK }],
  ['member', 'totp', { optional: null, staff: null, everyone: null }],
  ['administrator', 'totp', { optional: null, staff: null, everyone: null }],
  ['administrator', 'unconfirmed', { optional: null, staff: START + WEEK, everyone: START + WEEK }],
  [
    'administrator',
    'recovery_code',
    { optional: null, staff: START + WEEK, everyone: START + WEEK },
  ],
];

test.each(CASES)('%s with %s, under each setting and from each to each', async (role, has, due) => {
  const id = await addUser('ada@example.com', { ...HASH, role });
  if (has !== 'nothing')
    await give(id, has === 'unconfirmed' ? 'totp' : has, has !== 'unconfirmed');
  for (const first of Object.keys(due))
    for (const then of Object.keys(due)) {
      changeSettings({ SECOND_FACTOR: first });
      await setDue();
      expect(await dueOf(id)).toBe(due[first]);
      changeSettings({ SECOND_FACTOR: then });
      await setDue();
      expect(await dueOf(id)).toBe(due[then]);
      await db().update(users).set({ secondFactorDueAt: null });
    }
});

test('the week begins once, and more accounts than a slice get it', async () => {
  changeSettings({ SECOND_FACTOR: 'everyone' });
  for (let nth = 0; nth < 501; nth++) await addUser(`p${nth}@example.com`, HASH);
  expect(await setDue()).toBe(501);
  setClock(START + 1000);
  expect(await setDue()).toBe(0);
  expect(await db().$count(users, eq(users.secondFactorDueAt, new Date(START + WEEK)))).toBe(501);
});

test('a role of staff gives a week, and taking it away lifts it', async () => {
  const id = await addUser('ada@example.com', HASH);
  await addUser('root@example.com', { ...HASH, role: 'administrator' });
  await changeUserRole('operator', id, 'administrator');
  expect(await dueOf(id)).toBe(START + WEEK);
  setClock(START + 1000);
  await changeUserRole('operator', id, 'support');
  expect(await dueOf(id)).toBe(START + WEEK);
  await changeUserRole('operator', id, 'member');
  expect(await dueOf(id)).toBeNull();
  await give(id);
  await changeUserRole('operator', id, 'support');
  expect(await dueOf(id)).toBeNull();
});

test.each([
  ['everyone', START],
  ['staff', null],
])('a new account under %s is led there at once, or not at all', async (setting, due) => {
  changeSettings({ SECOND_FACTOR: setting });
  const typed = { name: 'Ada', email: 'ada@example.com', password: 'eleven quiet lanterns drift' };
  const begun = await from('203.0.113.9', () => startSignUp(typed));
  if (!begun.ok) throw new Error(begun.reason);
  await completeSignUp(begun.value, await latestCode());
  const [row] = await db().select({ id: users.id }).from(users);
  expect(await dueOf(String(row?.id))).toBe(due);
});

test('setting one up lifts it, and who takes the last one away is led back at once', async () => {
  const id = await addUser('ada@example.com', { ...HASH, role: 'administrator' });
  await setDue();
  const viewer = await viewerOf(id);
  const credential = await give(id);
  await transaction(await credentialChange(viewer, 'added', 'totp', credential));
  expect(await dueOf(id)).toBeNull();
  await transaction(await credentialChange(viewer, 'removed', 'totp', credential));
  expect(await dueOf(id)).toBe(START);
});

test.each(['password', 'recovery_codes', 'connection'] as const)(
  '%s is no second factor: neither its coming nor its going sets the time for one',
  async (what) => {
    const id = await addUser('ada@example.com', { ...HASH, role: 'administrator' });
    const viewer = await viewerOf(id);
    for (const change of ['added', 'removed'] as const) {
      expect(await transaction(await credentialChange(viewer, change, what, 'its id'))).toBe(true);
      expect(await dueOf(id)).toBeNull();
    }
  },
);

/** What a session of theirs opens. */
async function opens(act: Parameters<typeof requireViewer>[0], method = 'GET') {
  const context = contextOf('192.0.2.1', { url: '/notes', method });
  const answered = await inRequest(context, () => requireViewer(act)).then(
    () => 'opens',
    (error: Error) => error.message,
  );
  return context.answer.refusal?.status ?? answered;
}

const callsApi = async () =>
  findCaller(new Request('http://localhost:3000/api/v1/me'), 'account:read');

test('before the week is over everything opens; after it only what sets one up', async () => {
  const id = await addUser('ada@example.com', { ...HASH, role: 'administrator' });
  await setDue();
  setClock(START + WEEK - 1);
  const value = await sealTicket(await beginSession(id));
  jar.set('session', { value, maxAge: undefined });
  expect([await opens('session:list'), (await callsApi()).ok]).toEqual(['opens', true]);
  setClock(START + WEEK);
  const led = 'leads to /settings/security';
  for (const act of ['session:list', 'account:read', 'account:secure', 'account:list:any'] as const)
    expect([await opens(act), await opens(act, 'POST')]).toEqual([led, 403]);
  expect(await callsApi()).toMatchObject({ ok: false, reason: 'second_factor_needed' });
  for (const method of ['GET', 'POST'])
    expect(await opens('account:protect', method)).toBe('opens');
  await give(id);
  expect([await opens('session:list'), (await callsApi()).ok]).toEqual(['opens', true]);
});

test('of an account without the duty nothing is asked of the database', async () => {
  const viewer = await viewerOf(await addUser('ada@example.com', HASH));
  expect(viewer.user.secondFactorDueAt).toBeNull();
  expect(await needsFactor(viewer)).toBe(false);
});
