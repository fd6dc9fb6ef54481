import { expect, test } from 'vitest';
import { Latest } from '#lib/latest';

test('past the limit the one that was set longest ago is forgotten', () => {
  const latest = new Latest<number>(2).set('a', 1).set('b', 2).set('a', 3).set('c', 4);
  expect([...latest]).toEqual([
    ['a', 3],
    ['c', 4],
  ]);
});
