import { expect, test } from 'vitest';
import { differencesAmong } from '#lib/server/compare-nodes';

const NODE = { build: 'b', actionsKey: 'k', roots: 'old' };

test.each([
  [[], []],
  [[{}], []],
  [[{}, {}], []],
  [[{}, { build: 'c' }], ['build']],
  [
    [{}, { build: 'c', actionsKey: 'l' }],
    ['build', 'key'],
  ],
  [[{}, { roots: 'new,old' }], []],
  [[{}, { roots: 'new' }], ['secret']],
  [[{}, { roots: 'new,old' }, { roots: 'new' }], ['secret']],
])('of the nodes %j it says that they differ by %j', (nodes, differences) => {
  expect(differencesAmong(nodes.map((one) => ({ ...NODE, ...one })))).toEqual(differences);
});
