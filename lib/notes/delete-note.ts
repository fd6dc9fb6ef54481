import 'server-only';
import { and, eq } from 'drizzle-orm';
import { notes } from '#drizzle/schema/notes';
import { wasDoneLately } from '#lib/audit/was-done';
import { allowed } from '#lib/authorization/can';
import { forgetObject } from '#lib/authorization/grants';
import { expectRow, transaction } from '#lib/db/transaction';
import type { Actor } from '#lib/notes/access';
import { auditNote, conflict } from '#lib/notes/access';
import { countGone } from '#lib/notes/storage';
import { ok } from '#lib/result';

/**
 * Deletes a note of the viewer’s for everybody, with every share of it; only the revision that was read, where
 * one is named. `not_allowed` also when there is no such note; `changed` when somebody was faster.
 */
export async function deleteNote(viewer: Actor, id: string, revision: number | null = null) {
  const mayDelete = and(eq(notes.id, id), allowed(viewer, 'note:delete', notes.id));
  const isRead = revision === null ? undefined : eq(notes.revision, revision);
  const isDone = await transaction(
    countGone(id),
    expectRow((tx) => tx.delete(notes).where(and(mayDelete, isRead))),
    forgetObject('note', id),
    auditNote(viewer, 'sensitive_delete', id, 'note_deleted'),
  );
  return isDone ? ok(null) : conflict(mayDelete);
}

/** Whether the viewer has just deleted a note with this id: of that nobody else learns. */
export const hasDeleted = ({ user }: Actor, id: string): Promise<boolean> =>
  wasDoneLately({ type: 'sensitive_delete', userId: user.id, object: `note:${id}` });
