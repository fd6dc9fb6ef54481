'use server';

import type { FormState } from '#forms/problem';
import { changeRoleFrom, offerFrom, removeFrom, withdrawFrom } from '#forms/sharing/change';
import { shareFrom } from '#forms/sharing/share';
import { noteResource } from '#lib/product/notes/resource';
import { requireSender } from '#lib/session/sender';

export async function shareNoteAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('note:share', formData);
  return shareFrom(viewer, noteResource, formData);
}

export async function changeShareRoleAction(formData: FormData) {
  const viewer = await requireSender('note:share', formData);
  await changeRoleFrom(viewer, noteResource, formData);
}

export async function removeShareAction(formData: FormData) {
  const viewer = await requireSender('note:share', formData);
  await removeFrom(viewer, noteResource, formData);
}

export async function offerNoteAction(formData: FormData) {
  const viewer = await requireSender('note:offer', formData);
  await offerFrom(viewer, noteResource, formData);
}

export async function withdrawOfferAction(formData: FormData) {
  const viewer = await requireSender('note:offer', formData);
  await withdrawFrom(viewer, noteResource, formData);
}
