import 'server-only';
import { type AnyColumn, and, eq, sql } from 'drizzle-orm';
import { limits } from '#drizzle/schema/limits';
import { record } from '#lib/audit/record';
import { keysFor } from '#lib/crypto/keys';
import { hashCode } from '#lib/crypto/tokens';
import { prepared } from '#lib/db/prepared';
import { expectRow, type Tx, transactionRelaxed } from '#lib/db/transaction';
import { countUse, type LimitRule } from '#lib/limits/count';
import { excessByKey } from '#lib/limits/limits';

/** One rule for one key: an account's address, or a network. */
export type Limit = readonly [rule: LimitRule, key: string];

const TRIES = 20;
/** A row that counts since the last success is kept until there is one, or this long. */
export const KEEP_MS = 400 * 24 * 3_600_000;

/**
 * Counts one use under every limit at once, before the work it guards is done. Answers null when it may
 * go on, else the seconds to wait; then nothing was counted. Atomic: of many at the same time no more
 * than allowed get through. Kept in the database, so a restart forgives nothing. Keys are stored hashed.
 */
export async function take(wanted: Limit[]): Promise<{ retryAfter: number } | null> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const now = Date.now();
    const plans = await Promise.all(wanted.map((limit) => plan(limit, now)));
    const longest = Math.max(0, ...plans.map((one) => ('waitMs' in one ? one.waitMs : 0)));
    if (longest > 0) {
      const exceeded = wanted.find(([rule], at) => rule.isTold && 'waitMs' in (plans[at] ?? {}));
      if (exceeded) await auditExcess(exceeded);
      return { retryAfter: Math.ceil(longest / 1000) };
    }
    const writes = plans.flatMap((one) => ('write' in one ? [one.write] : []));
    if (await transactionRelaxed(writes.map(expectRow))) return null;
  }
  return { retryAfter: 1 };
}

/** Enters into the log that something was tried too often: once in ten minutes for the same one. */
async function auditExcess([{ name }, key]: Limit) {
  if (await take([[excessByKey, `${name} ${key}`]])) return;
  const event = { type: 'excess_rate_limit_exceeded', userId: null } as const;
  await transactionRelaxed(record({ ...event, object: `limit:${name}` }));
}

/** How many seconds until `take` would allow one more; 0 when it would now. Counts nothing. */
export async function waitFor(wanted: Limit[]): Promise<number> {
  const now = Date.now();
  const plans = await Promise.all(wanted.map((limit) => plan(limit, now)));
  const longest = Math.max(0, ...plans.map((one) => ('waitMs' in one ? one.waitMs : 0)));
  return Math.ceil(longest / 1000);
}

/** The write that forgets what was counted under a limit: after a success of the same account. */
export const resetLimit =
  ([rule, key]: Limit) =>
  (tx: Tx) =>
    tx.delete(limits).where(eq(limits.key, rowKey(rule, key)));

/** The write that takes back one use that turned out to be harmless. */
export const refund =
  ([rule, key]: Limit) =>
  (tx: Tx) =>
    tx
      .update(limits)
      .set({
        used: oneLess(limits.used),
        streak: oneLess(limits.streak),
        blockedUntil: new Date(0),
        revision: sql`${limits.revision} + 1`,
      })
      .where(eq(limits.key, rowKey(rule, key)));

const oneLess = (count: AnyColumn) => sql`case when ${count} > 0 then ${count} - 1 else 0 end`;

const byKey = prepared((db) =>
  db
    .select()
    .from(limits)
    .where(eq(limits.key, sql.placeholder('key')))
    .prepare(),
);

async function plan([rule, key]: Limit, now: number) {
  const id = rowKey(rule, key);
  const [row] = await byKey().execute({ key: id });
  const tally = row &&
    row.expiresAt.getTime() > now && {
      ...row,
      windowEndsAt: row.windowEndsAt.getTime(),
      blockedUntil: row.blockedUntil.getTime(),
    };
  const outcome = countUse(rule, tally || null, now);
  if ('waitMs' in outcome) return outcome;
  const { used, streak, windowEndsAt, blockedUntil } = outcome.next;
  const values = {
    used,
    streak,
    windowEndsAt: new Date(windowEndsAt),
    blockedUntil: new Date(blockedUntil),
    expiresAt: new Date(Math.max(windowEndsAt, blockedUntil) + (rule.streakMax ? KEEP_MS : 0)),
    revision: (row?.revision ?? 0) + 1,
  };
  const write = row
    ? (tx: Tx) =>
        tx
          .update(limits)
          .set(values)
          .where(and(eq(limits.key, id), eq(limits.revision, row.revision)))
    : (tx: Tx) =>
        tx
          .insert(limits)
          .values({ key: id, ...values })
          .onConflictDoNothing();
  return { write };
}

const rowKey = (rule: LimitRule, key: string) =>
  `${rule.name}:${hashCode(keysFor('limit')[0], key).slice(0, 32)}`;
