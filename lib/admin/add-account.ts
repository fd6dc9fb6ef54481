import 'server-only';
import { users } from '#drizzle/schema/users';
import { invitationMail } from '#lib/accounts/invitation-mail';
import { userRow } from '#lib/accounts/user-row';
import { record } from '#lib/audit/record';
import { claimMailbox } from '#lib/authorization/grants';
import { expectRow, transaction } from '#lib/db/transaction';
import { post } from '#lib/mail/outbox';
import { fail, ok, type Result } from '#lib/result';

type Added = {
  /** Canonical. */
  email: string;
  name: string;
  /** Whether its owner is told by mail, and how to come in. */
  isInvited: boolean;
};

/**
 * Makes an account that nothing but its mailbox opens: by a mailed code, or a password that its owner sets with one. Nobody else
 * sets one. What was shared with the address becomes its owner's. For the operator alone.
 */
export async function addAccount({
  email,
  name,
  isInvited,
}: Added): Promise<Result<null, 'has_account'>> {
  const user = userRow({ email, name, timeZone: '' });
  const detail = isInvited ? 'invited' : 'added';
  const isDone = await transaction(
    expectRow((tx) => tx.insert(users).values(user).onConflictDoNothing()),
    claimMailbox(user.id, email),
    record({ type: 'user_created', userId: user.id, actor: 'operator', detail }),
    isInvited && (await post(email, invitationMail())),
  );
  return isDone ? ok(null) : fail('has_account');
}
