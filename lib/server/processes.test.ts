import { expect, test } from 'vitest';
import { pauses } from '#lib/server/processes';

test('who dies is replaced at once, and later the more often that happens, until a minute was calm', () => {
  let now = 0;
  const pause = pauses(() => now);
  expect(Array.from({ length: 8 }, pause)).toEqual([
    0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
  now += 61_000;
  expect([pause(), pause()]).toEqual([0, 1_000]);
});
