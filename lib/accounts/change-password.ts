import 'server-only';
import { isNotNull, ne } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { checkChosenPassword } from '#lib/accounts/choose-password';
import { passwordChangedMail } from '#lib/accounts/mails';
import { HashingBusy } from '#lib/accounts/password-queue';
import { hashPassword } from '#lib/accounts/passwords';
import { type PasswordFailure, verifyPassword } from '#lib/accounts/verify-password';
import { record } from '#lib/audit/record';
import { endCodes } from '#lib/codes/end';
import { expectRow, transaction } from '#lib/db/transaction';
import { setPassword } from '#lib/factors/password';
import { factorsOf } from '#lib/factors/verify-factor';
import { post } from '#lib/mail/outbox';
import { fail, ok, type Result } from '#lib/result';
import { endSessions, forgetBrowsers } from '#lib/session/end';
import { renewSession, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';

export type ChangePasswordFailure = PasswordFailure | 'weak_password' | 'same_password';

type Change = {
  current: string;
  password: string;
  /** "Sign out everywhere else". */
  endOthers: boolean;
  browser: string | null;
};

/**
 * Changes the viewer's password after the current one. This session goes on under a new secret; the
 * others end if that is asked for, those of programs in any case, and codes
 * that wait for the mailbox; no browser is known any more. A notice is mailed. All or nothing.
 */
export async function changePassword(
  viewer: Viewer,
  change: Change,
): Promise<Result<Ticket, ChangePasswordFailure>> {
  const { user, session: here } = viewer;
  if (change.current === change.password) return fail('same_password');
  const strength = await checkChosenPassword(change.password, user);
  if ('refusal' in strength) return fail('weak_password', { because: strength.refusal });
  const proof = await verifyPassword(user.email, change.current, change.browser ?? here.id);
  if (!proof.ok) return proof;
  try {
    const passwordHash = await hashPassword(change.password);
    // Where a factor is asked for too, the password alone is no fresh proof.
    const isProof = (await factorsOf(user.id)).length === 0;
    const renewed = renewSession(viewer, isProof ? proof.value : undefined);
    const which = change.endOthers ? ne(sessions.id, here.id) : isNotNull(sessions.clientId);
    const notice = await post(user.email, passwordChangedMail());
    const isDone = await transaction(
      proof.value.settle,
      expectRow(setPassword(user.id, passwordHash)),
      record({ type: 'authn_password_change', userId: user.id }),
      renewed.write,
      endCodes(user.email),
      endSessions({ of: user.id, which, why: 'new_password' }),
      forgetBrowsers(user.id),
      notice,
    );
    return isDone ? ok(renewed.ticket) : fail('wrong_credentials');
  } catch (error) {
    if (!(error instanceof HashingBusy)) throw error;
    await transaction(proof.value.unused);
    return fail('busy', { retryAfter: 2 });
  }
}
