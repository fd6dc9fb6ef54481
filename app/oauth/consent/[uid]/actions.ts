'use server';

import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { approve, deny } from '#lib/oauth/consent';
import { hasRequestBinding } from '#lib/oauth/request-binding';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';

export async function allowAction(formData: FormData) {
  const viewer = await requireSender('client:let-in', formData);
  const uid = readField(formData, 'uid');
  // The page asks again, after a proof where it is due.
  if ((await isFreshlyAuthenticated(viewer)) && (await hasRequestBinding(uid)))
    await approve(viewer, uid);
  redirect(`/oauth/consent/${encodeURIComponent(uid)}`);
}

export async function denyAction(formData: FormData) {
  const viewer = await requireSender('client:let-in', formData);
  const uid = readField(formData, 'uid');
  if (await hasRequestBinding(uid)) await deny(viewer, uid);
  redirect(`/oauth/consent/${encodeURIComponent(uid)}`);
}
