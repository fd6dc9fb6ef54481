import 'server-only';
import { recoveries } from '#drizzle/schema/recoveries';
import { findRecovery } from '#lib/accounts/recovery';
import { recoveryMail } from '#lib/accounts/recovery-mails';
import { type Admin, actorOf, guardAccount } from '#lib/admin/actor';
import { findAccount } from '#lib/admin/find-account';
import { resetByStaff } from '#lib/admin/limits';
import { record } from '#lib/audit/record';
import { rootNames } from '#lib/crypto/keys';
import { expectRow, transaction } from '#lib/db/transaction';
import { env } from '#lib/env';
import { take } from '#lib/limits/take';
import { post } from '#lib/mail/outbox';
import { forReader } from '#lib/mail/reader';
import { fail, ok, type Result } from '#lib/result';

const HOUR_MS = 3_600_000;

/**
 * Begins the recovery of an account whose owner says that they have lost all they sign in with: after the waiting time
 * of the setting RECOVERY_WAIT_HOURS a code mailed to its address opens it. Its owner is told by mail, now and once a
 * day, and stops it by signing in. Sessions go on. Answers when it opens; of one that is under way when that does.
 * Support may not begin one for an administrator.
 */
export async function startRecovery(
  by: Admin,
  userId: string,
): Promise<Result<{ opensAt: Date; isNew: boolean }, 'no_such_user' | 'too_many_attempts'>> {
  const user = await findAccount(by, 'account:reset', userId);
  if (!user) return fail('no_such_user');
  const throttled = by === 'operator' ? null : await take([[resetByStaff, userId]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const now = new Date();
  const opensAt = new Date(now.getTime() + env().RECOVERY_WAIT_HOURS * HOUR_MS);
  const row = { userId, opensAt, startedAt: now, notifiedAt: now, root: rootNames()[0] };
  const mail = await post(
    user.email,
    forReader(user, () => recoveryMail(opensAt)),
  );
  const isDone = await transaction(
    guardAccount(by, 'account:reset', userId),
    expectRow((tx) => tx.insert(recoveries).values(row).onConflictDoNothing()),
    record({ type: 'user_recovery_started', userId, actor: actorOf(by) }),
    mail,
  );
  if (isDone) return ok({ opensAt, isNew: true });
  const before = await findRecovery(userId);
  return before ? ok({ opensAt: before.opensAt, isNew: false }) : fail('no_such_user');
}
