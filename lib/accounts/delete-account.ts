import 'server-only';
import { eq } from 'drizzle-orm';
import { codes, outbox, users } from '#drizzle/schema';
import { accountDeletedMail } from '#lib/accounts/mails';
import { record } from '#lib/audit/record';
import { must, together } from '#lib/db/together';
import { post } from '#lib/mail/outbox';
import { forgetPerson } from '#lib/notes/forget-person';

/**
 * Deletes an account at once: the row, and with it every session, pending code and kept mail, every note
 * of theirs and every share with them. What stays is the log of what happened, which names the account only by its id. The address is free again and gets
 * a clean account. A notice is mailed. False when there was no such account.
 */
export async function deleteAccount(
  user: { id: string; email: string },
  actor: 'user' | 'operator' = 'user',
): Promise<boolean> {
  const notice = await post(user.email, accountDeletedMail());
  return together((tx) => [
    tx.delete(codes).where(eq(codes.email, user.email)),
    tx.delete(outbox).where(eq(outbox.recipient, user.email)),
    must(tx.delete(users).where(eq(users.id, user.id))),
    ...forgetPerson(user)(tx),
    record({ type: 'user_deleted', userId: user.id, actor })(tx),
    notice(tx),
  ]);
}
