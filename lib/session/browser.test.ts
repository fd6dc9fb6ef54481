import { beforeEach, expect, test, vi } from 'vitest';
import { knownBrowser, rememberBrowser } from '#lib/session/browser';
import { setClock } from '#lib/testing/database.test-support';

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);

const EMAIL = 'ada@example.com';
const START = Date.UTC(2026, 0, 1);
const HALF_A_YEAR = 180 * 24 * 3600;
/** What the seal grants to clocks that do not agree. */
const SKEW = 60;

const at = (seconds: number) => setClock(START + seconds * 1000);

beforeEach(() => {
  jar.clear();
  at(0);
});

test('a browser is known for half a year, to the accounts that signed in with it and no others', async () => {
  expect(await knownBrowser(EMAIL)).toBeNull();
  await rememberBrowser(EMAIL);
  const name = await knownBrowser(EMAIL);
  expect(name).toMatch(/^[0-9a-f-]{36}$/);
  expect(await knownBrowser('bob@example.com')).toBeNull();
  expect(jar.get('browser')?.maxAge).toBe(HALF_A_YEAR);
  at(HALF_A_YEAR - 1);
  expect(await knownBrowser(EMAIL)).toBe(name);
  at(HALF_A_YEAR + SKEW + 1);
  expect(await knownBrowser(EMAIL)).toBeNull();
});

test('each sign-in begins the half year anew, under the same name', async () => {
  await rememberBrowser(EMAIL);
  const name = await knownBrowser(EMAIL);
  at(HALF_A_YEAR - 1);
  await rememberBrowser(EMAIL);
  at(2 * HALF_A_YEAR - 2);
  expect(await knownBrowser(EMAIL)).toBe(name);
});

test('the latest five accounts are known; what the cookie holds names none of them', async () => {
  const people = [1, 2, 3, 4, 5, 6].map((nth) => `person${nth}@example.com`);
  for (const email of people) await rememberBrowser(email);
  const known = await Promise.all(people.map(knownBrowser));
  expect(known.map((one) => one !== null)).toEqual([false, true, true, true, true, true]);
  expect(jar.get('browser')?.value).not.toContain('person');
});
