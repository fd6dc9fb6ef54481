import { expect, test } from 'vitest';
import { assuranceOf, MAILED_CODE } from '#lib/factors/authentication';

test.each([
  ['pwd', 1],
  ['otp', 1],
  ['hwk', 1],
  ['kba', 1],
  ['', 1],
  ['pwd pin', 1],
  ['pwd kba', 1],
  ['otp hwk', 1],
  ['otp otp', 1],
  ['pwd something-new', 1],
  ['pwd toString', 1],
  ['pwd otp', 2],
  ['otp pwd', 2],
  ['pwd hwk', 2],
  ['swk pin', 2],
  ['mfa', 2],
  ['mfa hwk', 2],
] as const)('who proved "%s" is known at level %i', (words, level) => {
  expect(assuranceOf(words.split(' '))).toBe(level);
});

test('a mailed code alone is level 1', () => {
  expect(assuranceOf(MAILED_CODE)).toBe(1);
});
