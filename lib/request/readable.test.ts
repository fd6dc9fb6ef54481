import { expect, test } from 'vitest';
import { readable, unreadable } from '#lib/request/readable';
import fc from '#lib/testing/fast-check.test-support';

const MARKS = `a${'\u0301\u0323'.repeat(40_000)}`;

// Each would hold everybody up for seconds if it were brought into its normal form, or looked through.
test.each([
  ['marks on one letter', MARKS, { hasLines: true }],
  ['the same on one line', MARKS, {}],
  ['the same with hidden signs between', MARKS.replaceAll('\u0301', '\u0301\u200b'), {}],
  ['a line as long as a page', '\ufdfa'.repeat(60_000), {}],
])('%s are refused before anything is done with them', (_, text, how) => {
  expect(unreadable(text, how)).toMatch(/^(accents|too_long)$/);
});

test('what people write passes', () => {
  for (const text of [
    'Zoë',
    'Ž̋ọ̈ĕ̈',
    '👨‍👩‍👧‍👦'.repeat(1_000),
    'ශ්‍රී '.repeat(2_000),
    'x'.repeat(20_000),
  ])
    expect(unreadable(text)).toBeNull();
  expect(unreadable('\ufdfa\n'.repeat(60_000), { hasLines: true })).toBeNull();
});

const anything = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom('\u0007', '\u001b[31m', '\ufffd', '\ud800', '\r\n', '\t', '\u0085', '\u200b'),
      fc.constantFrom(1, 16, 40).map((count) => `a${'\u0301\ufe0f'.repeat(count)}`),
    ),
  )
  .map((parts) => parts.join(''));

test('what is given back of any text passes, and of one that passes is all of it', () => {
  fc.assert(
    fc.property(anything, fc.boolean(), (text, hasLines) => {
      const given = readable(text, { hasLines });
      expect(unreadable(given, { hasLines })).toBeNull();
      if (unreadable(text, { hasLines }) === null) expect(given).toBe(text);
    }),
    { numRuns: 3000 },
  );
  expect(readable(MARKS, { hasLines: true })).toHaveLength(31);
});
