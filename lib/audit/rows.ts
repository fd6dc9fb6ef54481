import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { auditAnchor, auditEvents, auditHead, auditInbox } from '#drizzle/schema/audit';
import { db } from '#lib/db/client';
import { prepared } from '#lib/db/prepared';

export type Entry = typeof auditEvents.$inferSelect;

const BATCH = 500;
const PAUSE_MS = 2;

const batch = prepared((db) =>
  db
    .select()
    .from(auditEvents)
    .where(gt(auditEvents.seq, sql.placeholder('seq')))
    .orderBy(asc(auditEvents.seq))
    .limit(BATCH)
    .prepare(),
);

/**
 * Every entry after one, in their order, to the end as it is when that is reached. Read in batches, with a
 * pause between them, so that nobody waits for it.
 */
export async function* entriesAfter(seq: number): AsyncGenerator<Entry> {
  for (let after = seq; ; ) {
    const entries = await batch().execute({ seq: after });
    yield* entries;
    after = entries.at(-1)?.seq ?? after;
    if (entries.length < BATCH) return;
    await sleep(PAUSE_MS);
  }
}

/** The entry with this number; null when there is none. */
export async function findEntry(seq: number): Promise<Entry | null> {
  const [entry] = await db().select().from(auditEvents).where(eq(auditEvents.seq, seq));
  return entry ?? null;
}

/** Whether there is the entry that retention made when it removed everything up to this one. */
export async function isTrimTold({ seq, hash }: { seq: number; hash: string }): Promise<boolean> {
  const isItsEntry = and(
    eq(auditEvents.type, 'audit_trimmed'),
    eq(auditEvents.object, `audit:${seq}`),
    eq(auditEvents.detail, hash),
  );
  return (await db().select().from(auditEvents).where(isItsEntry).limit(1)).length > 0;
}

const NOTHING = { seq: 0, hash: '', at: new Date(0) };

/** The last entry that retention removed: the log begins after it. Seq 0 while nothing was removed. */
export async function readAnchor() {
  const [anchor] = await db().select().from(auditAnchor);
  return anchor ?? NOTHING;
}

/** The last entry, as it was noted when it was written; null when somebody took that away. */
export async function readHead() {
  const [head] = await db().select().from(auditHead);
  return head ?? null;
}

/** When the entry was made that has waited longest to be sealed, and how many wait; null when none does. */
export async function longestWaiting(): Promise<{ since: Date; count: number } | null> {
  const [first] = await db().select().from(auditInbox).orderBy(asc(auditInbox.id)).limit(1);
  return first ? { since: first.at, count: await db().$count(auditInbox) } : null;
}
