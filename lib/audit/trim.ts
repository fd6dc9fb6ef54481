import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { asc, inArray, lte } from 'drizzle-orm';
import { auditAnchor, auditEvents } from '#drizzle/schema/audit';
import type { Detail } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { type Entry, entriesAfter, readAnchor } from '#lib/audit/rows';
import { growToEnd } from '#lib/audit/tree/grow';
import { readEdge } from '#lib/audit/tree/tiles';
import { db } from '#lib/db/client';
import { isLeader } from '#lib/db/leader';
import { transaction, withRetry } from '#lib/db/transaction';
import { env } from '#lib/env';
import { hasBeen } from '#lib/times';

const BATCH = 500;
const PAUSE_MS = 20;
const DAY_MS = 24 * 3_600_000;

/**
 * Removes the oldest entries, those past AUDIT_RETENTION_DAYS, and enters into the log up to where: the rest
 * can still be verified, and nothing that the tree over the log does not have. Waits until a day’s worth is due, so that the log does not fill with its own
 * trimming. In batches with a pause; one that was interrupted is finished by the next. Answers how many went.
 */
export async function trimLog(): Promise<number> {
  // Their hashes stay in the tree, from which every later checkpoint is made.
  await growToEnd();
  const last = await lastDue();
  if (last) {
    const { seq, hash, at } = last;
    const told = { type: 'audit_trimmed', userId: null, actor: 'system' } as const;
    // A trigger compares it (migration 0014): the hash itself, and no code.
    const detail = hash as Detail;
    await transaction(record({ ...told, object: `audit:${seq}`, detail }), (tx) =>
      tx.update(auditAnchor).set({ seq, hash, at }),
    );
  }
  return removeUpTo((await readAnchor()).seq);
}

/** The last of the oldest entries that are all past their time; null while that is less than a day’s worth. */
async function lastDue(): Promise<Entry | null> {
  const { size, first } = await readEdge();
  const keepFrom = Date.now() - env().AUDIT_RETENTION_DAYS * DAY_MS;
  let last: Entry | null = null;
  for await (const entry of entriesAfter((await readAnchor()).seq)) {
    // What the tree does not have could never be proven, nor the tree grow past it.
    if (entry.seq >= first + size) return last;
    // One that a clock wrote that was ahead goes with those around it.
    if (!hasBeen(entry.at)) continue;
    if (entry.at.getTime() >= (last ? keepFrom : keepFrom - DAY_MS)) return last;
    last = entry;
  }
  return last;
}

async function removeUpTo(seq: number): Promise<number> {
  if (seq === 0) return 0;
  let total = 0;
  while (await isLeader()) {
    const some = db()
      .select({ seq: auditEvents.seq })
      .from(auditEvents)
      .where(lte(auditEvents.seq, seq))
      .orderBy(asc(auditEvents.seq))
      .limit(BATCH);
    const gone = await withRetry(() =>
      db()
        .delete(auditEvents)
        .where(inArray(auditEvents.seq, some))
        .returning({ seq: auditEvents.seq }),
    );
    total += gone.length;
    if (gone.length < BATCH) return total;
    await sleep(PAUSE_MS);
  }
  return total;
}
