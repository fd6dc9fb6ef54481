import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LONGEST_NEXT, LONGEST_TARGET } from '#lib/request/lengths';
import { safeNext } from '#lib/request/next-path';
import { withNext } from '#lib/request/way-back';
import { asked, statusOf } from '#lib/server/http/request-rules.test-support';
import { clearSingleton } from '#lib/testing/database.test-support';

test.each(['middleware.ts', 'app/_ui/session-watch.tsx'])(
  '%s, which imports nothing of the domain, writes as much into an address as everything else',
  (file) => {
    expect(readFileSync(file, 'utf8')).toContain(`const LONGEST_NEXT = ${LONGEST_NEXT};`);
  },
);

const wayOf = (address: string) => new URL(address, 'http://x.test').searchParams.get('next');

test.each([
  ['/notes', '/notes'],
  [`/notes?q=${'a'.repeat(LONGEST_NEXT - 9)}`, null],
  [`/notes?q=${'a'.repeat(LONGEST_NEXT - 8)}`, null],
  [`/notes?q=${'%E6%BC%A2'.repeat(800)}`, null],
  [`/${'a'.repeat(LONGEST_TARGET - 1)}`, null],
  [`/${'a'.repeat(LONGEST_TARGET)}`, '/dashboard'],
])('the way back %# is carried, and its address is always answered', (next, way) => {
  const made = withNext('/sign-in', next);
  expect(safeNext(wayOf(made))).toBe(way ?? next);
  expect(made.length).toBeLessThan(LONGEST_TARGET);
  expect(statusOf(asked({ url: made }))).toBe('welcome');
});

test('the latest of long ways back are kept, each once; what is forgotten ends at the dashboard', () => {
  const way = (nth: number) => `/notes?nth=${nth}&q=${'a'.repeat(LONGEST_NEXT)}`;
  const first = withNext('/sign-in', way(0));
  for (let again = 0; again < 1000; again++) expect(withNext('/sign-in', way(0))).toBe(first);
  const others = Array.from({ length: 499 }, (_, nth) => withNext('/sign-in', way(nth + 1)));
  expect(safeNext(wayOf(first))).toBe(way(0));
  expect(safeNext(wayOf(others[498]!))).toBe(way(499));
  withNext('/sign-in', way(500));
  expect(safeNext(wayOf(first))).toBe('/dashboard');
  clearSingleton('ways-back');
  expect(safeNext(wayOf(others[498]!))).toBe('/dashboard');
});

test.each(['~', `~${'0'.repeat(64)}`, `~${'g'.repeat(64)}`, '~../../etc'])(
  'the number %s that nobody was given leads to the dashboard',
  (next) => expect(safeNext(next)).toBe('/dashboard'),
);

test('whatever can be carried is taken, however wide its characters, and nothing longer', () => {
  for (const unit of ['a', '%', 'é', '漢', '😀', '/', '&=']) {
    const encoded = unit === '%' ? '%25' : unit;
    for (let count = 1; count < 2400; count += 37) {
      const next = safeNext(`/notes?q=${encoded.repeat(count)}`);
      expect(next.length).toBeLessThanOrEqual(LONGEST_TARGET);
      const address = withNext('/sign-in', next);
      expect(safeNext(wayOf(address))).toBe(next);
      expect(address.length).toBeLessThan(LONGEST_TARGET);
    }
  }
});
