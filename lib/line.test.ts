import { expect, test } from 'vitest';
import { sayFieldError } from '#lib/coded';
import { line } from '#lib/line';

const Word = line(50, { isEmpty: 'empty', isLong: 'long' });
const said = (typed: string) => {
  const read = Word.safeParse(typed);
  return read.success ? read.data : sayFieldError(String(read.error.issues[0]?.message));
};

test.each([
  ['x'.repeat(50), 'x'.repeat(50)],
  ['x'.repeat(51), 'long'],
  [`${'\u200b'.repeat(449)}${'😀'.repeat(50)}\ufeff`, '😀'.repeat(50)],
  [`${' '.repeat(499)}x`, 'x'],
  // Nobody looks at what is ten times as long as what is kept.
  [`${' '.repeat(500)}x`, 'long'],
  ['\u180e'.repeat(19_990), 'long'],
  ['\ufdfa'.repeat(2_500) + '\u180e'.repeat(2_500), 'long'],
  ['\u202e'.repeat(501), 'long'],
  ['\u180e'.repeat(500), 'empty'],
])('%# is kept, or is too long before it is cleaned', (typed, is) => {
  expect(said(typed)).toBe(is);
});
