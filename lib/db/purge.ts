import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { and, inArray, isNull, lt, ne, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { auditEvents, codes, limits, outbox, sessions } from '#drizzle/schema';
import { db } from '#lib/db/client';
import { patiently } from '#lib/db/together';

const BATCH = 500;
const PAUSE_MS = 20;
const DAY_MS = 24 * 3_600_000;

type Purgeable =
  | typeof sessions
  | typeof codes
  | typeof outbox
  | typeof limits
  | typeof auditEvents;

/**
 * Deletes what has expired, in batches with a pause between them, so that nobody waits for it. An expired
 * row is refused wherever it is read; this only keeps the file small. Answers how many rows went.
 */
export async function purgeExpired(): Promise<number> {
  const ago = (ms: number) => new Date(Date.now() - ms);
  const jobs: [Purgeable, SQLiteColumn, SQL | undefined][] = [
    // By the absolute end, which has an index: one that idled out waits for it, and nobody reads them all.
    [sessions, sessions.id, lt(sessions.expiresAt, ago(0))],
    [codes, codes.id, lt(codes.createdAt, ago(DAY_MS))],
    [outbox, outbox.id, and(ne(outbox.state, 'waiting'), lt(outbox.createdAt, ago(7 * DAY_MS)))],
    [limits, limits.key, lt(limits.expiresAt, ago(0))],
    // Tries at addresses without an account: anybody can make them, and they belong to nobody's history.
    [
      auditEvents,
      auditEvents.id,
      and(isNull(auditEvents.userId), lt(auditEvents.id, idBefore(30))),
    ],
  ];
  let total = 0;
  for (const [table, key, isExpired] of jobs) total += await inBatches(table, key, isExpired);
  return total;
}

/** The smallest id (UUID v7, RFC 9562: it begins with its time) made that many days ago. */
function idBefore(days: number): string {
  const hex = (Date.now() - days * DAY_MS).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

async function inBatches(table: Purgeable, key: SQLiteColumn, isExpired: SQL | undefined) {
  for (let total = 0; ; ) {
    const some = db().select({ key }).from(table).where(isExpired).limit(BATCH);
    const gone = await patiently(() =>
      db().delete(table).where(inArray(key, some)).returning({ key }),
    );
    total += gone.length;
    if (gone.length < BATCH) return total;
    await sleep(PAUSE_MS);
  }
}
