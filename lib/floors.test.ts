import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { FLOORS, roomOf } from '#lib/testing/floors.test-support';
import { importsOf } from '#lib/testing/imports.test-support';
import { isOwn } from '../scripts/own-folders.mjs';

/** The rooms whose job it is to name several features. */
const NAME_FEATURES = ['product/jobs', 'assembly', 'admin', 'api', 'server', 'operator'];
const FEATURES = ['accounts', 'oauth'];

const named = new Map(FLOORS.flatMap((rooms, floor) => rooms.map((room) => [room, floor])));
const ofFeatures = named.get('accounts') ?? Number.NaN;
/** A room that the product adds stands with the features, and may use another of its own. */
const floorOf = (room: string) => named.get(room) ?? ofFeatures;
const isOfProduct = (path: string) => !isOwn(path);

const isTest = (path: string) =>
  /\.test(-support)?\.ts$/.test(path) || path.includes('vitest.config');

/** The file of lib behind an import; null for another. */
function targetOf(what: string, from: string): string | null {
  if (what.startsWith('#lib/')) return `${what.slice(1)}.ts`;
  const path = what.startsWith('.') ? join(dirname(from), what) : '';
  return path.startsWith('lib/') ? path : null;
}

const ARROWS = globSync('lib/**/*.ts')
  .filter((path) => !isTest(path))
  .flatMap((from) =>
    importsOf(readFileSync(from, 'utf8')).flatMap(({ what }) => {
      const to = targetOf(what, from);
      return to && roomOf(to) !== roomOf(from) ? [{ from, to }] : [];
    }),
  );

test('every room of lib stands on one floor', () => {
  const rooms = new Set(
    globSync('lib/**/*.ts')
      .filter((path) => !isTest(path) && !isOfProduct(path))
      .map(roomOf),
  );
  expect([...rooms].sort()).toEqual([...named.keys()].sort());
  expect(ARROWS.length).toBeGreaterThan(500);
});

test('every import goes down', () => {
  const up = ARROWS.filter(
    ({ from, to }) =>
      floorOf(roomOf(to)) >= floorOf(roomOf(from)) && !(isOfProduct(from) && isOfProduct(to)),
  );
  expect(up.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('only the rooms whose job it is name several features', () => {
  const named = new Map<string, Set<string>>();
  for (const { from, to } of ARROWS)
    if (FEATURES.includes(roomOf(to)))
      named.set(roomOf(from), (named.get(roomOf(from)) ?? new Set()).add(roomOf(to)));
  const several = [...named].filter(([, features]) => features.size > 1).map(([room]) => room);
  expect(several.filter((room) => !NAME_FEATURES.includes(room))).toEqual([]);
});

test('the command-line client and the witness import nothing of the server, and unit tests nothing of end-to-end tests', () => {
  const imports = (pattern: string) =>
    globSync(pattern).flatMap((path) =>
      importsOf(readFileSync(path, 'utf8')).map(({ what }) => ({ path, what })),
    );
  const foreign = imports('{client-cli,witness}/**/*.mjs').filter(
    ({ what }) => !/^(node:|\.\/)/.test(what),
  );
  expect(foreign).toEqual([]);
  const upwards = imports('{app,lib,scripts,client-cli,witness}/**/*.{ts,tsx,mjs}').filter(
    ({ what }) => /^#e2e\/|\/e2e\//.test(what),
  );
  expect(upwards).toEqual([]);
});
