import 'server-only';
import { eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { checkChosenPassword } from '#lib/accounts/choose-password';
import { byProvider } from '#lib/accounts/connections/row';
import { signUpByNetwork, strengthByNetwork } from '#lib/accounts/limits';
import { accountExistsMail, signUpCodeMail } from '#lib/accounts/mails';
import { newAccount } from '#lib/accounts/new-account';
import { HashingBusy } from '#lib/accounts/password-queue';
import { hashPassword } from '#lib/accounts/passwords';
import { waitForCode } from '#lib/codes/code-budget';
import type { CodeRequest } from '#lib/codes/code-request';
import { codeByNetwork } from '#lib/codes/limits';
import { type Begun, mailCode, type ResendFailure, remailCode } from '#lib/codes/mail-code';
import { type CodeFailure, tryCode } from '#lib/codes/redeem';
import { db } from '#lib/db/client';
import { transaction, transactionRelaxed } from '#lib/db/transaction';
import { MAILED_CODE } from '#lib/factors/authentication';
import { networkKey } from '#lib/limits/network';
import { refund, take } from '#lib/limits/take';
import type { Identity } from '#lib/providers/answer';
import { fail, ok, type Result } from '#lib/result';
import { admit } from '#lib/session/admit';
import type { Challenge } from '#lib/session/challenge';
import type { Ticket } from '#lib/session/ticket';

type SignUp = {
  name: string;
  email: string;
  /** Null for an account that begins without one: its owner reads the mailbox, and adds a passkey. */
  password: string | null;
  /** The zone their browser is in, if it said so. */
  timeZone?: string;
  /** The account elsewhere by which they will sign in, if a provider sent them. */
  identity?: Identity;
};

export type SignUpFailure = 'weak_password' | 'too_many_attempts' | 'busy';
export type VerifyFailure = CodeFailure | 'too_many_attempts';

/**
 * Begins a sign-up: mails a code to the address and keeps what was typed, sealed, until the code comes
 * back. No account exists before. For an address that has one everything is the same, time included,
 * except what the mail says. A second form from the same browser goes on with the same flow: what was
 * typed last counts, and the mailed code works. When the address has been mailed too often no mail goes out; that
 * too looks the same for everybody, and `waitForMail` says when one can. `browser` names one that signed in to an
 * account with this address before.
 */
export async function startSignUp(
  { name, email, password, timeZone = '', identity }: SignUp,
  browser: string | null = null,
  asked?: CodeRequest,
): Promise<Result<Begun, SignUpFailure>> {
  const network = networkKey();
  const judged = password === null ? ok('') : await judge(password, { name, email });
  if (!judged.ok) return judged;
  const throttled = (await closedFor(email)) ?? (await take([[signUpByNetwork, network]]));
  if (throttled) return fail('too_many_attempts', throttled);
  try {
    const passwordHash = password === null ? '' : await hashPassword(password);
    const exists = await hasAccount(email);
    const waiting = { name, passwordHash, timeZone, strength: judged.value, identity };
    return ok(await mailCode(codeFor(email, browser, !exists), waiting, asked));
  } catch (error) {
    if (!(error instanceof HashingBusy)) throw error;
    await transactionRelaxed(refund([signUpByNetwork, network]));
    return fail('busy', { retryAfter: 2 });
  }
}

/** What a chosen password is worth, in words. */
async function judge(
  password: string,
  about: { name: string; email: string },
): Promise<Result<string, SignUpFailure>> {
  const tooMany = await take([[strengthByNetwork, networkKey()]]);
  if (tooMany) return fail('too_many_attempts', tooMany);
  const strength = await checkChosenPassword(password, about);
  return 'refusal' in strength
    ? fail('weak_password', { because: strength.refusal })
    : ok(strength.sentence);
}

/** Mails another code for a sign-up under way; the one before no longer works. */
export async function resendSignUpCode(
  flow: { codeId: string; secret: string; email: string },
  browser: string | null = null,
): Promise<Result<null, ResendFailure>> {
  const exists = await hasAccount(flow.email);
  return remailCode(flow, codeFor(flow.email, browser, !exists));
}

/**
 * Completes a sign-up with the mailed code: makes the account and its first session, all or nothing. What
 * was shared with the address becomes theirs.
 * The code works once, for ten minutes, for five tries, and only in the flow that asked for it.
 * A session that this browser had before (`previous`) ends.
 */
export async function completeSignUp(
  flow: { codeId: string; secret: string; next?: string },
  typed: string,
  previous: Ticket | null = null,
): Promise<Result<Ticket | Challenge, VerifyFailure>> {
  const throttled = await take([[codeByNetwork, networkKey()]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const proof = await tryCode('sign-up', flow.codeId, flow.secret, typed);
  if (!proof.ok) return proof;
  const { email, payload, redeem } = proof.value;
  const identity = (payload['identity'] as Identity | undefined) ?? null;
  const { userId, writes: made } = await newAccount({
    email,
    name: String(payload['name']),
    passwordHash: String(payload['passwordHash']),
    timeZone: String(payload['timeZone'] ?? ''),
    identity,
  });
  const settle = [redeem, made];
  const provider = identity && byProvider(identity, email);
  const proven = { userId, amr: MAILED_CODE, authenticatedAt: new Date(), provider, settle };
  const arrival = { isPersistent: false, previous, next: flow.next };
  const { ticket, challenge, writes } = await admit(proven, arrival);
  return (await transaction(writes)) ? ok(ticket ?? challenge) : fail('code_expired');
}

const codeFor = (email: string, browser: string | null, isRight: boolean) => ({
  purpose: 'sign-up' as const,
  email,
  browser,
  isRight,
  mailFor: isRight ? signUpCodeMail : accountExistsMail,
});

/** When a code for this address would be looked at again (seconds), if none is now. */
async function closedFor(email: string) {
  const retryAfter = await waitForCode({ purpose: 'sign-up', email, browser: null });
  return retryAfter > 0 ? { retryAfter } : null;
}

async function hasAccount(email: string): Promise<boolean> {
  const [user] = await db().select({ id: users.id }).from(users).where(eq(users.email, email));
  return user !== undefined;
}
