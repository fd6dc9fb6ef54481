import 'server-only';
import { v7 as uuid } from 'uuid';
import { users } from '#drizzle/schema/users';
import { searchNameOf } from '#lib/accounts/fields';
import { invitationMail } from '#lib/accounts/invitation-mail';
import { record } from '#lib/audit/record';
import { claimMailbox } from '#lib/authorization/grants';
import { expectRow, transaction } from '#lib/db/transaction';
import { mustHaveFactor } from '#lib/factors/second-factor-due';
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
  const [id, now] = [uuid(), new Date()];
  const user = {
    id,
    email,
    name,
    searchName: searchNameOf(name),
    createdAt: now,
    timeZone: '',
    secondFactorDueAt: mustHaveFactor('member') ? now : null,
  };
  const detail = isInvited ? 'invited' : 'added';
  const isDone = await transaction(
    expectRow((tx) => tx.insert(users).values(user).onConflictDoNothing()),
    claimMailbox(id, email),
    record({ type: 'user_created', userId: id, actor: 'operator', detail }),
    isInvited && (await post(email, invitationMail())),
  );
  return isDone ? ok(null) : fail('has_account');
}
