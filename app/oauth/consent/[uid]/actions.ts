'use server';

import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { hasBegunRequest } from '#lib/oauth/begun';
import { approve, deny } from '#lib/oauth/consent';
import { isRecent } from '#lib/session/recent';
import { requireViewer } from '#lib/session/viewer';

export async function allowAction(formData: FormData) {
  const viewer = await requireViewer('client:let-in');
  const uid = readField(formData, 'uid');
  // Who was asked may have signed out, and somebody else in. The page asks again, after a proof where it is due.
  const isAsked = readField(formData, 'asked') === viewer.user.id;
  if (isAsked && isRecent(viewer) && (await hasBegunRequest(uid))) await approve(viewer, uid);
  redirect(`/oauth/consent/${encodeURIComponent(uid)}`);
}

export async function denyAction(formData: FormData) {
  const viewer = await requireViewer('client:let-in');
  const uid = readField(formData, 'uid');
  if (await hasBegunRequest(uid)) await deny(viewer, uid);
  redirect(`/oauth/consent/${encodeURIComponent(uid)}`);
}
