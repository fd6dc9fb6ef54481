import 'server-only';
import { credentials } from '#drizzle/schema/credentials';
import { resetAskedMail } from '#lib/accounts/mails';
import { type Admin, actorOf, guardAccount } from '#lib/admin/actor';
import { findAccount } from '#lib/admin/find-account';
import { resetByStaff } from '#lib/admin/limits';
import { record } from '#lib/audit/record';
import { codeLimit } from '#lib/codes/code-budget';
import { endCodes } from '#lib/codes/end';
import { transaction, type Write } from '#lib/db/transaction';
import { hasPassword, isPasswordOf } from '#lib/factors/password';
import { resetLimit, take } from '#lib/limits/take';
import { post } from '#lib/mail/outbox';
import { forReader } from '#lib/mail/reader';
import { fail, ok, type Result } from '#lib/result';
import { endSessions, forgetBrowsers } from '#lib/session/end';

/**
 * Asks the owner of an account to set a new password: all sessions end and a mail says where to do it. The
 * person who asks sets none and sees none; the old one goes on working until the owner has chosen another. Staff may
 * ask the same person three times an hour, and support no administrator. Codes count anew from here. `endsPassword`: the old
 * one has got out, and opens nothing from here on.
 */
export async function startResetFor(
  by: Admin,
  userId: string,
  { endsPassword = false } = {},
): Promise<Result<null, 'no_such_user' | 'too_many_attempts'>> {
  const user = await findAccount(by, 'account:reset', userId);
  if (!user) return fail('no_such_user');
  const throttled = by === 'operator' ? null : await take([[resetByStaff, userId]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const mail = await post(user.email, forReader(user, resetAskedMail));
  const isDone = await transaction(
    guardAccount(by, 'account:reset', userId),
    endsPassword && (await hasPassword(userId)) && endPassword(by, userId),
    endSessions({ of: userId, by: actorOf(by), why: 'reset_started' }),
    forgetBrowsers(userId),
    endCodes(user.email),
    record({ type: 'user_reset_started', userId, actor: actorOf(by) }),
    mail,
    resetLimit(codeLimit({ purpose: 'reset', email: user.email, browser: null })),
    resetLimit(codeLimit({ purpose: 'sign-in', email: user.email, browser: null })),
  );
  return isDone ? ok(null) : fail('no_such_user');
}

const endPassword = (by: Admin, userId: string): Write => [
  (tx) => tx.delete(credentials).where(isPasswordOf(userId)),
  record({ type: 'credential_removed', userId, actor: actorOf(by), detail: 'password' }),
];
