import { hash } from '@node-rs/argon2';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { credentials } from '#drizzle/schema/credentials';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { decoys } from '#lib/accounts/decoy';
import { ticketOf } from '#lib/accounts/life.test-support';
import { inTurn } from '#lib/accounts/password-queue';
import { signIn } from '#lib/accounts/sign-in';
import { db } from '#lib/db/client';
import { isPasswordOf } from '#lib/factors/password';
import { findViewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  PASSWORD,
  setClock,
} from '#lib/testing/database.test-support';

// The real queue, only counted: how often a hash was asked for.
vi.mock('#lib/accounts/password-queue', { spy: true });

const ADA = 'ada@example.com';
const BOB = 'bob@example.com';
const WRONG = { ok: false, reason: 'wrong_credentials' };
const START = Date.UTC(2026, 0, 1);
let ada = '';
let caller = 0;

beforeEach(async () => {
  await emptyTables();
  ada = await addUser(ADA);
  await decoys();
  vi.mocked(inTurn).mockClear();
});

/** From a network of its own each time, unless one is named. */
const attempt = (
  email: string,
  password: string,
  more: { at?: string; browser?: string; timeZone?: string } = {},
) =>
  from(more.at ?? `10.0.${caller >> 8}.${caller++ & 255}`, () =>
    signIn({ email, password, isPersistent: false, previous: null, browser: null, ...more }),
  );
const hashes = () => vi.mocked(inTurn).mock.calls.length;
const hashOf = async () =>
  (await db().select().from(credentials).where(isPasswordOf(ada)))[0]?.secret ?? '';

async function fail(email: string, times: number, at?: string) {
  for (let i = 0; i < times; i++) await attempt(email, 'not this one', at ? { at } : {});
}

test('the right email and password open a session', async () => {
  const outcome = await attempt(ADA, PASSWORD);
  if (!outcome.ok) throw new Error(outcome.reason);
  expect((await findViewer(ticketOf(outcome.value)))?.viewer.user.id).toBe(ada);
});

test('the zone a browser is in is kept while the account has none, and never in the place of another', async () => {
  const zoneOf = async () =>
    (await db().select().from(users).where(eq(users.id, ada)))[0]?.timeZone;
  await db().update(users).set({ timeZone: '' }).where(eq(users.id, ada));
  await attempt(ADA, PASSWORD);
  await attempt(ADA, 'not this one', { timeZone: 'Asia/Tokyo' });
  expect(await zoneOf()).toBe('');
  for (const timeZone of ['Europe/Berlin', 'America/New_York']) {
    expect((await attempt(ADA, PASSWORD, { timeZone })).ok).toBe(true);
    expect(await zoneOf()).toBe('Europe/Berlin');
  }
  // "UTC" is a choice like any other.
  await db().update(users).set({ timeZone: 'UTC' }).where(eq(users.id, ada));
  await attempt(ADA, PASSWORD, { timeZone: 'Asia/Tokyo' });
  expect(await zoneOf()).toBe('UTC');
});

test('a wrong password, a stranger and a disabled account get the same answer after the same work', async () => {
  await addUser(BOB, { disabledAt: new Date() });
  for (const [email, password] of [
    [ADA, 'not this one'],
    ['nobody@example.com', PASSWORD],
    [BOB, PASSWORD],
    [BOB, 'not this one'],
  ] as const) {
    vi.mocked(inTurn).mockClear();
    expect(await attempt(email, password)).toEqual(WRONG);
    expect(hashes()).toBe(1);
  }
  expect(await db().select().from(sessions)).toEqual([]);
});

test('a password of any length too much is wrong without any work, for everybody alike', async () => {
  for (const email of [ADA, 'nobody@example.com'])
    expect(await attempt(email, 'x'.repeat(900_000))).toEqual(WRONG);
  expect(hashes()).toBe(0);
});

test('a refused sign-in leaves no session and ends none', async () => {
  const previous = await beginSession(ada);
  const outcome = await signIn({
    email: ADA,
    password: 'no',
    isPersistent: false,
    previous,
    browser: null,
  });
  expect(outcome).toEqual(WRONG);
  expect(await findViewer(previous)).not.toBeNull();
});

