import 'server-only';
import { PROOF_SECONDS, STAFF_GRACE_SECONDS, STAFF_PROOF_SECONDS } from '#lib/session/lifetimes';
import type { Viewer } from '#lib/session/store';
import { isWithin } from '#lib/times';

const proofSeconds = ({ role }: Viewer['user']) =>
  role === 'member' ? PROOF_SECONDS : STAFF_PROOF_SECONDS;

/** For how many minutes a proof of theirs holds. */
export const proofMinutes = ({ user }: Viewer) => proofSeconds(user) / 60;

/**
 * Whether the viewer proved to be who they are a short time ago: ten minutes, or five for those who may do
 * things to the accounts of others.
 */
export const isRecent = ({ user, session }: Viewer) =>
  isWithin(session.provenAt, proofSeconds(user) * 1000);

/**
 * Whether what they typed may still be shown to them again with the rest of its page, for a while after
 * that: their own page for as long as the session lives, those about others for a quarter of an hour.
 */
export const wasRecent = ({ user, session }: Viewer) =>
  user.role === 'member' ||
  isWithin(session.provenAt, (STAFF_PROOF_SECONDS + STAFF_GRACE_SECONDS) * 1000);
