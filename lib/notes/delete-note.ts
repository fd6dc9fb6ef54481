import 'server-only';
import { and, eq } from 'drizzle-orm';
import { notes } from '#drizzle/schema/notes';
import { wasDoneLately } from '#lib/audit/was-done';
import { allowed } from '#lib/authorization/can';
import { forgetObject } from '#lib/authorization/grants';
import { expectRow, transaction } from '#lib/db/transaction';
import { missed } from '#lib/notes/missed';
import { noteEntry } from '#lib/notes/note-entry';
import type { Person } from '#lib/notes/person';
import { countGone } from '#lib/notes/storage';
import { ok } from '#lib/result';

/**
 * Deletes a note of the viewer’s for everybody, with every share of it; only the revision that was read, where
 * one is named. `not_allowed` also when there is no such note; `changed` when somebody was faster.
 */
export async function deleteNote(viewer: Person, id: string, revision: number | null = null) {
  const mayDelete = and(eq(notes.id, id), allowed(viewer, 'note:delete', notes.id));
  const isRead = revision === null ? undefined : eq(notes.revision, revision);
  const isDone = await transaction(
    countGone(id),
    expectRow((tx) => tx.delete(notes).where(and(mayDelete, isRead))),
    forgetObject('note', id),
    noteEntry(viewer, 'sensitive_delete', id, 'note deleted'),
  );
  return isDone ? ok(null) : missed(mayDelete);
}

/** Whether the viewer has just deleted a note with this id: of that nobody else learns. */
export const hasDeleted = ({ user }: Person, id: string): Promise<boolean> =>
  wasDoneLately({ type: 'sensitive_delete', userId: user.id, object: `note:${id}` });
