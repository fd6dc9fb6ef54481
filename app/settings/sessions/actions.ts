'use server';

import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import { requireSender } from '#lib/session/sender';
import { revokeOtherSessions, revokeSession } from '#lib/session/sign-out';

export async function revokeSessionAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  const isEnded = await revokeSession(viewer, readField(formData, 'session'));
  await done('/settings/sessions', isEnded ? 'session-ended' : 'nothing-to-end', viewer);
}

export async function revokeOtherSessionsAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  const isEnded = await revokeOtherSessions(viewer);
  await done('/settings/sessions', isEnded ? 'others-ended' : 'nothing-to-end', viewer);
}
