import { expect, test } from 'vitest';
import { unreadable } from '#lib/request/readable';

const MARKS = `a${'\u0301\u0323'.repeat(40_000)}`;

// Each would hold everybody up for seconds if it were brought into its normal form, or looked through.
test.each([
  ['marks on one letter', MARKS, { hasLines: true }],
  ['the same on one line', MARKS, {}],
  ['the same with hidden signs between', MARKS.replaceAll('\u0301', '\u0301\u200b'), {}],
  ['a line as long as a page', '\ufdfa'.repeat(60_000), {}],
])('%s are refused before anything is done with them', (_, text, how) => {
  expect(unreadable(text, how)).toMatch(/^(There are too many accents|This is too long)/);
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
