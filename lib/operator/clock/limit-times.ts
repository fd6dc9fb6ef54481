import 'server-only';
import { and, gte, lt, type SQL } from 'drizzle-orm';
import { limits } from '#drizzle/schema/limits';
import { type LimitRule, longestWaitMs } from '#lib/limits/count';
import { sharedOut } from '#lib/limits/person';
import { KEEP_MS } from '#lib/limits/take';
import type { StoredTime } from '#lib/operator/clock/stored-time';
import { LIMITS } from '#lib/operator/limits';

/** The times of the counts of each limit, which are as far ahead as its own rule can make them. */
export const ruleTimes = (): StoredTime[] =>
  Object.values(LIMITS)
    .flatMap((rule) => [rule, sharedOut(rule)])
    .flatMap(timesOf);

function timesOf(rule: LimitRule): StoredTime[] {
  // ";" comes right after ":": a range, which the index answers.
  const only = and(gte(limits.key, `${rule.name}:`), lt(limits.key, `${rule.name};`)) as SQL;
  const wait = longestWaitMs(rule);
  const end = Math.max(wait, rule.windowMs) + KEEP_MS;
  return [
    { column: limits.windowEndsAt, mostMs: rule.windowMs, mend: 'delete', only },
    { column: limits.blockedUntil, mostMs: wait, mend: 'delete', only },
    { column: limits.expiresAt, mostMs: end, mend: 'delete', only },
  ];
}
