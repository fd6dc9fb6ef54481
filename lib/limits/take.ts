import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AnyColumn, and, eq, sql } from 'drizzle-orm';
import { limits } from '#drizzle/schema/limits';
import { record } from '#lib/audit/record';
import { keysFor } from '#lib/crypto/keys';
import { hashCode } from '#lib/crypto/tokens';
import { prepared, textParam } from '#lib/db/prepared';
import { expectRow, type Tx, transactionRelaxed, type Write } from '#lib/db/transaction';
import { DatabaseUnavailable, faultOf, markUnavailable } from '#lib/db/unavailable';
import { countUse, type LimitRule, type Tally } from '#lib/limits/count';
import { excessByKey } from '#lib/limits/limits';
import { inTurns } from '#lib/limits/turns';
import { singleton } from '#lib/singleton';

/** One rule for one key: an account's address, or a network. */
export type Limit = readonly [rule: LimitRule, key: string];

/** So long it tries again while other servers write the same rows. */
const PATIENCE_MS = 2_000;
/** A row that counts since the last success is kept until there is one, or this long. */
export const KEEP_MS = 400 * 24 * 3_600_000;

/**
 * Counts one use under every limit at once, before the work it guards is done. Answers null when it may
 * go on, else the seconds to wait; then nothing was counted. Atomic: of many at the same time exactly as many
 * as are allowed get through. Kept in the database, so a restart forgives nothing. Keys are stored hashed.
 */
export async function take(wanted: Limit[]): Promise<{ retryAfter: number } | null> {
  const { waitMs, exceeded } = await count(wanted);
  if (exceeded) await auditExcess(exceeded);
  return waitMs > 0 ? { retryAfter: Math.ceil(waitMs / 1000) } : null;
}

type Asked = { limits: Limit[]; keys: string[] };
/** How long to wait, and the limit to tell of; no time, when it was counted. */
type Outcome = { waitMs: number; exceeded?: Limit | undefined };

async function count(limits: Limit[]): Promise<Outcome> {
  const counting = singleton('limit-turns', () => inTurns<Asked, Outcome>(countForAll));
  try {
    return await counting({ limits, keys: limits.map(rowKey) });
  } catch (error) {
    const fault = faultOf(error);
    // It may have been met by another request, which counted for this one too.
    throw fault ? markUnavailable(fault) : error;
  }
}

/** Reads the rows again when another server wrote one meanwhile, until it is the rows that answer. */
async function countForAll(asked: Asked[]): Promise<Outcome[]> {
  const until = performance.now() + PATIENCE_MS;
  for (let tries = 0; performance.now() < until; tries++) {
    const outcomes = await tryToCount(asked);
    if (outcomes) return outcomes;
    await sleep(Math.random() * 2 ** Math.min(tries, 6));
  }
  throw new DatabaseUnavailable('other servers always wrote the same counts first');
}

/** One read and one transaction for all of them; null when a row was written in between. */
async function tryToCount(asked: Asked[]): Promise<Outcome[] | null> {
  const now = Date.now();
  const rows = await readRows(asked.flatMap(({ keys }) => keys));
  const counted = new Map<string, Counted>();
  const outcomes = asked.map(({ limits, keys }) => {
    const plans = limits.map((limit, at) => {
      const key = keys[at] as string;
      const tally = counted.get(key)?.next ?? tallyOf(rows.get(key), now);
      return { limit, key, ...countUse(limit[0], tally, now) };
    });
    const waits = plans.flatMap((one) => ('waitMs' in one ? [one] : []));
    for (const one of waits.length > 0 ? [] : plans) if ('next' in one) counted.set(one.key, one);
    return {
      waitMs: Math.max(0, ...waits.map(({ waitMs }) => waitMs)),
      exceeded: waits.find(({ limit: [rule] }) => rule.isTold)?.limit,
    };
  });
  // In one order everywhere: no two servers wait for each other.
  const writes = [...counted.values()]
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map((one) => expectRow(writeOf(one, rows.get(one.key)?.revision)));
  return (await transactionRelaxed(writes)) ? outcomes : null;
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
  const rows = await readRows(wanted.map(rowKey));
  const waits = wanted.map((limit) => {
    const outcome = countUse(limit[0], tallyOf(rows.get(rowKey(limit)), now), now);
    return 'waitMs' in outcome ? outcome.waitMs : 0;
  });
  return Math.ceil(Math.max(0, ...waits) / 1000);
}

