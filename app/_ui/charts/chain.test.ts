import { expect, test } from 'vitest';
import { linksOf } from '#ui/charts/chain';

const drawn = (entries: number, verified: number, broken: number[] = []) =>
  linksOf({ entries, verified, broken })
    .map((link) => ({ whole: 'o', unseen: '.', broken: 'x' })[link])
    .join('');

test.each([
  ['no entries', [0, 0], ''],
  ['few, none of them verified', [3, 0], '...'],
  ['few, all verified', [3, 3], 'ooo'],
  ['many, all verified', [48_210, 48_210], 'oooooooooooooooo'],
  ['many, and one that is not', [48_210, 48_209], 'ooooooooooooooo.'],
  ['half of them', [32, 16], 'oooooooo........'],
] as const)('a chain of %s', (_, [entries, verified], links) => {
  expect(drawn(entries, verified)).toBe(links);
});

test('a link is cut where the log was changed, also at its two ends', () => {
  expect(drawn(32, 32, [0.5])).toBe('ooooooooxooooooo');
  expect(drawn(32, 32, [0, 1])).toBe('xoooooooooooooox');
  expect(drawn(1, 1, [0])).toBe('x');
});
