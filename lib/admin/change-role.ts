import 'server-only';
import { users } from '#drizzle/schema/users';
import { isLastAdministrator } from '#lib/accounts/last-administrator';
import { roleChange } from '#lib/accounts/role-change';
import { type Admin, actorOf, permitted } from '#lib/admin/actor';
import { findAccount } from '#lib/admin/find-account';
import { transaction } from '#lib/db/transaction';
import type { Role } from '#lib/resource';
import { fail, ok, type Result } from '#lib/result';

export type ChangeUserRoleFailure = 'no_such_user' | 'last_administrator';

/**
 * Gives an account another role, from its next request on; its sessions go on, and its owner is told by mail. Those of
 * staff have a week to set up a second factor, where they must have one. The value is false when it has that role
 * already. The last administrator who can sign in stays one.
 */
export async function changeUserRole(
  by: Admin,
  userId: string,
  role: Role,
): Promise<Result<boolean, ChangeUserRoleFailure>> {
  const user = await findAccount(by, 'account:change-role', userId);
  if (!user) return fail('no_such_user');
  if (user.role === role) return ok(false);
  const which = permitted(by, 'account:change-role', users.id);
  const how = { by: actorOf(by), which };
  if (await transaction(await roleChange(user, role, how))) return ok(true);
  return (await isLastAdministrator(userId)) ? fail('last_administrator') : ok(false);
}
