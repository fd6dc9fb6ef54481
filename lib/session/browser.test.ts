import { eq } from 'drizzle-orm';
import { beforeEach, expect, test, vi } from 'vitest';
import { knownBrowsers } from '#drizzle/schema/known-browsers';
import { users } from '#drizzle/schema/users';
import { changeEmailTo } from '#lib/accounts/life.test-support';
import { disableUser } from '#lib/admin/disable-user';
import { purgeExpired } from '#lib/assembly/purge';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { addressKnownHere, knownBrowser, rememberBrowser } from '#lib/session/browser';
import { endTicket } from '#lib/session/end';
import { BROWSERS_PER_USER } from '#lib/session/lifetimes';
import type { Ticket } from '#lib/session/ticket';
import { addUser, beginSession, emptyTables, setClock } from '#lib/testing/database.test-support';

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);

const EMAIL = 'ada@example.com';
const HASH = '$argon2id$nobody-signs-in-with-this';
const START = Date.UTC(2026, 0, 1);
const HALF_A_YEAR = 180 * 24 * 3600;
/** What the seal grants to clocks that do not agree. */
const SKEW = 60;
let ada = '';

const at = (seconds: number) => setClock(START + seconds * 1000);
const copyOf = () => jar.get('browser')!;
const signIn = async (userId = ada) => rememberBrowser(await beginSession(userId));

beforeEach(async () => {
  jar.clear();
  await emptyTables();
  at(0);
  ada = await addUser(EMAIL, { passwordHash: HASH });
});

test('a browser is known for half a year, to the accounts that signed in with it and no others', async () => {
  expect(await knownBrowser(EMAIL)).toBeNull();
  await signIn();
  const name = await knownBrowser(EMAIL);
  expect(name).toMatch(/^[0-9a-f-]{36}$/);
  for (const other of ['bob@example.com', '']) expect(await knownBrowser(other)).toBeNull();
  expect(jar.get('browser')?.maxAge).toBe(HALF_A_YEAR);
  at(HALF_A_YEAR - 1);
  expect(await knownBrowser(EMAIL)).toBe(name);
  at(HALF_A_YEAR + SKEW + 1);
  expect(await knownBrowser(EMAIL)).toBeNull();
  await purgeExpired();
  expect(await db().$count(knownBrowsers)).toBe(0);
});

test('each sign-in begins the half year anew, under the same name; a copy of before is a stranger’s', async () => {
  await signIn();
  const [name, copy] = [await knownBrowser(EMAIL), copyOf()];
  at(HALF_A_YEAR - 1);
  await signIn();
  const own = copyOf();
  at(2 * HALF_A_YEAR - 2);
  expect(await knownBrowser(EMAIL)).toBe(name);
  at(HALF_A_YEAR - 1);
  jar.set('browser', copy);
  expect(await knownBrowser(EMAIL)).toBeNull();
  // A person who signs in with the copy has a name of their own, and the owner keeps theirs.
  await signIn();
  expect(await knownBrowser(EMAIL)).not.toBe(name);
  jar.set('browser', own);
  expect(await knownBrowser(EMAIL)).toBe(name);
});

test('a browser is known to the account, whatever its address is', async () => {
  await signIn();
  const name = await knownBrowser(EMAIL);
  await changeEmailTo(ada, 'moved@example.com');
  expect(await knownBrowser('moved@example.com')).toBe(name);
  expect(await knownBrowser(EMAIL)).toBeNull();
  expect(await addressKnownHere(ada)).toBe('moved@example.com');
  await db().delete(users).where(eq(users.id, ada));
  expect(await addressKnownHere(ada)).toBeNull();
  expect(await db().$count(knownBrowsers)).toBe(0);
});

test.each<[string, (ticket: Ticket) => Promise<unknown>]>([
  ['was ended', (ticket) => transaction(endTicket(ticket, 'signed_out'))],
  ['is of an account that was shut', () => disableUser('operator', ada)],
  [
    'is somebody’s who made up the secret',
    async (ticket) => Object.assign(ticket, { secret: 'x' }),
  ],
])('a session that %s makes no browser known', async (_, end) => {
  const ticket = await beginSession(ada);
  await end(ticket);
  await rememberBrowser(ticket);
  expect(await knownBrowser(EMAIL)).toBeNull();
  expect(await db().$count(knownBrowsers)).toBe(0);
});

test('the latest five accounts are known; what the cookie holds names none of them', async () => {
  const people = [1, 2, 3, 4, 5, 6].map((nth) => `person${nth}@example.com`);
  for (const email of people) await signIn(await addUser(email, { passwordHash: HASH }));
  const known = await Promise.all(people.map(knownBrowser));
  expect(known.map((one) => one !== null)).toEqual([false, true, true, true, true, true]);
  expect(jar.get('browser')?.value).not.toContain('person');
});

test('the latest fifty browsers of an account are known', async () => {
  const ticket = await beginSession(ada);
  const copies: ReturnType<typeof copyOf>[] = [];
  for (let nth = 0; nth <= BROWSERS_PER_USER; nth++) {
    jar.clear();
    at(nth);
    await rememberBrowser(ticket);
    copies.push(copyOf());
  }
  expect(await db().$count(knownBrowsers)).toBe(BROWSERS_PER_USER);
  const isKnown = async (nth: number) => {
    jar.set('browser', copies[nth]!);
    return (await knownBrowser(EMAIL)) !== null;
  };
  expect([await isKnown(0), await isKnown(1), await isKnown(50)]).toEqual([false, true, true]);
});
