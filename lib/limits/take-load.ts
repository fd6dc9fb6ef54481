import 'server-only';
import type { LoadRule } from '#lib/limits/rule';
import { rowKey } from '#lib/limits/take';
import { takeInMemory } from '#lib/limits/take-in-memory';
import { countShared } from '#lib/redis/shared';

type LoadLimit = readonly [rule: LoadRule, key: string];

/**
 * Counts one use under every limit at once, for what is about load and guards no secret: for all servers together where
 * there is a Redis, else, and whenever that does not answer in time, in this process only. Null, or when to come back
 * (seconds); then nothing was counted.
 */
export async function takeLoad(wanted: LoadLimit[]): Promise<{ retryAfter: number } | null> {
  const waitMs = await countShared(() => wanted.map(asShared));
  if (waitMs === null) return takeInMemory(wanted);
  return waitMs > 0 ? { retryAfter: Math.ceil(waitMs / 1000) } : null;
}

/** Whoever reads what Redis has learns no more of it than from the table of limits. */
const asShared = (limit: LoadLimit) => {
  const [{ max, windowMs }] = limit;
  return { key: `gatehouse:${rowKey(limit)}`, max, windowMs };
};
