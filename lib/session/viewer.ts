import 'server-only';
import { cache } from 'react';
import { provesFactor } from '#lib/factors/authentication';
import { factorsOf } from '#lib/factors/verify-factor';
import { log } from '#lib/observability/log';
import { currentClient } from '#lib/request/client';
import { outsideRequest, setResponse } from '#lib/request/context';
import { auditExpiredUse } from '#lib/session/audit-expired-use';
import { readTicket } from '#lib/session/cookie';
import { PROOF_SECONDS, STAFF_GRACE_SECONDS, STAFF_PROOF_SECONDS } from '#lib/session/lifetimes';
import { findViewer, touchSession, type Viewer } from '#lib/session/store';
import { isWithin } from '#lib/times';

/** The signed-in viewer, or null. Reads the session row, at most once per request. */
export const getViewer = cache(async (): Promise<Viewer | null> => {
  setResponse({ actionStarted: true });
  const ticket = await readTicket();
  const found = ticket && (await findViewer(ticket));
  if (!found) {
    const client = currentClient();
    if (ticket)
      afterAnswer(() => auditExpiredUse(ticket, client), 'a dead session could not be noted');
    return null;
  }
  recordVisit(found);
  return found.viewer;
});

/**
 * Records, after the answer, that somebody was here, by a cookie or by a token, and where this request came from. Mails that
 * it causes tell times in their zone.
 */
export function recordVisit({ viewer, isTouchDue }: { viewer: Viewer; isTouchDue: boolean }) {
  const { id } = viewer.session;
  const client = currentClient();
  setResponse({ zone: viewer.user.timeZone });
  if (isTouchDue) afterAnswer(() => touchSession(id, client), 'a visit could not be noted');
}

/**
 * After the answer, which must not wait or fail for it. Nothing that a client sends keeps its use of a session
 * out of the record: a thief would send it too, a prefetch's headers as well as any.
 */
function afterAnswer(work: () => Promise<void>, failed: string) {
  const note = () => work().catch((error: unknown) => log().warn({ err: error }, failed));
  setImmediate(() => void outsideRequest(note));
}

const freshSeconds = ({ role }: Viewer['user']) =>
  role === 'member' ? PROOF_SECONDS : STAFF_PROOF_SECONDS;

/** For how many minutes a proof of theirs holds. */
export const freshMinutes = ({ user }: Viewer) => freshSeconds(user) / 60;

/**
 * Whether the viewer proved to be who they are a short time ago: ten minutes, or five for those who may do
 * things to the accounts of others. Where the account has a factor, it has to be among what was proven: a session that
 * began in a trusted browser, or before the factor was set up, is none.
 */
export async function isFreshlyAuthenticated({ user, session }: Viewer): Promise<boolean> {
  if (!isWithin(session.authenticatedAt, freshSeconds(user) * 1000)) return false;
  return provesFactor(session.amr) || (await factorsOf(user.id)).length === 0;
}

/**
 * Whether what they typed may still be shown to them again with the rest of its page, for a while after
 * that: their own page for as long as the session lives, those about others for a quarter of an hour.
 */
export const mayRedisplay = ({ user, session }: Viewer) =>
  user.role === 'member' ||
  isWithin(session.authenticatedAt, (STAFF_PROOF_SECONDS + STAFF_GRACE_SECONDS) * 1000);
