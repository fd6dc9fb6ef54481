'use server';

import { readField } from '#forms/form-state';
import { done } from '#forms/notices';
import { takeBackConsent } from '#lib/oauth/consents';
import { endAtSite } from '#lib/oauth/site-session';
import { rememberBrowser } from '#lib/session/browser';
import { readTicket } from '#lib/session/cookie';
import { requireSender } from '#lib/session/sender';
import { revokeOtherSessions } from '#lib/session/sign-out';
import { endTrustIn } from '#lib/session/trust';

export async function revokeSessionAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  const isEnded = await endAtSite(viewer, readField(formData, 'session'));
  await done('/settings/sessions', isEnded ? 'session-ended' : 'nothing-to-end', viewer);
}

export async function revokeOtherSessionsAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  const isEnded = await revokeOtherSessions(viewer);
  const ticket = isEnded && (await readTicket());
  if (ticket) await rememberBrowser(ticket);
  await done('/settings/sessions', isEnded ? 'others-ended' : 'nothing-to-end', viewer);
}

export async function endTrustAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  const isEnded = await endTrustIn(viewer, readField(formData, 'browser'));
  await done('/settings/sessions', isEnded ? 'trust-ended' : 'nothing-to-end', viewer);
}

export async function takeBackConsentAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  const isDone = await takeBackConsent(viewer, readField(formData, 'consent'));
  await done('/settings/sessions', isDone ? 'consent-taken-back' : 'nothing-to-end', viewer);
}
