import 'server-only';
import type { Asked } from '#lib/factors/asked';
import type { Viewer } from '#lib/session/store';

/** What the viewer has to prove, where a form asks once more who they are. */
export const proofOf = ({ user }: Viewer): Asked => ({
  username: user.email,
  fields: [{ name: 'password', label: 'Password' }],
});
