import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { notes } from '#drizzle/schema/notes';
import { wasDoneSince } from '#lib/audit/was-done';
import { allowed } from '#lib/authorization/can';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import type { Actor } from '#lib/notes/access';
import { auditNote, conflict } from '#lib/notes/access';
import { countEdit } from '#lib/notes/storage';
import { fail, ok } from '#lib/result';

/** What a person changed, and the revision they changed it in. */
type Edit = { title: string; text: string; revision: number };

/**
 * Writes a note anew, if nobody has since the revision that was read and the viewer may edit it, in one
 * statement. `not_allowed` also when there is no such note; `changed` when somebody was faster: then
 * nothing is written, `revision` says which one to build on, `by` who it was (`both`: the last one was the viewer,
 * but not the only one), and `isSame` that what stands there is what was to be written; `storage_full` when there is
 * no room for more in the account of its owner.
 */
export async function editNote(viewer: Actor, id: string, { title, text, revision }: Edit) {
  const mayEdit = and(eq(notes.id, id), allowed(viewer, 'note:edit', notes.id));
  const isDone = await transaction(
    countEdit(id, { title, text }),
    expectRow((tx) =>
      tx
        .update(notes)
        .set({ title, text, revision: sql`${notes.revision} + 1`, updatedAt: new Date() })
        .where(and(mayEdit, eq(notes.revision, revision))),
    ),
    auditNote(viewer, 'sensitive_update', id, 'note_edited'),
  );
  if (isDone) return ok(null);
  const why = await conflict(mayEdit);
  if (why.reason !== 'changed') return why;
  if (why.revision === revision) return fail('storage_full');
  return { ...why, ...(await edited(viewer, id, { title, text, revision })) };
}

/** What stands in a note instead of what was read. */
async function edited({ user }: Actor, id: string, { title, text, revision }: Edit) {
  const [now] = await db().select().from(notes).where(eq(notes.id, id));
  const isLastOwn = await wasDoneSince(now?.updatedAt ?? new Date(), {
    type: 'sensitive_update',
    userId: user.id,
    object: `note:${id}`,
  });
  const isOnlyOne = now?.revision === revision + 1;
  const by = isLastOwn ? (isOnlyOne ? 'you' : 'both') : 'another';
  return { by, isSame: now?.title === title && now.text === text } as const;
}
