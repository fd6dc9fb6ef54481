import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { inColumns, widthOf as widthOfServer } from '../lib/screen.ts';
import { asJson, clean, cleanLines, paint, table, widthOf } from './print.mjs';

/** A stream that says that it is a terminal, or not. */
const streamOf = (isTTY: boolean) =>
  Object.assign(new PassThrough(), { isTTY }) as unknown as typeof process.stdout;

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

test.each([
  ['Ada', 3],
  ['日本語', 6],
  ['ｶﾅ', 2],
  ['한국', 4],
  ['e\u0301te\u0301', 3],
  ['\u0645\u064f', 1],
  ['👩‍👩‍👧 x', 4],
  ['❤️', 2],
  ['ＡＢ', 4],
  ['\u200b', 0],
])('%s takes %i places of a terminal, for the client and for the operator', (text, width) => {
  expect([widthOf(text), widthOfServer(text)]).toEqual([width, width]);
});

test('wide signs keep the columns, and both command lines draw the same', () => {
  const rows = [
    ['日本', 'x'],
    ['ab', 'y'],
  ];
  const head = ['ID', 'TITLE'];
  const pipe = streamOf(false);
  expect(table([head, ...rows], pipe)).toEqual(['ID    TITLE', '日本  x', 'ab    y']);
  expect(inColumns(head, rows, pipe)).toEqual(table([head, ...rows], pipe));
});

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ TERM: 'dumb' }, true, false],
])('with %j on a terminal (%s) there are colours: %s', (env, isTTY, isPainted) => {
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'TERM', 'COLORTERM', 'CI'])
    vi.stubEnv(
      name,
      (env as Record<string, string>)[name] ?? (name === 'TERM' ? 'xterm' : undefined),
    );
  const stream = streamOf(isTTY);
  expect(paint('red', 'x', stream)).toBe(isPainted ? '\u001b[31mx\u001b[39m' : 'x');
  vi.unstubAllEnvs();
});
