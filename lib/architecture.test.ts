import { existsSync, globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FLOORS } from '#lib/testing/floors.test-support';

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
  const folders = globSync('app/*/').map((path) => path.replace(/\/$/, ''));
  const tops = ['app', 'client-cli', 'drizzle', 'e2e', 'scripts', 'texts'];
  expect([...rooms, ...folders, ...tops].filter((name) => !ROWS.includes(name))).toEqual([]);
});

test('the glossary has fifteen words at most', () => {
  const [, glossary = ''] = PAGE.split('## The words');
  const words = [...(glossary.split('\n## ')[0] ?? '').matchAll(/^\| (?!word )([a-z][\w ]*) \|/gm)];
  expect(words.length).toBeGreaterThan(5);
  expect(words.length).toBeLessThanOrEqual(15);
});
