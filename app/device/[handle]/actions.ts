'use server';

import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { answerDevice } from '#lib/oauth/device';
import { requireStillHere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { isFreshlyAuthenticated } from '#lib/session/viewer';

/** What came of it says the page of the device, which asks the database. */
export async function allowDeviceAction(formData: FormData) {
  const viewer = await requireSender('client:let-in', formData);
  const handle = readField(formData, 'handle');
  // The page leads to proving it again, and back to the question.
  if (!(await isFreshlyAuthenticated(viewer))) redirect(`/device/${encodeURIComponent(handle)}`);
  if (!(await answerDevice(viewer, handle, true)).ok) await requireStillHere(viewer);
  redirect(`/device/${encodeURIComponent(handle)}`);
}

export async function denyDeviceAction(formData: FormData) {
  const viewer = await requireSender('client:let-in', formData);
  const handle = readField(formData, 'handle');
  if (!(await answerDevice(viewer, handle, false)).ok) await requireStillHere(viewer);
  redirect(`/device/${encodeURIComponent(handle)}`);
}
