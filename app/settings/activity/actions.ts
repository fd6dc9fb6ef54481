'use server';

import { redirect } from 'next/navigation';
import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import { wasNotMe } from '#lib/assembly/was-not-me';
import { requireStillHere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';

/**
 * "This wasn't me": ends that session, takes away what it added, and goes on to the change of password; or, where
 * something was taken away, to what has to be set up again.
 */
export async function wasNotMeAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  const event = readField(formData, 'event');
  const outcome = await wasNotMe(viewer, event);
  if (!outcome) redirect('/settings/activity');
  const { type, undo, isEnded } = outcome;
  if (!isEnded && undo !== 'done') await requireStillHere(viewer);
  if (undo === 'unproven') redirect('/confirm?next=/settings/activity');
  if (type === 'credential_removed') return done('/settings/security', 'not-me-removed', viewer);
  const over = isEnded ? 'not-me' : 'not-me-over';
  await done(`/settings/password?since=${event}`, undo === 'done' ? 'not-me-undone' : over, viewer);
}
