import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FLOORS } from '#lib/testing/floors.test-support';
import { isOwn } from '../scripts/own-folders.mjs';

const PAGE = readFileSync('docs/architecture.md', 'utf8');

/** What stands in the first column of a table, as code. */
const ROWS = [...PAGE.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
);

test('the picture shows the floors as they are', () => {
  const shown = [...PAGE.matchAll(/^ ?(\d+) {3}([^·\n]+)/gm)].map(([, floor, rooms = '']) => ({
    floor: Number(floor),
    rooms: rooms.trim().split(/\s+/),
  }));
  const floors = FLOORS.map((rooms, at) => ({ floor: at + 1, rooms }));
  expect(shown).toEqual(floors.reverse());
});

test('every room of lib, every folder of app and every other folder of sources has its line', () => {
  const rooms = FLOORS.flat().map((room) =>
    existsSync(`lib/${room}`) ? `lib/${room}` : `lib/${room}.ts`,
  );
  const folders = globSync('app/*/')
    .map((path) => path.replace(/\/$/, ''))
    .filter((path) => isOwn(`${path}/page.tsx`));
  const tops = ['app', 'client-cli', 'drizzle', 'e2e', 'scripts', 'texts', 'witness'];
  expect([...rooms, ...folders, ...tops].filter((name) => !ROWS.includes(name))).toEqual([]);
});

test('the glossary has fifteen words at most, and the code uses each of them', () => {
  const [, glossary = ''] = PAGE.split('## The words');
  const rows = (glossary.split('\n## ')[0] ?? '').matchAll(/^\| (?!word )([a-z][\w ]*) \|/gm);
  const words = [...rows].map(([, word = '']) => word);
  expect(words.length).toBeGreaterThan(5);
  expect(words.length).toBeLessThanOrEqual(15);
  const code = globSync('{app,lib,drizzle}/**/*.{ts,tsx}')
    .filter((path) => !path.includes('.test'))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  // As two words, or as one name: "known browser", knownBrowser, known-browsers.
  const isUsed = (word: string) => new RegExp(word.replace(' ', '[ -]?'), 'i').test(code);
  expect(words.filter((word) => !isUsed(word))).toEqual([]);
});
