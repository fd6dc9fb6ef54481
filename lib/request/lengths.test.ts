import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asked, statusOf } from '#lib/front/asked.test-support';
import { LONGEST_NEXT, LONGEST_TARGET, withNext } from '#lib/request/lengths';
import { safeNext } from '#lib/request/next-path';

test.each(['middleware.ts', 'app/_ui/session-watch.tsx'])(
  '%s, which imports nothing of the domain, carries as much as everything else',
  (file) => {
    expect(readFileSync(file, 'utf8')).toContain(`const LONGEST_NEXT = ${LONGEST_NEXT};`);
  },
);

test.each([
  ['/notes', '/sign-in?next=%2Fnotes'],
  [`/notes?q=${'a'.repeat(LONGEST_NEXT - 9)}`, null],
  [`/notes?q=${'a'.repeat(LONGEST_NEXT - 8)}`, '/sign-in'],
  [`/notes?q=${'%E6%BC%A2'.repeat(800)}`, '/sign-in'],
  [`/${'a'.repeat(LONGEST_TARGET - 1)}`, '/sign-in'],
])('the way back %# is carried or dropped, and its address is always answered', (next, address) => {
  const made = withNext('/sign-in', next);
  if (address) expect(made).toBe(address);
  else expect(made).toContain('?next=');
  expect(statusOf(asked({ url: made }))).toBe('welcome');
});

test('whatever can be carried is taken, however wide its characters, and nothing longer', () => {
  for (const unit of ['a', '%', 'é', '漢', '😀', '/', '&=']) {
    const encoded = unit === '%' ? '%25' : unit;
    for (let count = 1; count < 2400; count += 37) {
      const next = safeNext(`/notes?q=${encoded.repeat(count)}`);
      expect(next.length).toBeLessThanOrEqual(LONGEST_NEXT);
      const address = withNext('/sign-in', next);
      expect(safeNext(new URL(address, 'http://x.test').searchParams.get('next'))).toBe(next);
      expect(address.length).toBeLessThan(LONGEST_TARGET);
    }
  }
});
