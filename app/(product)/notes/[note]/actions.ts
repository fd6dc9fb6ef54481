'use server';

import { acceptFrom, declineFrom } from '#forms/sharing/answer-offer';
import { saveFrom } from '#forms/things/edit';
import type { EditState } from '#forms/things/state';
import { noteResource } from '#lib/product/notes/resource';
import { requireSender } from '#lib/session/sender';

export async function editNoteAction(_previous: EditState, formData: FormData): Promise<EditState> {
  const viewer = await requireSender('note:edit', formData);
  return saveFrom(viewer, noteResource, formData);
}

export async function acceptOfferAction(formData: FormData) {
  const viewer = await requireSender('note:accept', formData);
  await acceptFrom(viewer, noteResource, formData);
}

export async function declineOfferAction(formData: FormData) {
  const viewer = await requireSender('note:accept', formData);
  await declineFrom(viewer, noteResource, formData);
}
