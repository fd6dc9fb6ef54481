import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The lines of each file of the product, the longest first. */
const FILES = globSync('{app,client-cli,drizzle,lib,scripts,texts,witness}/**/*.{ts,tsx,mjs}')
  .filter((path) => !/\.test(-support)?\.tsx?$|^drizzle\/migrations\//.test(path))
  .map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n').length - 1 }))
  .sort((one, other) => other.lines - one.lines);

test('no file of the product is longer than 200 lines: past that it is two', () => {
  expect(FILES.filter(({ lines }) => lines > 200)).toEqual([]);
});

test('half of the files of the product have at most 41 lines', () => {
  expect(FILES.length).toBeGreaterThan(500);
  expect(FILES[Math.floor(FILES.length / 2)]?.lines).toBeLessThanOrEqual(41);
});
