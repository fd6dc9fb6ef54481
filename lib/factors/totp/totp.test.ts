import { expect, test } from 'vitest';
import { codeAt, stepAt, stepOf } from '#lib/factors/totp/totp';
import { setClock } from '#lib/testing/database.test-support';

/** RFC 6238, Appendix B, for HMAC-SHA-1. Six digits are the last of its eight. */
const KEY = Buffer.from('12345678901234567890');

test.each([
  [59, 0x1, '94287082'],
  [1111111109, 0x23523ec, '07081804'],
  [1111111111, 0x23523ed, '14050471'],
  [1234567890, 0x273ef07, '89005924'],
  [2000000000, 0x3f940aa, '69279037'],
  [20000000000, 0x27bc86aa, '65353130'],
])('at %i seconds an app shows what RFC 6238 says', (seconds, step, shown) => {
  expect(stepAt(seconds * 1000)).toBe(step);
  expect(codeAt(KEY, step)).toBe(shown.slice(-6));
});

test('the code of now is taken, and those of a half minute before and after; no other', () => {
  const now = 1_800_000_015_000;
  setClock(now);
  const step = stepAt(now);
  const taken = [-3, -2, -1, 0, 1, 2, 3].map((drift) => stepOf(KEY, codeAt(KEY, step + drift), 0));
  expect(taken).toEqual([undefined, undefined, step - 1, step, step + 1, undefined, undefined]);
});

test('a code is taken only after the last one that was', () => {
  setClock(1_800_000_015_000);
  const step = stepAt(Date.now());
  expect(stepOf(KEY, codeAt(KEY, step), step - 1)).toBe(step);
  for (const last of [step, step + 1, step + 1_000_000])
    expect(stepOf(KEY, codeAt(KEY, step), last)).toBeUndefined();
  for (const wrong of ['', '00000', '0000000', ` ${codeAt(KEY, step)}`])
    expect(stepOf(KEY, wrong, 0)).toBeUndefined();
});
