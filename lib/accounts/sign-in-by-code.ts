import 'server-only';
import { findActive } from '#lib/accounts/find-active';
import { noAccountMail, signInCodeMail } from '#lib/accounts/mails';
import { noticeFor, signInEntry } from '#lib/accounts/new-browser';
import { type CodeRequestFailure, takeCodeRequest } from '#lib/codes/code-budget';
import type { CodeRequest } from '#lib/codes/code-request';
import { codeByNetwork } from '#lib/codes/limits';
import { type Begun, mailCode, type ResendFailure, remailCode } from '#lib/codes/mail-code';
import { type CodeFailure, tryCode } from '#lib/codes/redeem';
import { transaction } from '#lib/db/transaction';
import { MAILED_CODE } from '#lib/factors/authentication';
import { networkKey } from '#lib/limits/network';
import { take } from '#lib/limits/take';
import { fail, ok, type Result } from '#lib/result';
import { admit, type Entered } from '#lib/session/admit';
import type { Challenge } from '#lib/session/challenge';
import type { Ticket } from '#lib/session/ticket';
import type { Trust } from '#lib/session/trust';

export type CodeSignInFailure = CodeFailure | 'too_many_attempts';

type Asking = {
  /** Canonical. */
  email: string;
  /** "Keep me signed in". */
  isPersistent: boolean;
  /** The browser's name, if it signed in to this account before: its mails are counted apart. */
  browser: string | null;
};

/**
 * Begins a sign-in for the reader of the mailbox. The same for every address, time included; only the mail differs: an
 * address without an account that can sign in is told so, and nobody else is.
 */
export async function startSignIn(
  { email, isPersistent, browser }: Asking,
  asked?: CodeRequest,
): Promise<Result<Begun, CodeRequestFailure>> {
  const taken = await takeCodeRequest({ purpose: 'sign-in', email, browser });
  if (!taken.ok) return taken;
  const user = await findActive(email);
  const waiting = { userId: user?.id ?? '', isPersistent };
  return ok(await mailCode(codeFor(email, browser, user !== null), waiting, asked));
}

/** Mails another code for a sign-in under way; the one before no longer works. */
export async function resendSignInCode(
  flow: { codeId: string; secret: string; email: string },
  browser: string | null,
): Promise<Result<null, ResendFailure>> {
  const user = await findActive(flow.email);
  return remailCode(flow, codeFor(flow.email, browser, user !== null));
}

type Arriving = {
  browser: string | null;
  /** What this browser was signed in with before; it ends. */
  previous: Ticket | null;
  /** What this browser holds of accounts that trust it. */
  trusted?: Trust[];
};

/**
 * Lets in the person who typed the mailed code in the flow that asked for it, or asks for the factor of the account:
 * reading a mailbox is no second one. A new password, another address, and an account that is shut or deleted end the
 * code (see lib/codes/end).
 */
export async function signInByCode(
  flow: { codeId: string; secret: string; next?: string },
  typed: string,
  { browser, previous, trusted }: Arriving,
): Promise<Result<(Entered | Challenge) & { isPersistent: boolean }, CodeSignInFailure>> {
  const throttled = await take([[codeByNetwork, networkKey(browser)]]);
  if (throttled) return fail('too_many_attempts', throttled);
  const proof = await tryCode('sign-in', flow.codeId, flow.secret, typed, browser);
  if (!proof.ok) return proof;
  const { email, payload, redeem } = proof.value;
  const userId = String(payload['userId']);
  const isPersistent = payload['isPersistent'] === true;
  const proven = { userId, amr: MAILED_CODE, authenticatedAt: new Date(), settle: redeem };
  const entry = signInEntry(browser);
  const arrival = { isPersistent, previous, next: flow.next, entry, trusted };
  const { ticket, challenge, writes } = await admit(proven, arrival);
  const notice = ticket && (await noticeFor({ userId }, email, browser));
  const isDone = await transaction(writes, notice);
  return isDone ? ok({ ...(ticket ?? challenge), isPersistent }) : fail('code_expired');
}

const codeFor = (email: string, browser: string | null, isRight: boolean) => ({
  purpose: 'sign-in' as const,
  email,
  browser,
  isRight,
  mailFor: isRight ? signInCodeMail : () => noAccountMail('sign-in'),
});
