'use server';

import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import { deleteNote } from '#lib/notes/delete-note';
import { requireSender } from '#lib/session/sender';
import { refuse } from '#lib/session/viewer';

export async function deleteNoteAction(formData: FormData) {
  const viewer = await requireSender('note:delete', formData);
  const note = readField(formData, 'note');
  const { ok } = await deleteNote(viewer, note);
  if (!ok) await refuse(viewer, 'note:delete', note);
  await done('/notes', 'note-deleted', viewer);
}
