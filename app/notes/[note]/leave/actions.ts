'use server';

import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { leaveNote } from '#lib/notes/leave-note';
import { refuse, requireViewer } from '#lib/session/viewer';

export async function leaveNoteAction(formData: FormData) {
  const viewer = await requireViewer('note:leave');
  const note = readField(formData, 'note');
  if (!(await leaveNote(viewer, note))) await refuse(viewer, 'note:leave', note);
  redirect('/notes?done=left');
}
