'use server';

import type { FormState } from '#forms/problem';
import { makeFrom } from '#forms/things/create';
import { noteResource } from '#lib/product/notes/resource';
import { requireSender } from '#lib/session/sender';

export async function createNoteAction(
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSender('note:create', formData);
  return makeFrom(viewer, noteResource, formData);
}
