import 'server-only';
import { findUser } from '#lib/admin/find-user';
import { listActivity } from '#lib/audit/list';
import { fail, ok } from '#lib/result';
import { sessionsOf } from '#lib/session/store';

const RECENT = 20;

/**
 * What the operator may know of an account: who, since when, the sessions that are alive and the latest
 * events. Never a hash, a secret or an id that could be taken for one.
 */
export async function showUser(email: string) {
  const user = await findUser(email);
  if (!user) return fail('no_such_user');
  const { id, ...account } = user;
  const [sessions, activity] = await Promise.all([
    sessionsOf(id),
    listActivity({ user: { id } }, RECENT),
  ]);
  return ok({
    ...account,
    sessions: sessions.map(({ id: _, ...session }) => session),
    activity: activity.map(({ id: _, ...event }) => event),
  });
}
