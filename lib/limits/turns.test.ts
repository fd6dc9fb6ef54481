import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inTurns } from '#lib/limits/turns';

/** Work that notes which groups ran, and fails if two that share a key run at the same time. */
function watched() {
  const groups: string[][] = [];
  const running = new Map<string, number>();
  const ask = inTurns(async (asked: { keys: string[]; name: string }[]) => {
    const keys = new Set(asked.flatMap((one) => one.keys));
    for (const key of keys) {
      expect(running.get(key) ?? 0).toBe(0);
      running.set(key, 1);
    }
    groups.push(asked.map(({ name }) => name));
    await turn();
    for (const key of keys) running.set(key, 0);
    if (asked.some(({ name }) => name === 'bad')) throw new Error('it failed');
    return asked.map(({ name }) => name);
  });
  return { groups, ask: (name: string, ...keys: string[]) => ask({ name, keys }) };
}

test('who asks for a key that is taken waits, and goes with all others who waited', async () => {
  const { groups, ask } = watched();
  const asked = ['one', 'two', 'three', 'four'].map((name) => ask(name, 'key'));
  expect(await Promise.all(asked)).toEqual(['one', 'two', 'three', 'four']);
  expect(groups).toEqual([['one'], ['two', 'three', 'four']]);
});

test('who asks for other keys does not wait', async () => {
  const { groups, ask } = watched();
  const asked = [ask('one', 'a'), ask('two', 'b')];
  await null;
  expect(groups).toEqual([['one'], ['two']]);
  await Promise.all(asked);
});

test('nobody is overtaken by who came later and wants the same key', async () => {
  const { groups, ask } = watched();
  await Promise.all([ask('one', 'a'), ask('two', 'a', 'b'), ask('three', 'b'), ask('four', 'c')]);
  expect(groups).toEqual([['one'], ['four'], ['two', 'three']]);
});

test('a group has a bounded number of keys, and who has to wait for that comes next', async () => {
  const { groups, ask } = watched();
  const many = Array.from({ length: 40 }, (_, nth) => `${nth}`);
  await Promise.all([ask('first', 'all'), ...many.map((nth) => ask(nth, 'all', nth))]);
  expect(groups.flat()).toEqual(['first', ...many]);
  expect(groups.map((group) => group.length)).toEqual([1, 30, 10]);
});

test('a group that fails fails for each of it, and nobody after it', async () => {
  const { ask } = watched();
  const asked = [ask('one', 'a'), ask('two', 'a'), ask('bad', 'a')];
  const outcomes = await Promise.allSettled(asked);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(await ask('later', 'a')).toBe('later');
});
