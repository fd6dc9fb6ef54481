import 'server-only';
import { users } from '#drizzle/schema/users';
import { type Admin, actorOf, permitted } from '#lib/admin/actor';
import { findAccount } from '#lib/admin/find-account';
import { type DeleteFailure, deleteAccount } from '#lib/assembly/delete-account';
import { wasDoneLately } from '#lib/audit/was-done';
import { fail, type Result } from '#lib/result';

/** Deletes somebody’s account, exactly as its owner would: see lib/assembly/delete-account. */
export async function deleteUser(by: Admin, userId: string): Promise<Result<null, DeleteFailure>> {
  const user = await findAccount(by, 'account:delete', userId);
  if (!user) return fail('no_such_user');
  return deleteAccount(user, actorOf(by), permitted(by, 'account:delete', users.id));
}

/** Whether this account was just deleted, by whomever. For those who may read the log. */
export const wasDeleted = (userId: string): Promise<boolean> =>
  wasDoneLately({ type: 'user_deleted', userId });
