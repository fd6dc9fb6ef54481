'use server';

import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import { findActivity } from '#lib/assembly/activity';
import { requireSender } from '#lib/session/sender';
import { revokeSession } from '#lib/session/sign-out';

/** "This wasn't me": ends that session and goes on to the change of password. */
export async function wasNotMeAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  const event = await findActivity(viewer, readField(formData, 'event'));
  if (!event?.sessionId) redirect('/settings/activity');
  const isEnded = await revokeSession(viewer, event.sessionId);
  await done(`/settings/password?since=${event.id}`, isEnded ? 'not-me' : 'not-me-over', viewer);
}
