import 'server-only';
import { and, eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { isLastAdministrator, leavesAnAdministrator } from '#lib/accounts/last-administrator';
import { type Admin, actorOf, permitted } from '#lib/admin/actor';
import { findAccount } from '#lib/admin/find-account';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { endCodes } from '#lib/codes/end';
import { expectRow, transaction } from '#lib/db/transaction';
import { fail, ok, type Result } from '#lib/result';
import { whereEnabled } from '#lib/session/account-state';
import { endSessions, forgetBrowsers } from '#lib/session/end';

export type DisableFailure = 'no_such_user' | 'last_administrator';

/**
 * Shuts an account: from now on no password opens it and no session of it is answered, on any page or
 * action, and all its sessions are gone. One act, whole or not at all. With an end (`until`) it opens by
 * itself then. The reason is for those who administer. The value is false when it was shut already; the
 * last administrator who can sign in is not shut out, by nobody.
 */
export async function disableUser(
  by: Admin,
  userId: string,
  { reason = '', until = null }: { reason?: string; until?: Date | null } = {},
): Promise<Result<boolean, DisableFailure>> {
  const user = await findAccount(by, 'account:disable', userId);
  if (!user) return fail('no_such_user');
  const isFree = and(
    eq(users.id, userId),
    whereEnabled(),
    leavesAnAdministrator(),
    permitted(by, 'account:disable', users.id),
  );
  const values = { disabledAt: new Date(), disabledUntil: until, disabledReason: reason };
  const isChanged = await transaction(
    expectRow((tx) => tx.update(users).set(values).where(isFree)),
    endSessions({ of: userId, by: actorOf(by), why: 'disabled' }),
    forgetBrowsers(userId),
    endCodes(user.email),
    record({
      type: 'user_disabled',
      userId,
      actor: actorOf(by),
      detail: until ? detailOf('until', { at: until.toISOString() }) : '',
    }),
  );
  if (isChanged) return ok(true);
  return (await isLastAdministrator(userId)) ? fail('last_administrator') : ok(false);
}
