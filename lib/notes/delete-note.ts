import 'server-only';
import { eq } from 'drizzle-orm';
import { notes } from '#drizzle/schema';
import { forgetObject } from '#lib/authorization/grants';
import { together } from '#lib/db/together';
import { guard } from '#lib/notes/guard';
import { noteEntry } from '#lib/notes/note-entry';
import type { Person } from '#lib/notes/person';

/** Deletes a note of the viewer’s for everybody, with every share of it. False when they may not, or it is gone. */
export const deleteNote = (viewer: Person, id: string): Promise<boolean> =>
  together((tx) => [
    guard(viewer, 'note:delete', id)(tx),
    tx.delete(notes).where(eq(notes.id, id)),
    forgetObject('note', id)(tx),
    noteEntry(viewer, 'sensitive_delete', id, 'note deleted')(tx),
  ]);
