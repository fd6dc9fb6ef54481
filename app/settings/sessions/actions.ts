'use server';

import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import { revokeOtherSessions, revokeSession } from '#lib/session/revoke';
import { requireViewer } from '#lib/session/viewer';

export async function revokeSessionAction(formData: FormData) {
  const viewer = await requireViewer('session:end');
  const isEnded = await revokeSession(viewer, readField(formData, 'session'));
  await done('/settings/sessions', isEnded ? 'session-ended' : 'nothing-to-end', viewer);
}

export async function revokeOtherSessionsAction() {
  const viewer = await requireViewer('session:end');
  const isEnded = await revokeOtherSessions(viewer);
  await done('/settings/sessions', isEnded ? 'others-ended' : 'nothing-to-end', viewer);
}
