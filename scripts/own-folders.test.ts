import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FLOORS } from '#lib/testing/floors.test-support';
import { isOwn, OWN_FOLDERS } from './own-folders.mjs';

const biome = JSON.parse(readFileSync('biome.json', 'utf8'));

test('every folder that Gatehouse brings is there, and every room with a floor is one', () => {
  expect(OWN_FOLDERS.filter((folder) => !existsSync(folder))).toEqual([]);
  const rooms = FLOORS.flat().filter((room) => existsSync(`lib/${room}`));
  expect(rooms.filter((room) => !OWN_FOLDERS.includes(`lib/${room}`))).toEqual([]);
});

test.each([
  ['lib/accounts/sign-in.ts', true],
  ['app/(auth)/sign-in/page.tsx', true],
  ['app/layout.tsx', true],
  ['lib/env.ts', true],
  ['next.config.mjs', true],
  ['app/projects/page.tsx', false],
  ['app/(product)/page.tsx', false],
  ['lib/projects/list.ts', false],
  ['lib/accountsandmore/list.ts', false],
  ['components/badge.tsx', false],
  ['src/x/y.ts', false],
])('%s is ours: %s', (path, own) => {
  expect(isOwn(path)).toBe(own);
});

test('the lint spares exactly what is not ours', () => {
  const spared = biome.overrides.at(-1);
  expect(spared.includes).toEqual([
    '**',
    '!*',
    '!app/*',
    '!lib/*',
    ...OWN_FOLDERS.map((folder: string) => `!${folder}/**`),
  ]);
});
