import 'server-only';
import { factorsOf } from '#lib/factors/verify-factor';
import type { Viewer } from '#lib/session/store';

/**
 * Whether the viewer must set up a second factor before anything else: the operator wants one of them (SECOND_FACTOR),
 * their time for it is over, and they have none. Of most accounts the row of the session says so already.
 */
export async function needsFactor({ user }: Pick<Viewer, 'user'>): Promise<boolean> {
  const { secondFactorDueAt: due } = user;
  if (!due || due.getTime() > Date.now()) return false;
  return (await factorsOf(user.id)).length === 0;
}
