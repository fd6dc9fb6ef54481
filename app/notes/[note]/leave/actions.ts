'use server';

import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import { leaveNote } from '#lib/notes/leave-note';
import { refuse, requireViewer } from '#lib/session/viewer';

export async function leaveNoteAction(formData: FormData) {
  const viewer = await requireViewer('note:leave');
  const note = readField(formData, 'note');
  if (!(await leaveNote(viewer, note))) await refuse(viewer, 'note:leave', note);
  await done('/notes', 'note-left', viewer);
}