test('signing in ends what this browser was signed in with, and takes over nothing of it', async () => {
  const previous = await beginSession(ada);
  const outcome = await signIn({
    email: ADA,
    password: PASSWORD,
    isPersistent: true,
    previous,
    browser: null,
  });
  if (!outcome.ok) throw new Error(outcome.reason);
  expect(await findViewer(previous)).toBeNull();
  const ticket = ticketOf(outcome.value);
  expect(ticket.sessionId).not.toBe(previous.sessionId);
  expect(ticket.secret).not.toBe(previous.secret);
  expect((await findViewer(ticket))?.viewer.session.isPersistent).toBe(true);
});

test('a made-up ticket for somebody’s session ends nothing', async () => {
  const bobs = await beginSession(await addUser(BOB));
  const previous = { sessionId: bobs.sessionId, secret: 'guess' };
  await signIn({ email: ADA, password: PASSWORD, isPersistent: false, previous, browser: null });
  expect(await findViewer(bobs)).not.toBeNull();
});

test.each([ADA, 'nobody@example.com'])(
  'after ten wrong passwords %s must wait, and waiting costs the server no hash',
  async (email) => {
    setClock(START);
    await fail(email, 10);
    expect(hashes()).toBe(10);
    const refused = { ok: false, reason: 'too_many_attempts', retryAfter: 30 };
    expect(await attempt(email, PASSWORD)).toEqual(refused);
    expect(await attempt(email, 'not this one')).toEqual(refused);
    expect(hashes()).toBe(10);
    const events = await db().select().from(auditEvents);
    // One entry, when the limit is reached; further tries add none.
    expect(events.filter(({ type }) => type === 'authn_login_lock')).toHaveLength(1);
    expect(events).toHaveLength(11);
  },
);

test('a person who waits long enough gets in with the right password', async () => {
  setClock(START);
  await fail(ADA, 10);
  setClock(START + 30_000);
  expect((await attempt(ADA, PASSWORD)).ok).toBe(true);
});

test('no more than ten of fifty guesses at the same time are compared', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => attempt(ADA, 'not this one')));
  expect(answers.filter((one) => !one.ok && one.reason === 'wrong_credentials')).toHaveLength(10);
  expect(hashes()).toBe(10);
});

test('a live session knows nothing of a stranger’s guesses', async () => {
  const ticket = await beginSession(ada);
  await fail(ADA, 20);
  expect(await findViewer(ticket)).not.toBeNull();
});

test('a browser that knows the account has tries of its own: strangers cannot use them up', async () => {
  await fail(ADA, 20);
  expect(await attempt(ADA, PASSWORD)).toMatchObject({ reason: 'too_many_attempts' });
  expect((await attempt(ADA, PASSWORD, { browser: 'hers' })).ok).toBe(true);
  for (let i = 0; i < 10; i++)
    expect(await attempt(ADA, 'not this one', { browser: 'hers' })).toEqual(WRONG);
  expect(await attempt(ADA, PASSWORD, { browser: 'hers' })).toMatchObject({
    reason: 'too_many_attempts',
  });
  expect((await attempt(ADA, PASSWORD, { browser: 'another' })).ok).toBe(true);
});

test('success forgives the account its own failures, and no other account’s', async () => {
  await addUser(BOB);
  await fail(ADA, 9);
  await fail(BOB, 10);
  expect((await attempt(ADA, PASSWORD)).ok).toBe(true);
  await fail(ADA, 9);
  expect((await attempt(ADA, PASSWORD)).ok).toBe(true);
  expect(await attempt(BOB, PASSWORD)).toMatchObject({ reason: 'too_many_attempts' });
});

test('thirty wrong passwords close a network, whichever accounts they were for', async () => {
  const at = '198.51.100.7';
  for (let i = 0; i < 30; i++) {
    setClock(START + i * 10_000);
    expect(await attempt(`nobody${i}@example.com`, PASSWORD, { at })).toEqual(WRONG);
  }
  setClock(START + 300_000);
  expect(await attempt(ADA, PASSWORD, { at })).toEqual({
    ok: false,
    reason: 'too_many_attempts',
    retryAfter: 300,
  });
  expect((await attempt(ADA, PASSWORD)).ok).toBe(true);
});

