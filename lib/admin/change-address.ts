import 'server-only';
import { and, eq, notExists } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { addressGivenMail } from '#lib/accounts/recovery-mails';
import { record } from '#lib/audit/record';
import { claimMailbox } from '#lib/authorization/grants';
import { endCodes } from '#lib/codes/end';
import { db } from '#lib/db/client';
import { aliasOf } from '#lib/db/engine';
import { expectRow, transaction } from '#lib/db/transaction';
import { post } from '#lib/mail/outbox';
import { forReader } from '#lib/mail/reader';
import { fail, ok, type Result } from '#lib/result';
import { endSessions, forgetBrowsers } from '#lib/session/end';
import { stopRecovery } from '#lib/session/recovery';

/**
 * Gives an account another address, for an owner who has lost the mailbox and has shown the operator by other means who
 * they are. For the operator alone. The old address is told, every session ends, codes for the old mailbox die, and a
 * recovery under way stops. What was shared with the new address becomes theirs. Both addresses are canonical.
 */
export async function changeAddressOf(
  userId: string,
  old: string,
  email: string,
): Promise<Result<null, 'address_taken'>> {
  const other = aliasOf(users, 'other');
  const taken = db().select({ id: other.id }).from(other).where(eq(other.email, email));
  const isStillSo = and(eq(users.id, userId), eq(users.email, old), notExists(taken));
  const [user] = await db()
    .select({ language: users.language, timeZone: users.timeZone })
    .from(users)
    .where(eq(users.id, userId));
  const notice = await post(old, forReader(user ?? { language: '' }, addressGivenMail));
  const isDone = await transaction(
    expectRow((tx) => tx.update(users).set({ email }).where(isStillSo)),
    claimMailbox(userId, email),
    endCodes(old),
    stopRecovery(userId, 'operator'),
    endSessions({ of: userId, by: 'operator', why: 'revoked' }),
    forgetBrowsers(userId),
    record({ type: 'user_updated', userId, actor: 'operator', detail: 'email' }),
    notice,
  );
  return isDone ? ok(null) : fail('address_taken');
}
