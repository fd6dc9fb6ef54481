import 'server-only';
import { kept } from '#lib/kept';
import { countUse, type LimitRule, type Tally } from '#lib/limits/count';

const REMEMBER = 10_000;

/**
 * Counts one use in this process only: for what is about load. A restart forgives it, and past ten thousand
 * keys the one that was longest not seen is forgotten. Null, or when to come back (seconds).
 */
export function takeInMemory(rule: LimitRule, key: string): { retryAfter: number } | null {
  const tallies = kept('tallies', () => new Map<string, Tally>());
  const name = `${rule.name}:${key}`;
  const outcome = countUse(rule, tallies.get(name) ?? null, Date.now());
  if ('waitMs' in outcome) return { retryAfter: Math.ceil(outcome.waitMs / 1000) };
  tallies.delete(name);
  const oldest = tallies.size >= REMEMBER ? tallies.keys().next().value : undefined;
  if (oldest !== undefined) tallies.delete(oldest);
  tallies.set(name, outcome.next);
  return null;
}