test('success costs its network nothing, and forgives it nothing', async () => {
  const at = '198.51.100.7';
  for (let i = 0; i < 20; i++) {
    setClock(START + i * 1000);
    expect((await attempt(ADA, PASSWORD, { at })).ok).toBe(true);
  }
  for (let i = 0; i < 29; i++) {
    setClock(START + 100_000 + i * 10_000);
    await attempt(`nobody${i}@example.com`, PASSWORD, { at });
  }
  expect((await attempt(ADA, PASSWORD, { at })).ok).toBe(true);
  await attempt('nobody@example.com', PASSWORD, { at });
  expect(await attempt(ADA, PASSWORD, { at })).toMatchObject({ reason: 'too_many_attempts' });
});

test('thirty right passwords in ten minutes are enough for one account, and cost no more hashes after that', async () => {
  setClock(START);
  for (let i = 0; i < 30; i++) expect((await attempt(ADA, PASSWORD)).ok).toBe(true);
  const refused = { ok: false, reason: 'too_many_attempts', retryAfter: 600 };
  vi.mocked(inTurn).mockClear();
  // Right or wrong, it is the same: nobody learns the password by it.
  for (const password of [PASSWORD, 'not this one'])
    expect(await attempt(ADA, password)).toEqual(refused);
  expect(hashes()).toBe(0);
  expect((await attempt(ADA, PASSWORD, { browser: 'hers' })).ok).toBe(true);
  const events = await db().select().from(auditEvents);
  expect(events.filter(({ type }) => type === 'authn_login_success')).toHaveLength(31);
  expect(events.filter(({ object }) => object === 'limit:proof/account')).toHaveLength(1);
  const mails = await db().select().from(outbox);
  expect(mails.map(({ template }) => template)).toEqual(['new-browser']);
  setClock(START + 3_600_000);
  expect((await attempt(ADA, PASSWORD)).ok).toBe(true);
  expect(await db().$count(outbox)).toBe(2);
});

test('right passwords at the same time are no more than thirty either', async () => {
  const answers = await Promise.all(Array.from({ length: 45 }, () => attempt(ADA, PASSWORD)));
  expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(30);
});

test('all of a /64 is one network', async () => {
  setClock(START);
  for (let i = 0; i < 10; i++)
    await attempt(`nobody${i}@example.com`, PASSWORD, { at: `2001:db8:0:7::${i + 1}` });
  const refused = { ok: false, reason: 'too_many_attempts', retryAfter: 10 };
  expect(await attempt(ADA, PASSWORD, { at: '2001:db8:0:7:ffff::1' })).toEqual(refused);
  expect((await attempt(ADA, PASSWORD, { at: '2001:db8:0:8::1' })).ok).toBe(true);
});

test('a hash made with too little work is made anew by the right password, by no other', async () => {
  const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 2, parallelism: 1 });
  await db().update(credentials).set({ secret: weak }).where(isPasswordOf(ada));
  expect(await attempt(ADA, 'not this one')).toEqual(WRONG);
  expect(await hashOf()).toBe(weak);
  expect((await attempt(ADA, PASSWORD)).ok).toBe(true);
  const strong = await hashOf();
  expect(strong).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await db().select().from(sessions)).toHaveLength(1);
  expect((await attempt(ADA, PASSWORD)).ok).toBe(true);
  expect(await hashOf()).toBe(strong);
});

test('when too many are hashing one is told to come back, and the try is not counted', async () => {
  const { HashingBusy } = await import('#lib/accounts/password-queue');
  for (let i = 0; i < 120; i++) {
    vi.mocked(inTurn).mockRejectedValueOnce(new HashingBusy());
    expect(await attempt(ADA, PASSWORD, { at: '198.51.100.7' })).toEqual({
      ok: false,
      reason: 'busy',
      retryAfter: 2,
    });
  }
  await fail(ADA, 9, '198.51.100.7');
  expect((await attempt(ADA, PASSWORD, { at: '198.51.100.7' })).ok).toBe(true);
});

test('when there is no time to make a better hash the person is still let in', async () => {
  const { HashingBusy } = await import('#lib/accounts/password-queue');
  const weak = await hash(PASSWORD, { memoryCost: 8192, timeCost: 2, parallelism: 1 });
  await db().update(credentials).set({ secret: weak }).where(isPasswordOf(ada));
  vi.mocked(inTurn).mockResolvedValueOnce(true).mockRejectedValueOnce(new HashingBusy());
  expect((await attempt(ADA, PASSWORD)).ok).toBe(true);
  expect(await hashOf()).toBe(weak);
});
