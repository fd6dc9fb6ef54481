import { eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { credentials } from '#drizzle/schema/credentials';
import { outbox } from '#drizzle/schema/outbox';
import { pendingSignIns } from '#drizzle/schema/pending-sign-ins';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { changePassword } from '#lib/accounts/change-password';
import { latestCode, viewerOf } from '#lib/accounts/life.test-support';
import { proofRequestFor } from '#lib/accounts/proof-request';
import { reauthenticate } from '#lib/accounts/reauthenticate';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { signIn } from '#lib/accounts/sign-in';
import { findNextFactor, verifyNextFactor } from '#lib/accounts/verify-next-factor';
import { disableUser } from '#lib/admin/disable-user';
import { db } from '#lib/db/client';
import { expectRow } from '#lib/db/transaction';
import { assuranceOf } from '#lib/factors/authentication';
import type { Factor } from '#lib/factors/factor';
import { FACTORS } from '#lib/factors/list';
import { fail, ok } from '#lib/result';
import { findViewer, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  PASSWORD,
  setClock,
} from '#lib/testing/database.test-support';

vi.mock('#lib/factors/list', () => ({ FACTORS: [] }));

const EMAIL = 'ada@example.com';
const ANOTHER = 'eleven quiet lanterns drift';
const COLOUR = 'teal';
const START = Date.UTC(2026, 0, 1);
/** Whose account asks for it. */
const asking = new Set<string>();
let ada = '';
let caller = 0;

/** A made-up factor. That it was proven is written into the name, to be seen. */
const colour: Factor = {
  kind: 'favourite-colour',
  amr: ['otp'],
  field: { label: 'Favourite colour', hint: 'The one you told us.' },
  isSetUp: (_, userId) => asking.has(userId),
  verify: async (userId, typed) =>
    typed === COLOUR
      ? ok(expectRow((tx) => tx.update(users).set({ name: 'proven' }).where(eq(users.id, userId))))
      : fail('wrong_factor'),
};

beforeEach(async () => {
  await emptyTables();
  setClock(START);
  ada = await addUser(EMAIL);
  asking.clear();
  asking.add(ada);
  (FACTORS as Factor[]).splice(0, 1, colour);
});

const somewhere = <Value>(work: () => Value) => from(`203.0.113.${caller++ % 250}`, work);

/** Half a sign-in. */
async function begin(more: { isPersistent?: boolean; previous?: Ticket; next?: string } = {}) {
  const typed = { email: EMAIL, password: PASSWORD, isPersistent: false, browser: 'known' };
  const outcome = await somewhere(() => signIn({ ...typed, previous: null, ...more }));
  if (!outcome.ok || !('challengeId' in outcome.value)) throw new Error('Nothing more is asked.');
  return outcome.value;
}

const here: { browser: string; previous: Ticket | null } = { browser: 'known', previous: null };
const types = async () => (await db().select().from(auditEvents)).map(({ type }) => type);
const viewerBy = async (ticket: Ticket) => (await findViewer(ticket))?.viewer as Viewer;

async function finish(held: Awaited<ReturnType<typeof begin>>, typed = COLOUR, by = here) {
  const outcome = await verifyNextFactor(held, typed, by);
  if (!outcome?.ok) throw new Error(outcome?.reason ?? 'over');
  return outcome.value;
}

test('an account without it is let in by the password alone', async () => {
  asking.clear();
  await expect(begin()).rejects.toThrow('Nothing more is asked.');
  expect(await db().$count(sessions)).toBe(1);
  expect(await db().$count(pendingSignIns)).toBe(0);
});

test('a right password begins no session and ends none; the page is told what is asked, and nothing else', async () => {
  const previous = await beginSession(await addUser('bob@example.com'));
  const held = await begin({ next: '/notes', previous });
  expect(await db().$count(sessions)).toBe(1);
  expect(await types()).not.toContain('authn_login_success');
  expect(await findNextFactor(held)).toEqual({
    asked: {
      username: EMAIL,
      fields: [{ name: 'code', label: 'Favourite colour', hint: 'The one you told us.' }],
      takesPasskey: false,
      others: [],
    },
    next: '/notes',
    mayTrust: true,
  });
});

test('the right answer lets in: at level 2, as was asked for, and what the browser had before ends', async () => {
  const previous = await beginSession(await addUser('bob@example.com'));
  const held = await begin({ isPersistent: true });
  const { ticket, isPersistent } = await finish(held, COLOUR, { browser: 'known', previous });
  const { user, session } = await viewerBy(ticket);
  expect([user.id, user.name, isPersistent, session.isPersistent]).toEqual([ada, 'proven', true, true]); // biome-ignore format: one row
  expect(session.amr).toEqual(['pwd', 'otp']);
  expect(assuranceOf(session.amr)).toBe(2);
  expect(await findViewer(previous)).toBeNull();
  expect(await types()).toContain('authn_login_success');
});

test('a wrong answer says so, is in the log, and leaves four more', async () => {
  const held = await begin();
  for (let nth = 1; nth < 5; nth++)
    expect(await verifyNextFactor(held, 'beige', here)).toMatchObject({ reason: 'wrong_factor' });
  expect(await verifyNextFactor(held, 'beige', here)).toBeNull();
  expect(await findNextFactor(held)).toBeNull();
  expect(await verifyNextFactor(held, COLOUR, here)).toBeNull();
  expect((await types()).filter((type) => type === 'authn_login_fail')).toHaveLength(5);
  expect(await db().$count(sessions)).toBe(0);
});

test('the fifth answer may still be the right one', async () => {
  const held = await begin();
  for (let nth = 1; nth < 5; nth++) await verifyNextFactor(held, 'beige', here);
  expect((await viewerBy((await finish(held)).ticket)).user.id).toBe(ada);
});

test('wrong answers are counted across sign-ins, and a right password gives none back', async () => {
  for (let nth = 0; nth < 2; nth++) {
    const held = await begin();
    for (let tries = 0; tries < 5; tries++) await verifyNextFactor(held, 'beige', here);
  }
  expect(await verifyNextFactor(await begin(), COLOUR, here)).toMatchObject({
    reason: 'too_many_attempts',
  });
});

test('one of many right answers at once lets in', async () => {
  const held = await begin();
  const outcomes = await Promise.all(
    Array.from({ length: 4 }, () => verifyNextFactor(held, COLOUR, here)),
  );
  expect(outcomes.filter((one) => one?.ok)).toHaveLength(1);
  expect(await db().$count(sessions)).toBe(1);
});

test.each<[string, (held: Awaited<ReturnType<typeof begin>>) => unknown]>([
  ['after ten minutes', () => setClock(START + 600_000)],
  ['with another password', () => db().update(credentials).set({ secret: 'another' })],
  ['when the account was shut', () => disableUser('operator', ada)],
  ['when the account is gone', () => db().delete(users)],
  ['when the account does not ask for it any more', () => asking.clear()],
  ['in a browser that made its secret up', (held) => Object.assign(held, { secret: 'guess' })],
])('%s it is over, and nobody is let in', async (_, change) => {
  const held = await begin();
  await change(held);
  expect(await findNextFactor(held)).toBeNull();
  expect(await verifyNextFactor(held, COLOUR, here)).toBeNull();
  expect(await db().$count(sessions)).toBe(0);
});

test('the owner is mailed of a new browser when it is let in, not before', async () => {
  const held = await begin();
  const news = async () =>
    (await db().select().from(outbox)).filter(({ template }) => template === 'new-browser').length;
  expect(await news()).toBe(0);
  await verifyNextFactor(held, COLOUR, { browser: null, previous: null });
  expect(await news()).toBe(1);
});

test('a reset sets the password, ends every session, and still asks for it; the mail adds nothing to its level', async () => {
  asking.clear();
  const before = await beginSession(ada);
  asking.add(ada);
  const begun = await somewhere(() => startReset(EMAIL));
  if (!begun.ok) throw new Error(begun.reason);
  const typed = { code: await latestCode(), password: ANOTHER, browser: 'known', next: '/notes' };
  const outcome = await somewhere(() => resetPassword({ ...begun.value, email: EMAIL }, typed));
  if (!outcome.ok || !('challengeId' in outcome.value)) throw new Error('It let in.');
  expect(await findViewer(before)).toBeNull();
  expect(await db().$count(sessions)).toBe(0);
  expect((await findNextFactor(outcome.value))?.next).toBe('/notes');
  const { ticket } = await finish(outcome.value);
  const { session } = await viewerBy(ticket);
  expect([session.amr, assuranceOf(session.amr)]).toEqual([['mca', 'otp'], 1]);
});

test('confirming asks for both, and takes neither alone', async () => {
  asking.clear();
  const viewer = await viewerOf(ada);
  asking.add(ada);
  setClock(START + 11 * 60_000);
  expect((await proofRequestFor(viewer)).fields.map(({ name }) => name)).toEqual([
    'password',
    'factor',
  ]);
  const answer = (password: string, factor: string) =>
    somewhere(() => reauthenticate(viewer, { password, factor, browser: null }));
  expect(await answer(PASSWORD, 'beige')).toMatchObject({ reason: 'wrong_factor' });
  expect(await answer(PASSWORD, '')).toMatchObject({ reason: 'wrong_factor' });
  expect(await answer('wrong', COLOUR)).toMatchObject({ reason: 'wrong_credentials' });
  const outcome = await answer(PASSWORD, COLOUR);
  if (!outcome.ok) throw new Error(outcome.reason);
  const proven = await viewerBy(outcome.value);
  expect([await isFreshlyAuthenticated(proven), proven.session.amr]).toEqual([
    true,
    ['pwd', 'otp'],
  ]);
});

test('a password that is changed without the factor is no fresh proof', async () => {
  asking.clear();
  const viewer = await viewerOf(ada);
  asking.add(ada);
  setClock(START + 11 * 60_000);
  const change = { current: PASSWORD, password: ANOTHER, endOthers: false, browser: null };
  const outcome = await somewhere(() => changePassword(viewer, change));
  if (!outcome.ok) throw new Error(outcome.reason);
  expect(await isFreshlyAuthenticated(await viewerBy(outcome.value))).toBe(false);
});

test('a session in which the account got a factor is fresh once it was proven there', async () => {
  asking.clear();
  const viewer = await viewerOf(ada);
  expect(await isFreshlyAuthenticated(viewer)).toBe(true);
  asking.add(ada);
  expect(await isFreshlyAuthenticated(viewer)).toBe(false);
  const proof = { password: PASSWORD, factor: COLOUR, browser: null };
  const outcome = await somewhere(() => reauthenticate(viewer, proof));
  if (!outcome.ok) throw new Error(outcome.reason);
  expect(await isFreshlyAuthenticated(await viewerBy(outcome.value))).toBe(true);
});
