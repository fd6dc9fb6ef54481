import { expect, test } from 'vitest';
import { toCursor } from '#lib/pages';
import { readFilter } from './filter';

test.each<[place: string, before: number | undefined, isPlace: boolean]>([
  ['17', 17, true],
  ['999999999999999', 999_999_999_999_999, true],
  ['x', undefined, false],
  ['1e3', undefined, false],
  ['-1', undefined, false],
  ['', undefined, false],
  ['9'.repeat(16), undefined, false],
  ["1' or 1=1 --", undefined, false],
])('an address that begins before %j is read as %s', (place, before, isPlace) => {
  const found = readFilter({ before: toCursor('audit', place) }, 'UTC');
  expect([found.search.before, found.place !== null]).toEqual([before, isPlace]);
});
