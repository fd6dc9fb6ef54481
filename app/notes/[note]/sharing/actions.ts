'use server';

import { z } from 'zod';
import { parseForm, readField } from '#forms/form-state';
import { done } from '#forms/notices';
import type { FormState } from '#forms/problem';
import { Email } from '#lib/accounts/fields';
import { changeShareRole } from '#lib/notes/change-role';
import { GivenRole } from '#lib/notes/fields';
import { offerNote, withdrawOffer } from '#lib/notes/offer-note';
import { removeShare } from '#lib/notes/remove-share';
import { shareNote } from '#lib/notes/share-note';
import { refuse } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { shareNoteAnswer } from '../../answers';

const ShareForm = z.object({ note: z.string(), email: Email, role: GivenRole });

export async function shareNoteAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('note:share', formData);
  const form = await parseForm(ShareForm, formData, { keep: ['email', 'role'] });
  if (!form.ok) return form.state;
  const { note, ...share } = form.data;

  const outcome = await shareNote(viewer, note, share);
  if (outcome.ok) return done(`/notes/${note}/sharing`, 'note-shared', viewer);
  const { reason } = outcome;
  if (reason === 'not_allowed') return refuse(viewer, 'note:share', note);
  return form.refuse(shareNoteAnswer({ ...outcome, reason }));
}

export async function changeShareRoleAction(formData: FormData) {
  const viewer = await requireSender('note:share', formData);
  const [note, email] = [readField(formData, 'note'), readField(formData, 'email')];
  const role = GivenRole.safeParse(readField(formData, 'role'));
  if (!role.success) return refuse(viewer, 'note:share', note);
  const outcome = await changeShareRole(viewer, note, { email, role: role.data });
  if (!outcome.ok && outcome.reason === 'not_allowed') return refuse(viewer, 'note:share', note);
  await done(`/notes/${note}/sharing`, outcome.ok ? 'note-role' : 'nothing-to-change', viewer);
}

export async function removeShareAction(formData: FormData) {
  const viewer = await requireSender('note:share', formData);
  const [note, email] = [readField(formData, 'note'), readField(formData, 'email')];
  const outcome = await removeShare(viewer, note, email);
  if (!outcome.ok && outcome.reason === 'not_allowed') return refuse(viewer, 'note:share', note);
  await done(`/notes/${note}/sharing`, outcome.ok ? 'note-removed' : 'nothing-to-change', viewer);
}

export async function offerNoteAction(formData: FormData) {
  const viewer = await requireSender('note:offer', formData);
  const [note, email] = [readField(formData, 'note'), readField(formData, 'email')];
  const outcome = await offerNote(viewer, note, email);
  if (!outcome.ok && outcome.reason === 'not_allowed') return refuse(viewer, 'note:offer', note);
  await done(`/notes/${note}/sharing`, outcome.ok ? 'note-offered' : 'nothing-to-change', viewer);
}

export async function withdrawOfferAction(formData: FormData) {
  const viewer = await requireSender('note:offer', formData);
  const note = readField(formData, 'note');
  const outcome = await withdrawOffer(viewer, note);
  if (!outcome.ok && outcome.reason === 'not_allowed') return refuse(viewer, 'note:offer', note);
  await done(`/notes/${note}/sharing`, outcome.ok ? 'note-withdrawn' : 'nothing-to-change', viewer);
}
