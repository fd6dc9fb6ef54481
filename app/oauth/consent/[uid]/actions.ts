'use server';

import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { approve, deny } from '#lib/oauth/consent';
import { hasBegunRequest } from '#lib/session/flow';
import { isRecent } from '#lib/session/recent';
import { requireViewer } from '#lib/session/viewer';

export async function allowAction(formData: FormData) {
  const viewer = await requireViewer('client:let-in');
  const uid = readField(formData, 'uid');
  // The page leads to proving it again, and back to the question.
  if (isRecent(viewer) && (await hasBegunRequest(uid))) await approve(viewer, uid);
  redirect(`/oauth/consent/${encodeURIComponent(uid)}`);
}

export async function denyAction(formData: FormData) {
  const viewer = await requireViewer('client:let-in');
  const uid = readField(formData, 'uid');
  if (await hasBegunRequest(uid)) await deny(viewer, uid);
  redirect(`/oauth/consent/${encodeURIComponent(uid)}`);
}
