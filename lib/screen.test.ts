import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inColumns, isScreen, paint } from '#lib/screen';

const HOSTILE = 'a\u001b[2Jb\u009b31mc\rd\u202ee\u0007\nf\u2028g';

/** A stream as wide as this, which says that it is a terminal or not. */
const stream = (columns?: number, isTTY = columns !== undefined) =>
  Object.assign(new PassThrough(), { isTTY, ...(columns && { columns }) });

beforeEach(() => {
  for (const name of ['NO_COLOR', 'FORCE_COLOR', 'NODE_DISABLE_COLORS'])
    vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

test('columns are as wide as their widest cell, and one without anything is left out', () => {
  const rows = [
    ['ada@example.com', 'Ada', ''],
    ['b@example.com', '日本', ''],
  ];
  const lines = inColumns(['ADDRESS', 'NAME', 'REMARKS'], rows, stream());
  expect(lines).toEqual(['ADDRESS          NAME', 'ada@example.com  Ada', 'b@example.com    日本']);
});

test('what came from outside obeys nobody, in any cell, painted or not', () => {
  const rows = [[HOSTILE, { says: HOSTILE, style: 'red' as const }, HOSTILE]];
  for (const to of [stream(), stream(200)]) {
    const text = stripVTControlCharacters(inColumns([], rows, to).join('|'));
    expect(text).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    expect(text).toContain('a [2Jb 31mc d e  f g');
  }
});

test('the last cell goes on under itself where the terminal ends; a word that is longer stays whole', () => {
  const address = `https://app.example/${'x'.repeat(60)}`;
  const [line = ''] = inColumns([], [['name', `one two three four five six seven ${address} end`]], stream(40));
  expect(line.split('\n')).toEqual([
    'name  one two three four five six seven',
    `      ${address}`,
    '      end',
  ]);
}); // biome-ignore format: one line

test('where there is no room beside the others the last cell stands below them', () => {
  const rows = [['a'.repeat(20), 'b'.repeat(20), 'one two three four five six seven eight nine']];
  const lines = inColumns([], rows, stream(40)).join('\n').split('\n');
  expect(lines).toEqual([
    `${'a'.repeat(20)}  ${'b'.repeat(20)}`,
    '    one two three four five six seven',
    '    eight nine',
  ]);
});

test('a very long cell widens nothing but its own row', () => {
  const [long, short] = inColumns([], [['x'.repeat(90), 'end'], ['y', 'end']], stream());
  expect(long).toBe(`${'x'.repeat(90)}  end`);
  expect(short).toBe(`y${' '.repeat(49)}end`);
}); // biome-ignore format: one line

test('colours are for terminals, unless somebody asks otherwise', () => {
  const isPainted = (to: ReturnType<typeof stream>) => paint('red', 'x', to) !== 'x';
  expect([isPainted(stream(80)), isPainted(stream())]).toEqual([true, false]);
  expect([isScreen(stream(80)), isScreen(stream())]).toEqual([true, false]);
  vi.stubEnv('FORCE_COLOR', '1');
  expect([isPainted(stream()), isScreen(stream())]).toEqual([true, true]);
  vi.stubEnv('FORCE_COLOR', '0');
  expect([isPainted(stream(80)), isScreen(stream()), isScreen(stream(80))]).toEqual([false, false, true]);
}); // biome-ignore format: one line
