import { expect, test } from 'vitest';
import { asJson, clean, cleanLines, table } from './print.mjs';

const HOSTILE = 'a\u001b[2Jb\u009b31mc\rd\u202ee\u0007\nf';

test('text from elsewhere cannot move the cursor or turn the text around', () => {
  expect(clean(HOSTILE)).toBe('a [2Jb 31mc d e  f');
  expect(cleanLines(HOSTILE)).toBe('a [2Jb 31mc d e \nf');
  expect(table([['x', HOSTILE]])).toEqual(['x  a [2Jb 31mc d e  f']);
});

test('what is written for programs reads the same, and controls no terminal either', () => {
  const json = asJson({ title: HOSTILE });
  expect(JSON.parse(json)).toEqual({ title: HOSTILE });
  expect(json.split('\n')).toHaveLength(3);
  expect(json.replaceAll('\n', '')).toBe(clean(json.replaceAll('\n', '')));
});

test('columns are as wide as their widest cell', () => {
  expect(
    table([
      ['ID', 'TITLE'],
      ['abc', 'x'],
    ]),
  ).toEqual(['ID   TITLE', 'abc  x']);
});
