import { expect, test } from 'vitest';
import { linesFor, shadeOf } from './scale';

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [7, [0, 2, 4, 6, 8]],
  [18, [0, 5, 10, 15, 20]],
  [300, [0, 100, 200, 300]],
  [4_999, [0, 2_000, 4_000, 6_000]],
])('a scale up to %d has the lines %j', (most, lines) => {
  expect(linesFor(most)).toEqual(lines);
});

test('a scale reaches the most, in few lines of whole numbers', () => {
  for (let most = 0; most < 20_000; most += 7) {
    const lines = linesFor(most);
    expect(lines.at(-1)).toBeGreaterThanOrEqual(most);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.length).toBeLessThan(7);
    expect(lines.every(Number.isInteger)).toBe(true);
  }
});

test('a shade is none for none, and the darkest for the most', () => {
  expect([0, 1, 25, 26, 75, 100].map((count) => shadeOf(count, 100))).toEqual([0, 1, 1, 2, 3, 4]);
});
