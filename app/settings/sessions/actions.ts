'use server';

import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { revokeOtherSessions, revokeSession } from '#lib/session/revoke';
import { requireViewer } from '#lib/session/viewer';

export async function revokeSessionAction(formData: FormData) {
  const viewer = await requireViewer('session:end');
  const isEnded = await revokeSession(viewer, readField(formData, 'session'));
  redirect(`/settings/sessions?done=${isEnded ? 'one' : 'none'}`);
}

export async function revokeOtherSessionsAction() {
  const viewer = await requireViewer('session:end');
  const isEnded = await revokeOtherSessions(viewer);
  redirect(`/settings/sessions?done=${isEnded ? 'others' : 'none'}`);
}
