import 'server-only';
import { and, asc, eq, gt, lt, lte } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import { webhooks } from '#drizzle/schema/webhooks';
import { record } from '#lib/audit/record';
import type { Entry } from '#lib/audit/rows';
import { readHead } from '#lib/audit/rows';
import { db } from '#lib/db/client';
import { expectRow, transaction, transactionRelaxed } from '#lib/db/transaction';
import { metrics } from '#lib/observability/metrics';

const SHORTEST_WAIT_MS = 15_000;
export const LONGEST_PAUSE_MS = 3_600_000;
const GIVE_UP_MS = 24 * 3_600_000;

export type Webhook = typeof webhooks.$inferSelect;
/** `silent`: nothing can be told there now. `refused`: this one is not taken. */
type Failed = { reason: 'silent' | 'refused'; because?: string };

/** Of one that has taken what it was told last. */
export const FRESH = { attempts: 0, failingSince: null };

/**
 * Notes that this entry was not taken. It is tried again after fifteen seconds at first, then twice as long each time, an hour
 * at most. Once all has failed for a day without a break it is given up, if it is as old itself, in the log and in a count:
 * alone where it is refused, with all that is as old where the place is silent. Answers how many times something was given up.
 */
export async function putOff(webhook: Webhook, entry: Entry, failed: Failed): Promise<number> {
  const now = Date.now();
  // A clock that was ahead has not seen it fail.
  const since = Math.min(webhook.failingSince?.getTime() ?? now, now);
  const oldest = new Date(now - GIVE_UP_MS);
  const wait = Math.min(SHORTEST_WAIT_MS * 2 ** webhook.attempts, LONGEST_PAUSE_MS);
  const later = {
    attempts: webhook.attempts + 1,
    failingSince: new Date(since),
    dueAt: new Date(now + wait),
    lastError: failed.because ?? '',
  };
  const isOver = since <= oldest.getTime() && entry.at <= oldest;
  if (!isOver) await note(webhook, { ...later, after: webhook.after });
  else if (failed.reason === 'silent')
    return giveUp(webhook, { ...later, after: await lastBefore(oldest, entry.seq) });
  else return giveUp(webhook, { ...later, ...FRESH, after: entry.seq, dueAt: new Date(now) });
  return 0;
}

type Noted = Partial<Webhook> & { after: number };

/** Once, also where two servers do, and not of a webhook that was removed meanwhile. */
async function giveUp({ id }: Webhook, values: Noted): Promise<number> {
  const isBehind = and(eq(webhooks.id, id), lt(webhooks.after, values.after));
  const isDone = await transaction(
    expectRow((tx) => tx.update(webhooks).set(values).where(isBehind)),
    record({ type: 'webhook_fail', userId: null, actor: 'system', object: `webhook:${id}` }),
  );
  if (isDone) metrics().webhooksGivenUp.inc();
  return isDone ? 1 : 0;
}

/** The last entry that is as old, at or after this one. */
async function lastBefore(oldest: Date, seq: number): Promise<number> {
  const [younger] = await db()
    .select({ seq: auditEvents.seq })
    .from(auditEvents)
    .where(and(gt(auditEvents.seq, seq), gt(auditEvents.at, oldest)))
    .orderBy(asc(auditEvents.seq))
    .limit(1);
  return younger ? younger.seq - 1 : ((await readHead())?.seq ?? seq);
}

/** Only forward: what another server has noted meanwhile stays. False then, and where it was removed. */
export function note({ id }: Webhook, values: Noted): Promise<boolean> {
  const isBehind = and(eq(webhooks.id, id), lte(webhooks.after, values.after));
  return transactionRelaxed(expectRow((tx) => tx.update(webhooks).set(values).where(isBehind)));
}
