import 'server-only';
import { eq } from 'drizzle-orm';
import { sessions } from '#drizzle/schema';
import { resetAskedMail } from '#lib/accounts/mails';
import { findUser } from '#lib/admin/find-user';
import { record } from '#lib/audit/record';
import { together } from '#lib/db/together';
import { post } from '#lib/mail/outbox';
import { fail, ok } from '#lib/result';

/**
 * Asks the owner of an account to set a new password: all sessions end and a mail says where to do it. The
 * operator sets none and sees none; the old one goes on working until the owner has chosen another.
 */
export async function startResetFor(email: string) {
  const user = await findUser(email);
  if (!user) return fail('no_such_user');
  const mail = await post(email, resetAskedMail());
  await together((tx) => [
    tx.delete(sessions).where(eq(sessions.userId, user.id)),
    record({ type: 'user_reset_started', userId: user.id, actor: 'operator' })(tx),
    mail(tx),
  ]);
  return ok(null);
}
