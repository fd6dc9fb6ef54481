import 'server-only';
import type { SQL } from 'drizzle-orm';
import { notes } from '#drizzle/schema/notes';
import { db } from '#lib/db/client';
import { fail } from '#lib/result';

/** Why an act on one revision of a note found nothing: `mayDoIt` finds the note whatever its revision. */
export async function missed(mayDoIt: SQL | undefined) {
  const [now] = await db().select({ revision: notes.revision }).from(notes).where(mayDoIt);
  return now ? { ...fail('changed'), revision: now.revision } : fail('not_allowed');
}
