import { expect, test } from 'vitest';
import { appsAndTokens } from './kinds';

type Kept = { tokenName: string | null };
const APP: Kept = { tokenName: null };
const TOKEN: Kept = { tokenName: 'Nightly backup' };

test.each<[when: string, shown: Kept[], all: Kept[], apps: unknown[], tokens: unknown[]]>([
  ['there is nothing', [], [], [0, true], [0, true]],
  ['there are apps alone', [APP, APP], [APP, APP], [2, false], [0, true]],
  ['the tokens stand on another page', [APP], [APP, TOKEN], [1, false], [0, false]],
  ['the apps stand on another page', [TOKEN], [APP, TOKEN], [0, false], [1, false]],
  ['the address leads to no page', [], [APP, TOKEN], [0, false], [0, false]],
])('that there is none is said only where it is so: %s', (_, shown, all, ofApps, ofTokens) => {
  const { apps, tokens } = appsAndTokens(shown, all);
  expect([apps.rows.length, apps.isNone]).toEqual(ofApps);
  expect([tokens.rows.length, tokens.isNone]).toEqual(ofTokens);
});
