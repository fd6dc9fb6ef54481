'use server';

import { leaveFrom } from '#forms/sharing/leave';
import { noteResource } from '#lib/product/notes/resource';
import { requireSender } from '#lib/session/sender';

export async function leaveNoteAction(formData: FormData) {
  const viewer = await requireSender('note:leave', formData);
  await leaveFrom(viewer, noteResource, formData);
}
