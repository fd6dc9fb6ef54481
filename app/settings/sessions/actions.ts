'use server';

import { readField } from '#forms/form-state';
import { done, type NoticeKey } from '#forms/notices';
import { takeBackConsent } from '#lib/oauth/consents';
import { endAtSite } from '#lib/oauth/site-session';
import { rememberBrowser } from '#lib/session/browser';
import { readTicket } from '#lib/session/cookie';
import { requireStillHere } from '#lib/session/require-viewer';
import { requireSender } from '#lib/session/sender';
import { revokeOtherSessions } from '#lib/session/sign-out';
import type { Viewer } from '#lib/session/store';
import { endTrustIn } from '#lib/session/trust';

export async function revokeSessionAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  await finish(viewer, await endAtSite(viewer, readField(formData, 'session')), 'session-ended');
}

export async function revokeOtherSessionsAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  const isEnded = await revokeOtherSessions(viewer);
  const ticket = isEnded && (await readTicket());
  if (ticket) await rememberBrowser(ticket);
  await finish(viewer, isEnded, 'others-ended');
}

export async function endTrustAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  await finish(viewer, await endTrustIn(viewer, readField(formData, 'browser')), 'trust-ended');
}

export async function takeBackConsentAction(formData: FormData) {
  const viewer = await requireSender('session:end', formData);
  await finish(
    viewer,
    await takeBackConsent(viewer, readField(formData, 'consent')),
    'consent-taken-back',
  );
}

async function finish(viewer: Viewer, isDone: boolean, word: NoticeKey) {
  if (!isDone) await requireStillHere(viewer);
  await done('/settings/sessions', isDone ? word : 'nothing-to-end', viewer);
}
