import 'server-only';
import { eq } from 'drizzle-orm';
import { auditVerdict } from '#drizzle/schema/audit';
import type { Verdict } from '#lib/audit/verify';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';

/** There is one row, and this is its key. */
const ONLY = 1;

type Watched = Pick<Verdict, 'entries' | 'head' | 'faults'> & { at: Date };

/** Keeps what a verification found, so that every server tells the same, also after a restart. */
export async function storeVerdict({ entries, head, faults }: Verdict) {
  const { seq, hash } = head;
  const row = { at: new Date(), entries, seq, hash, faults: JSON.stringify(faults) };
  await transaction((tx) =>
    tx
      .insert(auditVerdict)
      .values({ id: ONLY, ...row })
      .onConflictDoUpdate({ target: auditVerdict.id, set: row }),
  );
}

/** What the last verification found, and when; null while there was none. */
export async function readVerdict(): Promise<Watched | null> {
  const [row] = await db().select().from(auditVerdict).where(eq(auditVerdict.id, ONLY));
  if (!row) return null;
  const { at, entries, seq, hash, faults } = row;
  return { at, entries, head: { seq, hash }, faults: JSON.parse(faults) };
}
