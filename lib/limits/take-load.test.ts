import { beforeEach, expect, test } from 'vitest';
import type { LimitRule } from '#lib/limits/count';
import { takeLoad } from '#lib/limits/take-load';
import { LIMITS } from '#lib/operator/limits';
import { clearSingleton } from '#lib/testing/database.test-support';

beforeEach(() => clearSingleton('tallies'));

test('what is counted in Redis or memory is about load, and so many in a window of minutes', () => {
  const all: LimitRule[] = Object.values(LIMITS);
  const load = all.filter(({ isLoad }) => isLoad);
  expect(load.map(({ name }) => name).sort()).toEqual([
    'introspections/network',
    'passkey/network',
    'polls/network',
    'provider/logouts',
    'provider/network',
    'reading/user',
    'requests/network',
    'revocations/token',
    'wrong-tokens/network',
  ]);
  for (const rule of load) {
    expect(Object.keys(rule).sort()).toEqual(['isLoad', 'max', 'name', 'windowMs']);
    expect(rule.windowMs).toBeLessThanOrEqual(300_000);
  }
});

test('without Redis it is counted in this process', async () => {
  const rule = { name: 'test', max: 2, windowMs: 60_000, isLoad: true } as const;
  expect([await takeLoad([[rule, 'ada']]), await takeLoad([[rule, 'ada']])]).toEqual([null, null]);
  expect(await takeLoad([[rule, 'ada']])).toEqual({ retryAfter: expect.any(Number) });
  expect(await takeLoad([[rule, 'bob']])).toBeNull();
});
