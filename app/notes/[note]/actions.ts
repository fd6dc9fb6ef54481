'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm, readField } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { auditRefusal } from '#lib/authorization/audit-refusal';
import { acceptOffer, afterOffer, declineOffer } from '#lib/notes/answer-offer';
import { editNote } from '#lib/notes/edit-note';
import { NoteText, NoteTitle, Revision } from '#lib/notes/fields';
import { refuse } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import type { Texts } from '#texts/complete';
import { say, textsOf } from '#texts/say';
import { editNoteAnswer } from '../answers';

const EditForm = z.object({
  note: z.string(),
  revision: Revision,
  title: NoteTitle,
  text: NoteText,
});

/** `lost`: it can no longer be saved, only copied. `behind`: another state was saved meanwhile. Each with its sentences. */
export type EditState = FormState & { lost?: Texts['lostNote']; behind?: Texts['behind'] };

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
    const state = form.refuse({ text: say(`changedBy.${outcome.by}`), status: 409 });
    // To save once more is then a decision, and made about what stands there now.
    const revision = String(outcome.revision);
    return { ...state, values: { ...state.values, revision }, behind: textsOf('behind') };
  }
  if (outcome.reason === 'storage_full')
    return form.refuse(editNoteAnswer({ ...outcome, reason: outcome.reason }));
  // As `refuse` answers, but what was typed is not lost.
  await auditRefusal(viewer, 'note:edit', note);
  const state = form.refuse({ text: say('noteRefusals.nothingSaved'), status: 404 });
  return { ...state, lost: textsOf('lostNote') };
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
