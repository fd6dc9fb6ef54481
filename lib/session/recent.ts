import 'server-only';
import { PROOF_SECONDS, STAFF_PROOF_SECONDS } from '#lib/session/lifetimes';
import type { Viewer } from '#lib/session/store';

/**
 * Whether the viewer proved to be who they are a short time ago: ten minutes, or five for those who may do
 * things to the accounts of others.
 */
export const isRecent = ({ user, session }: Viewer) => {
  const seconds = user.role === 'member' ? PROOF_SECONDS : STAFF_PROOF_SECONDS;
  return session.provenAt.getTime() > Date.now() - seconds * 1000;
};