/** The write that forgets what was counted under a limit: after a success of the same account. */
export const resetLimit = (limit: Limit) => (tx: Tx) =>
  tx.delete(limits).where(eq(limits.key, rowKey(limit)));

/** The write that takes back one use that turned out to be harmless. */
export const refund = (limit: Limit) => (tx: Tx) =>
  tx
    .update(limits)
    .set({
      used: oneLess(limits.used),
      streak: oneLess(limits.streak),
      blockedUntil: new Date(0),
      revision: sql`${limits.revision} + 1`,
    })
    .where(eq(limits.key, rowKey(limit)));

const oneLess = (count: AnyColumn) => sql`case when ${count} > 0 then ${count} - 1 else 0 end`;

/** How many keys one statement reads: of so many lengths, so that each is prepared once. */
const LENGTHS = [1, 2, 4, 8, 16, 32];
const byKeys = LENGTHS.map((length) => {
  const params = Array.from({ length }, (_, at) => textParam(`key${at}`));
  const isOne = sql`${limits.key} in (${sql.join(params, sql`, `)})`;
  return prepared((db) => db.select().from(limits).where(isOne).prepare());
});

type Row = typeof limits.$inferSelect;

/** The rows of these keys, in one read. */
async function readRows(wanted: string[]): Promise<Map<string, Row>> {
  const keys = [...new Set(wanted)];
  const at = LENGTHS.findIndex((length) => length >= keys.length);
  const values = Array.from({ length: LENGTHS[at] ?? 0 }, (_, nth) => [
    `key${nth}`,
    keys[nth] ?? keys[0],
  ]);
  const rows = (await byKeys[at]?.().execute(Object.fromEntries(values))) ?? [];
  return new Map(rows.map((row) => [row.key, row]));
}

function tallyOf(row: Row | undefined, now: number): Tally | null {
  if (!row || row.expiresAt.getTime() <= now) return null;
  const { used, streak, windowEndsAt, blockedUntil } = row;
  return {
    used,
    streak,
    windowEndsAt: windowEndsAt.getTime(),
    blockedUntil: blockedUntil.getTime(),
  };
}

/** The same as the row has it. */
export function storedTally(rule: LimitRule, { used, streak, windowEndsAt, blockedUntil }: Tally) {
  const countsUntil = Math.max(windowEndsAt, blockedUntil) + (rule.streakMax ? KEEP_MS : 0);
  return {
    used,
    streak,
    windowEndsAt: new Date(windowEndsAt),
    blockedUntil: new Date(blockedUntil),
    expiresAt: new Date(countsUntil),
  };
}

type Counted = { key: string; limit: Limit; next: Tally };

/** The write of a count that holds only if nobody has written the row since this revision, or made it. */
function writeOf({ key, limit: [rule], next }: Counted, revision: number | undefined): Write {
  const values = { ...storedTally(rule, next), revision: (revision ?? 0) + 1 };
  if (revision === undefined)
    return (tx) =>
      tx
        .insert(limits)
        .values({ key, ...values })
        .onConflictDoNothing();
  const isUnchanged = and(eq(limits.key, key), eq(limits.revision, revision));
  return (tx) => tx.update(limits).set(values).where(isUnchanged);
}

/** Under which a limit is stored: nobody who reads it learns whom it counts. */
export const rowKey = ([rule, key]: Limit) =>
  `${rule.name}:${hashCode(keysFor('limit')[0], key).slice(0, 32)}`;
