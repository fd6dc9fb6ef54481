'use server';

import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import { hasLeft, leaveNote } from '#lib/notes/leave-note';
import { refuse } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';

export async function leaveNoteAction(formData: FormData) {
  const viewer = await requireSender('note:leave', formData);
  const note = readField(formData, 'note');
  const isDone = await leaveNote(viewer, note);
  if (!isDone && (await hasLeft(viewer, note))) return done('/notes', 'nothing-to-do', viewer);
  if (!isDone) await refuse(viewer, 'note:leave', note);
  await done('/notes', 'note-left', viewer);
}
