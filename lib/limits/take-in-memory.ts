import 'server-only';
import { Latest } from '#lib/latest';
import { countUse, type Tally } from '#lib/limits/count';
import type { Limit } from '#lib/limits/take';
import { singleton } from '#lib/singleton';

const REMEMBER = 10_000;

/**
 * Counts one use under every limit at once, in this process only: for what is about load. A restart forgives
 * it, and past ten thousand keys the one that was longest not seen is forgotten. Null, or when to come back
 * (seconds); then nothing was counted.
 */
export function takeInMemory(wanted: Limit[]): { retryAfter: number } | null {
  const tallies = singleton('tallies', () => new Latest<Tally>(REMEMBER));
  const now = Date.now();
  const outcomes = wanted.map(([rule, key]) => {
    const name = `${rule.name}:${key}`;
    return { name, ...countUse(rule, tallies.get(name) ?? null, now) };
  });
  const waitMs = Math.max(0, ...outcomes.map((one) => ('waitMs' in one ? one.waitMs : 0)));
  if (waitMs > 0) return { retryAfter: Math.ceil(waitMs / 1000) };
  for (const one of outcomes) if ('next' in one) tallies.set(one.name, one.next);
  return null;
}
