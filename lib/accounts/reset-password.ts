import 'server-only';
import { and, eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { checkChosenPassword } from '#lib/accounts/choose-password';
import { findActive } from '#lib/accounts/find-active';
import { strengthByNetwork } from '#lib/accounts/limits';
import { noAccountMail, passwordChangedMail, resetCodeMail } from '#lib/accounts/mails';
import { HashingBusy } from '#lib/accounts/password-queue';
import { hashPassword } from '#lib/accounts/passwords';
import { passwordLimit } from '#lib/accounts/verify-password';
import { record } from '#lib/audit/record';
import { type CodeRequestFailure, codeLimit, takeCodeRequest } from '#lib/codes/code-budget';
import type { CodeRequest } from '#lib/codes/code-request';
import { endCodes } from '#lib/codes/end';
import { codeByNetwork } from '#lib/codes/limits';
import { type Begun, mailCode, type ResendFailure, remailCode } from '#lib/codes/mail-code';
import { type CodeFailure, tryCode } from '#lib/codes/redeem';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { MAILED_CODE } from '#lib/factors/authentication';
import { setPassword } from '#lib/factors/password';
import { networkKey } from '#lib/limits/network';
import { recordBounded } from '#lib/limits/record-bounded';
import { resetLimit, take } from '#lib/limits/take';
import { post } from '#lib/mail/outbox';
import { fail, ok, type Result } from '#lib/result';
import { whereEnabled } from '#lib/session/account-state';
import { admit } from '#lib/session/admit';
import type { Challenge } from '#lib/session/challenge';
import { endSessions, forgetBrowsers } from '#lib/session/end';
import type { Ticket } from '#lib/session/ticket';

export type ResetFailure = CodeFailure | 'weak_password' | 'too_many_attempts' | 'busy';

/**
 * Begins a reset for the reader of the mailbox. The same for every address, time included; only the
 * mail differs: an address without an account is told so, and nobody else is. `browser` names one that
 * signed in to the account before: its mails are counted apart from those that strangers ask for.
 */
export async function startReset(
  email: string,
  browser: string | null = null,
  asked?: CodeRequest,
): Promise<Result<Begun, CodeRequestFailure>> {
  const taken = await takeCodeRequest({ purpose: 'reset', email, browser });
  if (!taken.ok) return taken;
  const user = await findActive(email);
  await recordBounded({ type: 'user_reset_started', userId: user?.id ?? null, about: email });
  return ok(
    await mailCode(codeFor(email, browser, user !== null), { userId: user?.id ?? '' }, asked),
  );
}

/** Mails another code for a reset under way; the one before no longer works. */
export async function resendResetCode(
  flow: { codeId: string; secret: string; email: string },
  browser: string | null = null,
): Promise<Result<null, ResendFailure>> {
  const user = await findActive(flow.email);
  return remailCode(flow, codeFor(flow.email, browser, user !== null));
}

/**
 * Sets a new password for the person who typed the mailed code in the flow that asked for it. Ends every session of
 * the account and every other code for it, forgets the browsers it knew, lifts the limit on wrong passwords, sends a
 * notice, and signs in freshly: all or nothing. A factor of the account is still asked for. A code for an address that
 * is no longer the account's is refused. A weak password spends no try. A session that this browser had before
 * (`previous`) ends, of any account.
 */
export async function resetPassword(
  flow: { codeId: string; secret: string; email: string },
  typed: { code: string; password: string; browser: string | null; next?: string },
  previous: Ticket | null = null,
): Promise<Result<Ticket | Challenge, ResetFailure>> {
  const network = networkKey(typed.browser);
  const tooMany = await take([[strengthByNetwork, network]]);
  if (tooMany) return fail('too_many_attempts', tooMany);
  const strength = await checkChosenPassword(typed.password, flow);
  if ('refusal' in strength) return fail('weak_password', { because: strength.refusal });
  const throttled = await take([[codeByNetwork, network]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const proof = await tryCode('reset', flow.codeId, flow.secret, typed.code, typed.browser);
  if (!proof.ok) return proof;
  const { email, payload, redeem } = proof.value;
  const userId = String(payload['userId']);
  // Only a person who has shown the code may learn, by a refusal, what the name is.
  const known = await judgeWithName(typed.password, userId, email);
  if ('refusal' in known) {
    await transaction(proof.value.giveBack);
    return fail('weak_password', { because: known.refusal });
  }
  try {
    const passwordHash = await hashPassword(typed.password);
    const notice = await post(email, passwordChangedMail());
    const isItsAccount = and(eq(users.email, email), whereEnabled());
    const settle = [
      redeem,
      expectRow(setPassword(userId, passwordHash, isItsAccount)),
      endCodes(email),
      endSessions({ of: userId, why: 'new_password' }),
      forgetBrowsers(userId),
      resetLimit(codeLimit({ purpose: 'reset', email, browser: null })),
      resetLimit(codeLimit({ purpose: 'sign-in', email, browser: null })),
      resetLimit(passwordLimit(email, null)),
      resetLimit(passwordLimit(email, typed.browser)),
      record({ type: 'authn_password_change', userId, detail: 'by_mailed_code' }),
      notice,
    ];
    const proven = { userId, amr: MAILED_CODE, authenticatedAt: new Date(), settle };
    const arrival = { isPersistent: false, previous, next: typed.next };
    const { ticket, challenge, writes } = await admit(proven, arrival);
    return (await transaction(writes)) ? ok(ticket ?? challenge) : fail('code_expired');
  } catch (error) {
    if (!(error instanceof HashingBusy)) throw error;
    await transaction(proof.value.giveBack);
    return fail('busy', { retryAfter: 2 });
  }
}

async function judgeWithName(password: string, userId: string, email: string) {
  const [user] = await db().select({ name: users.name }).from(users).where(eq(users.id, userId));
  return checkChosenPassword(password, { name: user?.name ?? '', email });
}

const codeFor = (email: string, browser: string | null, isRight: boolean) => ({
  purpose: 'reset' as const,
  email,
  browser,
  isRight,
  mailFor: isRight ? resetCodeMail : () => noAccountMail('reset'),
});
