import { expect, test } from 'vitest';
import { safeNext } from '#lib/request/next-path';
import fc from '#lib/testing/fast-check.test-support';

const ORIGIN = 'https://app.acme.test';

test.each([
  '//evil.test',
  '///evil.test',
  '/\\evil.test',
  '\\\\evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  '/%09/evil.test',
  '/%0a/evil.test',
  '/%0d%0aLocation:%20//evil.test',
  '/%5cevil.test',
  '/%5C%5Cevil.test',
  '/%255cevil.test',
  '/%2f%2fevil.test',
  '/%2Fevil.test',
  '/%252fevil.test',
  '%2F%2Fevil.test',
  'https:evil.test',
  'https:/evil.test',
  'https://evil.test',
  'https:///evil.test',
  'HTTPS://EVIL.TEST',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'evil.test',
  '@evil.test',
  '',
  ' ',
  ' /dashboard',
  '/..//evil.test',
  '/.//evil.test',
  '/x/..//evil.test',
  '/%2e%2e//evil.test',
  '／／evil.test',
  '/\u2028/evil.test',
  '/dashboard\r\nSet-Cookie: session=x',
  '/dashboard%0d%0aSet-Cookie:%20session=x',
  '/dashboard%00',
  '/%',
  '/%zz',
  '/%c0%af',
  '/sign-in',
  '/sign-in?next=//evil.test',
  '/sign-up',
  '/sign-up/verify',
  '/sign-out',
  '/api/v1/notes',
  '/_next/static/x.js',
  '/health/live',
  '/metrics',
  '/dev/mailbox',
  '/oauth/authorize?x=y',
  '/x/../sign-in',
  `/${'a'.repeat(8192)}`,
  `/${'a'.repeat(20_000)}`,
])('%j leads to the dashboard', (asked) => {
  expect(safeNext(asked)).toBe('/dashboard');
});

test.each([undefined, null, 7, {}, [], ['/notes', '//evil.test'], new URL('https://evil.test/x')])(
  'what is no text (%j) leads to the dashboard',
  (asked) => {
    expect(safeNext(asked)).toBe('/dashboard');
  },
);

test.each([
  '/dashboard',
  '/',
  '/notes/7?tab=sharing&sort=a%20b',
  '/notes?q=//evil.test',
  '/notes?back=https%3A%2F%2Fevil.test',
  '/notes?a=1&a=2#part',
  '/sign-internal',
  '/@ada',
  '/caf%C3%A9',
  '/a%20b',
])('%s is kept with its whole query', (asked) => {
  expect(safeNext(asked)).toBe(asked);
});

test('what is not ASCII is kept in its encoded form', () => {
  expect(safeNext('/café?q=ü')).toBe('/caf%C3%A9?q=%C3%BC');
});

test('dots are resolved before anything is decided', () => {
  expect(safeNext('/notes/../settings/sessions')).toBe('/settings/sessions');
});

const parts = fc.constantFrom(
  ...['/', '\\', '..', '.', '%2f', '%5c', '%252f', '%2e', '%09', '\t', '\n', '@', ':', '?', '#'],
  ...[
    'evil.test',
    'https:',
    'javascript:',
    '／',
    '。',
    '\u2028',
    '%e2%80%a8',
    '%00',
    ';',
    'sign-in',
  ],
);
const hostile = fc.oneof(
  fc.array(parts, { maxLength: 9 }).map((list) => list.join('')),
  fc.array(parts, { maxLength: 9 }).map((list) => `/${list.join('')}`),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => `/${text}`),
  fc.webUrl({ withQueryParameters: true }),
);

test('whatever is asked for, the answer is a path of this site, also once and twice decoded', () => {
  fc.assert(
    fc.property(hostile, (asked) => {
      const path = safeNext(asked);
      expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
      const pathname = path.split(/[?#]/)[0] ?? '';
      for (const read of [path, decodeURIComponent(pathname)]) {
        expect(new URL(read, ORIGIN).origin).toBe(ORIGIN);
        expect(read).toMatch(/^\/(?![/\\])[^\\\p{Cc}]*$/u);
      }
      expect(new URL(decodeURIComponent(decodeURIComponent(pathname)), ORIGIN).origin).toBe(ORIGIN);
    }),
    { numRuns: 5000 },
  );
});

test('an answer asked for again is the same answer', () => {
  fc.assert(
    fc.property(hostile, (asked) => {
      expect(safeNext(safeNext(asked))).toBe(safeNext(asked));
    }),
    { numRuns: 1000 },
  );
});
