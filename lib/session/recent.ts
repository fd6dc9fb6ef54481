import 'server-only';
import { PROOF_SECONDS } from '#lib/session/lifetimes';
import type { Viewer } from '#lib/session/store';

/** Whether the viewer proved to be who they are within the last ten minutes. */
export const isRecent = ({ session }: Viewer) =>
  session.provenAt.getTime() > Date.now() - PROOF_SECONDS * 1000;
