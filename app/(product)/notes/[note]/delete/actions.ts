'use server';

import { deleteFrom } from '#forms/things/delete';
import { noteResource } from '#lib/product/notes/resource';
import { requireSender } from '#lib/session/sender';

export async function deleteNoteAction(formData: FormData) {
  const viewer = await requireSender('note:delete', formData);
  await deleteFrom(viewer, noteResource, formData);
}
