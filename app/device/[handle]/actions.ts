'use server';

import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { answerDevice } from '#lib/oauth/device';
import { isRecent } from '#lib/session/recent';
import { requireViewer } from '#lib/session/viewer';

export async function allowDeviceAction(formData: FormData) {
  const viewer = await requireViewer('client:let-in');
  const handle = readField(formData, 'handle');
  // The page leads to proving it again, and back to the question.
  if (!isRecent(viewer)) redirect(`/device/${encodeURIComponent(handle)}`);
  const { ok } = await answerDevice(viewer, handle, true);
  redirect(`/device?done=${ok ? 'allowed' : 'none'}`);
}

export async function denyDeviceAction(formData: FormData) {
  const viewer = await requireViewer('client:let-in');
  const { ok } = await answerDevice(viewer, readField(formData, 'handle'), false);
  redirect(`/device?done=${ok ? 'denied' : 'none'}`);
}
