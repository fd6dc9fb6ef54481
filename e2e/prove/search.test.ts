import { expect, test } from 'vitest';
import { ENCODINGS, NOT_SEEN } from '#e2e/prove/limits';
import { type Needle, searcher, textOf } from '#e2e/prove/search';
import { around, ESCAPES, picks, secrets, WHOLE } from '#e2e/prove/search.test-support';
import fc from '#lib/testing/fast-check.test-support';

const needle = (value: string): Needle => ({ kind: 'secret', value });
const finds = (value: string, text: string) => searcher([needle(value)])(text).length > 0;

/** A secret that would be a whole character on its own in UTF-8: halves of pairs are no text. */
const isText = (text: string) => text.isWellFormed();

test.each(WHOLE)('any secret is found as %s, whatever stands around it', (_, write) => {
  fc.assert(
    fc.property(around, secrets.filter(isText), around, picks, (before, secret, after, pick) => {
      // A character may join with what stands beside it in no encoding but as it is read.
      expect(finds(secret, write(before, secret, after, pick))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test.each(ESCAPES)(
  'any secret is found through %s, whichever of its characters are escaped',
  (_, write) => {
    fc.assert(
      fc.property(secrets.filter(isText), picks, (secret, pick) => {
        expect(finds(secret, write(secret, pick))).toBe(true);
      }),
      { numRuns: 300 },
    );
  },
);

test('any secret is found in any of these inside any other, two deep', () => {
  fc.assert(
    fc.property(
      secrets.filter(isText),
      fc.constantFrom(...WHOLE),
      fc.constantFrom(...ESCAPES),
      fc.constantFrom(...ESCAPES),
      picks,
      (secret, [, write], [, inner], [, outer], pick) => {
        const text = write('', secret, '', pick);
        expect(finds(secret, outer(inner(text, pick), pick))).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
});

/** Cuts a list into pieces at these places. */
function cut<T extends { slice: (from: number, to?: number) => T; length: number }>(
  whole: T,
  at: number[],
): T[] {
  const places = [...new Set(at.map((place) => place % (whole.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, i) => whole.slice(from, places[i]));
}

test('any secret is found in however many pieces it came over the network', () => {
  fc.assert(
    fc.property(around, secrets.filter(isText), fc.array(fc.nat()), (before, secret, places) => {
      const pieces = cut(Buffer.from(before + secret), places);
      expect(finds(secret, textOf(pieces))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('any secret is found when it is cut between two pushes of a page’s scripts', () => {
  fc.assert(
    fc.property(
      around,
      secrets.filter(isText),
      fc.array(fc.nat(), { maxLength: 8 }),
      (before, secret, places) => {
        const payload = JSON.stringify({ props: before + secret });
        const scripts = cut(payload, places).map(
          (piece) =>
            `<script nonce="x">self.__next_f.push([1,${JSON.stringify(piece).replaceAll('<', '\\u003c')}])</script>`,
        );
        expect(finds(secret, `<html>${scripts.join('')}</html>`)).toBe(true);
      },
    ),
    { numRuns: 300 },
  );
});

test('any secret is found when React has put a comment into it', () => {
  expect(finds('one&two three', '<p>one&amp;<!-- -->two<!-- --> three</p>')).toBe(true);
});

test('what is not there is not found, whatever the text is made of', () => {
  const others = fc.oneof(
    fc.string({ maxLength: 400 }),
    fc.base64String({ maxLength: 400 }),
    fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF%&#;\\u'), maxLength: 400 }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 40 }), others, (bytes, text) => {
      expect(finds(Buffer.from(bytes).toString('base64url'), text)).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test('a secret with one character changed or missing is another secret', () => {
  const secret = 'violet-stoat-7001-bassoon';
  for (let at = 0; at < secret.length; at++) {
    expect(finds(secret, `${secret.slice(0, at)}#${secret.slice(at + 1)}`)).toBe(false);
    expect(finds(secret, secret.slice(0, at) + secret.slice(at + 1))).toBe(false);
  }
});

test('a short code counts where it stands alone, encoded anywhere, and not inside a number or word', () => {
  const search = searcher([{ kind: 'code', value: '481207', isShort: true }]);
  const sees = (text: string) => search(text).length > 0;
  for (const text of [
    '481207',
    'code=481207&x',
    '"481207"',
    '>481207<',
    '%34%38%31%32%30%37',
    'x: 481207.',
  ])
    expect([text, sees(text)]).toEqual([text, true]);
  for (const before of ['', 'a', 'ab', 'abc'])
    expect(sees(Buffer.from(`${before}481207 is it`).toString('base64'))).toBe(true);
  for (const text of ['14812070', '0.481207', 'a481207', '481207e', '48120', '481208'])
    expect([text, sees(text)]).toEqual([text, false]);
});

test('exactly those of many secrets that are there are named, each with how it was written', () => {
  const search = searcher(['first-secret-1', 'second-secret-2', 'third-secret-3'].map(needle));
  const text = `x first-secret-1 ${Buffer.from('zthird-secret-3').toString('base64')}`;
  expect(search(text).map(({ needle: { value }, encoding }) => [value, encoding])).toEqual([
    ['first-secret-1', 'as it is'],
    ['third-secret-3', 'base64'],
  ]);
  expect(search('nothing of the kind')).toEqual([]);
});

test('what is too short to be told from chance cannot be asked for', () => {
  expect(() => searcher([needle('abc')])).toThrow(/fewer than 6 bytes/);
});

test('what the search can and cannot do is said', () => {
  expect(ENCODINGS.length).toBeGreaterThan(5);
  expect(NOT_SEEN.join(' ')).toMatch(/encrypted.*compressed/s);
});
