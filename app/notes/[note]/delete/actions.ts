'use server';

import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import { deleteNote, hasDeleted } from '#lib/notes/delete-note';
import { refuse } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';

export async function deleteNoteAction(formData: FormData) {
  const viewer = await requireSender('note:delete', formData);
  const note = readField(formData, 'note');
  const { ok } = await deleteNote(viewer, note);
  if (!ok && (await hasDeleted(viewer, note))) return done('/notes', 'nothing-to-do', viewer);
  if (!ok) await refuse(viewer, 'note:delete', note);
  await done('/notes', 'note-deleted', viewer);
}
