'use server';

import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { findActivity } from '#lib/audit/list';
import { revokeSession } from '#lib/session/revoke';
import { requireViewer } from '#lib/session/viewer';

/** "This wasn't me": ends that session and goes on to the change of password. */
export async function wasNotMeAction(formData: FormData) {
  const viewer = await requireViewer('session:end');
  const event = await findActivity(viewer, readField(formData, 'event'));
  if (!event?.sessionId) redirect('/settings/activity');
  await revokeSession(viewer, event.sessionId);
  redirect(`/settings/password?since=${event.id}`);
}
