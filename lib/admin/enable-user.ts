import 'server-only';
import { and, eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { type Admin, actorOf, permitted } from '#lib/admin/actor';
import { findAccount } from '#lib/admin/find-account';
import { record } from '#lib/audit/record';
import { expectRow, transaction } from '#lib/db/transaction';
import { fail, ok, type Result } from '#lib/result';
import { whereDisabled } from '#lib/session/account-state';
import { endSessions } from '#lib/session/end';

/**
 * Opens a disabled account again. Its owner signs in anew: a session that began in the very moment of
 * disabling does not come back to life. The value is false when the account was not disabled.
 */
export async function enableUser(
  by: Admin,
  userId: string,
): Promise<Result<boolean, 'no_such_user'>> {
  if (!(await findAccount(by, 'account:disable', userId))) return fail('no_such_user');
  const isClosed = and(
    eq(users.id, userId),
    whereDisabled(),
    permitted(by, 'account:disable', users.id),
  );
  const isChanged = await transaction(
    expectRow((tx) =>
      tx
        .update(users)
        .set({ disabledAt: null, disabledUntil: null, disabledReason: '' })
        .where(isClosed),
    ),
    endSessions({ of: userId, by: actorOf(by), why: 'enabled' }),
    record({ type: 'user_enabled', userId, actor: actorOf(by) }),
  );
  return ok(isChanged);
}
