import 'server-only';
import { findUser } from '#lib/admin/find-user';
import { fail, ok } from '#lib/result';
import { revokeSessionsOf } from '#lib/session/store';

/** Signs a person out everywhere, at once. The value is how many sessions there were. */
export async function revokeSessions(email: string) {
  const user = await findUser(email);
  return user ? ok(await revokeSessionsOf(user.id)) : fail('no_such_user');
}
