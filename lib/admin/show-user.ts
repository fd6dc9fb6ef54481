import 'server-only';
import { and, eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { type Admin, permitted } from '#lib/admin/actor';
import { shownOf } from '#lib/admin/people/shown';
import { listActivity } from '#lib/assembly/activity';
import { db } from '#lib/db/client';
import { fail, ok } from '#lib/result';
import { sessionsOf } from '#lib/session/list';

const RECENT = 20;

/**
 * What those who administer may know of an account: who, since when, last seen when, whether with a second factor (null
 * of staff, where they may not know it), the sessions that are alive and the latest events. Never a hash, a secret, a code or what somebody wrote. Ids are handles, not credentials.
 */
export async function showUser(by: Admin, userId: string) {
  const [account] = await db()
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      role: users.role,
      createdAt: users.createdAt,
      disabledAt: users.disabledAt,
      disabledUntil: users.disabledUntil,
      disabledReason: users.disabledReason,
    })
    .from(users)
    .where(
      and(
        eq(users.id, userId),
        permitted(by, 'account:read', users.id),
        permitted(by, 'session:list', users.id),
        permitted(by, 'audit:read', users.id),
      ),
    );
  if (!account) return fail('no_such_user');
  const [[shown], sessions, activity] = await Promise.all([
    shownOf(by, [userId]),
    sessionsOf(account),
    listActivity({ user: { id: userId } }, RECENT),
  ]);
  const { lastSeenAt = null, hasFactor = null } = shown ?? {};
  return ok({ account: { ...account, lastSeenAt, hasFactor }, sessions, activity });
}
