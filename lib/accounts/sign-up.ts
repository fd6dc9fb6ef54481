import 'server-only';
import { eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { users } from '#drizzle/schema';
import { accountExistsMail, signUpCodeMail } from '#lib/accounts/mails';
import { HashingBusy } from '#lib/accounts/password-queue';
import { hashPassword } from '#lib/accounts/passwords';
import { judgePassword } from '#lib/accounts/weakness';
import { record } from '#lib/audit/record';
import { newCode, nextCode } from '#lib/codes/issue';
import { type CodeFailure, tryCode } from '#lib/codes/redeem';
import { db } from '#lib/db/client';
import { must, together } from '#lib/db/together';
import {
  codeByNetwork,
  mailByNetwork,
  mailByRecipient,
  mailByRecipientDaily,
  signUpByNetwork,
} from '#lib/limits/rule';
import { type Limit, take, waitFor } from '#lib/limits/take';
import { post } from '#lib/mail/outbox';
import { currentClient, networkOf } from '#lib/request/client';
import { fail, ok, type Result } from '#lib/result';
import { newSession } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';

type SignUp = { name: string; email: string; password: string };
type Begun = { codeId: string; secret: string; strength: string; isMailed: boolean };

export type SignUpFailure = 'weak_password' | 'too_many_attempts' | 'busy';
export type ResendFailure = 'too_soon' | 'flow_over';
export type VerifyFailure = CodeFailure | 'too_many_attempts';

/**
 * Begins a sign-up: mails a code to the address and keeps what was typed, sealed, until the code comes
 * back. No account exists before. For an address that has one everything is the same, time included,
 * except what the mail says. When the address has been mailed too often no mail goes out; that too looks
 * the same for everybody, and `waitBeforeResend` says when one can.
 */
export async function startSignUp({
  name,
  email,
  password,
}: SignUp): Promise<Result<Begun, SignUpFailure>> {
  const strength = await judgePassword(password, [name, email]);
  if ('refusal' in strength) return fail('weak_password', { because: strength.refusal });
  const throttled = await take([[signUpByNetwork, networkOf(currentClient().address)]]);
  if (throttled) return fail('too_many_attempts', throttled);
  try {
    const passwordHash = await hashPassword(password);
    const exists = await hasAccount(email);
    const code = await newCode('sign-up', email, { name, passwordHash }, { isRight: !exists });
    const isMailAllowed = !(await take(mailLimits(email)));
    const mail = isMailAllowed ? [await post(email, mailFor(exists, code.code))] : [];
    await together((tx) => [code.write(tx), ...mail.map((write) => write(tx))]);
    const { id: codeId, secret } = code;
    return ok({ codeId, secret, strength: strength.sentence, isMailed: isMailAllowed });
  } catch (error) {
    if (error instanceof HashingBusy) return fail('busy', { retryAfter: 2 });
    throw error;
  }
}

/** Mails another code for a sign-up under way; the one before no longer works. Limited per address. */
export async function resendSignUpCode(flow: {
  codeId: string;
  secret: string;
  email: string;
}): Promise<Result<null, ResendFailure>> {
  const exists = await hasAccount(flow.email);
  const next = nextCode('sign-up', flow.codeId, flow.secret, { isRight: !exists });
  const throttled = await take(mailLimits(flow.email));
  if (throttled) return fail('too_soon', throttled);
  const mail = await post(flow.email, mailFor(exists, next.code));
  const isUnderWay = await together((tx) => [must(next.write(tx)), mail(tx)]);
  return isUnderWay ? ok(null) : fail('flow_over');
}

/** Seconds until another code may be mailed to this address; 0 when it may be now. */
export const waitBeforeResend = (email: string) => waitFor(mailLimits(email));

/**
 * Completes a sign-up with the mailed code: makes the account and its first session, all or nothing.
 * The code works once, for ten minutes, for five tries, and only in the flow that asked for it.
 */
export async function completeSignUp(
  flow: { codeId: string; secret: string },
  typed: string,
): Promise<Result<Ticket, VerifyFailure>> {
  const throttled = await take([[codeByNetwork, networkOf(currentClient().address)]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const proof = await tryCode('sign-up', flow.codeId, flow.secret, typed);
  if (!proof.ok) return proof;
  const { email, payload, redeem } = proof.value;
  const userId = uuid();
  const user = {
    id: userId,
    email,
    name: String(payload['name']),
    passwordHash: String(payload['passwordHash']),
    createdAt: new Date(),
  };
  const session = newSession(userId, { isPersistent: false });
  // Somebody may have proven the same mailbox a moment ago in another browser: that account stays as it is.
  const isDone = await together((tx) => [
    redeem(tx),
    must(tx.insert(users).values(user).onConflictDoNothing()),
    record({ type: 'user_created', userId })(tx),
    ...session.writes(tx),
  ]);
  return isDone ? ok(session.ticket) : fail('code_expired');
}

const mailFor = (exists: boolean, code: string) =>
  exists ? accountExistsMail() : signUpCodeMail(code);

const mailLimits = (email: string): Limit[] => [
  [mailByRecipient, email],
  [mailByRecipientDaily, email],
  [mailByNetwork, networkOf(currentClient().address)],
];

async function hasAccount(email: string): Promise<boolean> {
  const [user] = await db().select({ id: users.id }).from(users).where(eq(users.email, email));
  return user !== undefined;
}
