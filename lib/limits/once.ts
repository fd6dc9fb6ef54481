import 'server-only';
import { and, eq, not, notExists, type SQL, sql } from 'drizzle-orm';
import { limits } from '#drizzle/schema/limits';
import { db } from '#lib/db/client';
import type { Write } from '#lib/db/transaction';
import { countUse, longestWaitMs } from '#lib/limits/count';
import { type Limit, rowKey, storedTally } from '#lib/limits/take';
import { endsLater } from '#lib/times';

/**
 * A limit of one use, for a transaction that does more besides: nothing is read before it. `isFree` is the condition of
 * what may happen once, and `use`, which comes after that, counts it if it was free.
 */
export function once(limit: Limit): { isFree: SQL; use: Write } {
  const [rule] = limit;
  const outcome = countUse(rule, null, Date.now());
  if (rule.max !== 1 || 'waitMs' in outcome)
    throw new Error(`${rule.name} is not a limit of one use`);
  const key = rowKey(limit);
  const isBlocked = endsLater(limits.blockedUntil, longestWaitMs(rule)) as SQL;
  const used = db()
    .select({ one: sql`1` })
    .from(limits)
    .where(and(eq(limits.key, key), isBlocked));
  const values = storedTally(rule, outcome.next);
  const use = {
    target: limits.key,
    set: { ...values, revision: sql`${limits.revision} + 1` },
    setWhere: not(isBlocked),
  };
  return {
    isFree: notExists(used),
    use: (tx) =>
      tx
        .insert(limits)
        .values({ key, ...values, revision: 1 })
        .onConflictDoUpdate(use),
  };
}
