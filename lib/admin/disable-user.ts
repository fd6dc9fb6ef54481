import 'server-only';
import { and, eq, isNull } from 'drizzle-orm';
import { sessions, users } from '#drizzle/schema';
import { findUser } from '#lib/admin/find-user';
import { record } from '#lib/audit/record';
import { must, together } from '#lib/db/together';
import { fail, ok } from '#lib/result';

/**
 * Shuts an account: from now on no password opens it and no session of it is answered, on any page or
 * action, and all its sessions are gone. One act, whole or not at all. The value is false when the account
 * was disabled already.
 */
export async function disableUser(email: string) {
  const user = await findUser(email);
  if (!user) return fail('no_such_user');
  const isChanged = await together((tx) => [
    must(
      tx
        .update(users)
        .set({ disabledAt: new Date() })
        .where(and(eq(users.id, user.id), isNull(users.disabledAt))),
    ),
    tx.delete(sessions).where(eq(sessions.userId, user.id)),
    record({ type: 'user_disabled', userId: user.id, actor: 'operator' })(tx),
  ]);
  return ok(isChanged);
}
