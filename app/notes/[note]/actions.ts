'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm, readField } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { noteRefusal } from '#lib/authorization/note-refusal';
import { acceptOffer, afterOffer, declineOffer } from '#lib/notes/answer-offer';
import { editNote } from '#lib/notes/edit-note';
import { Revision, Text, Title } from '#lib/notes/fields';
import { requireSender } from '#lib/session/sender';
import { refuse } from '#lib/session/viewer';
import { editNoteAnswer } from '../answers';

const EditForm = z.object({ note: z.string(), revision: Revision, title: Title, text: Text });

/** `isLost`: it can no longer be saved, only copied. `isBehind`: another state was saved meanwhile. */
export type EditState = FormState & { isLost?: true; isBehind?: true };

const BEHIND = {
  you: 'You changed this note in another tab while you were writing here. What you typed is still here.',
  both: 'This note was changed while you were writing, the last time by you in another tab. What you typed is still here.',
  another: 'Somebody else changed this note while you were writing. What you typed is still here.',
};
const LOST = 'Nothing was saved.';

export async function editNoteAction(_previous: EditState, formData: FormData): Promise<EditState> {
  const viewer = await requireSender('note:edit', formData);
  const form = await parseForm(EditForm, formData, {
    keep: ['revision', 'title', 'text'],
    lines: ['text'],
  });
  if (!form.ok) return form.state;
  const { note, ...edit } = form.data;

  const outcome = await editNote(viewer, note, edit);
  if (outcome.ok) return done(`/notes/${note}`, 'note-saved', viewer);
  if (outcome.reason === 'changed') {
    if (outcome.isSame) return done(`/notes/${note}`, 'note-saved', viewer);
    const state = form.refuse({ text: BEHIND[outcome.by], status: 409 });
    // To save once more is then a decision, and made about what stands there now.
    const revision = String(outcome.revision);
    return { ...state, values: { ...state.values, revision }, isBehind: true };
  }
  if (outcome.reason === 'storage_full')
    return form.refuse(editNoteAnswer({ ...outcome, reason: outcome.reason }));
  // As `refuse` answers, but what was typed is not lost.
  await noteRefusal(viewer, 'note:edit', note);
  return { ...form.refuse({ text: LOST, status: 404 }), isLost: true };
}

export async function acceptOfferAction(formData: FormData) {
  const viewer = await requireSender('note:accept', formData);
  const note = readField(formData, 'note');
  const outcome = await acceptOffer(viewer, note);
  // The page says that there is no room for it.
  if (!outcome.ok && outcome.reason === 'storage_full') redirect(`/notes/${note}`);
  const stands = outcome.ok ? 'own' : await afterOffer(viewer, note);
  if (!stands) await refuse(viewer, 'note:accept', note);
  await done(`/notes/${note}`, stands === 'own' ? 'note-accepted' : 'nothing-to-do', viewer);
}

export async function declineOfferAction(formData: FormData) {
  const viewer = await requireSender('note:accept', formData);
  const note = readField(formData, 'note');
  const isDone = await declineOffer(viewer, note);
  if (!isDone && !(await afterOffer(viewer, note))) await refuse(viewer, 'note:accept', note);
  await done(`/notes/${note}`, isDone ? 'note-declined' : 'nothing-to-do', viewer);
}
