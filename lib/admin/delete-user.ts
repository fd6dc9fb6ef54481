import 'server-only';
import { deleteAccount } from '#lib/accounts/delete-account';
import { findUser } from '#lib/admin/find-user';
import { fail, ok } from '#lib/result';

/** Deletes an account for the operator, exactly as its owner would: see lib/accounts/delete-account. */
export async function deleteUser(email: string) {
  const user = await findUser(email);
  if (!user) return fail('no_such_user');
  return (await deleteAccount({ id: user.id, email }, 'operator'))
    ? ok(null)
    : fail('no_such_user');
}
