'use server';

import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { hasBegunRequest } from '#lib/oauth/begun';
import { approve, deny } from '#lib/oauth/consent';
import { isRecent } from '#lib/session/recent';
import { requireSender } from '#lib/session/sender';

export async function allowAction(formData: FormData) {
  const viewer = await requireSender('client:let-in', formData);
  const uid = readField(formData, 'uid');
  // The page asks again, after a proof where it is due.
  if (isRecent(viewer) && (await hasBegunRequest(uid))) await approve(viewer, uid);
  redirect(`/oauth/consent/${encodeURIComponent(uid)}`);
}

export async function denyAction(formData: FormData) {
  const viewer = await requireSender('client:let-in', formData);
  const uid = readField(formData, 'uid');
  if (await hasBegunRequest(uid)) await deny(viewer, uid);
  redirect(`/oauth/consent/${encodeURIComponent(uid)}`);
}
