import 'server-only';
import { and, eq, isNotNull } from 'drizzle-orm';
import { sessions, users } from '#drizzle/schema';
import { findUser } from '#lib/admin/find-user';
import { record } from '#lib/audit/record';
import { must, together } from '#lib/db/together';
import { fail, ok } from '#lib/result';

/**
 * Opens a disabled account again. Its owner signs in anew: a session that began in the very moment of
 * disabling does not come back to life. The value is false when the account was not disabled.
 */
export async function enableUser(email: string) {
  const user = await findUser(email);
  if (!user) return fail('no_such_user');
  const isChanged = await together((tx) => [
    must(
      tx
        .update(users)
        .set({ disabledAt: null, disabledUntil: null, disabledReason: '' })
        .where(and(eq(users.id, user.id), isNotNull(users.disabledAt))),
    ),
    tx.delete(sessions).where(eq(sessions.userId, user.id)),
    record({ type: 'user_enabled', userId: user.id, actor: 'operator' })(tx),
  ]);
  return ok(isChanged);
}
