import 'server-only';
import { noticeFor, signInEntry } from '#lib/accounts/new-browser';
import { keepZone } from '#lib/accounts/sign-in';
import { type PasskeyProof, verifyPasskey } from '#lib/accounts/verify-passkey';
import { transaction } from '#lib/db/transaction';
import type { PasskeyFailure } from '#lib/factors/passkey/verify';
import { requiredDomain } from '#lib/providers/domains';
import { fail, ok, type Result } from '#lib/result';
import { admit, type Entered } from '#lib/session/admit';
import type { Challenge } from '#lib/session/challenge';
import type { Ticket } from '#lib/session/ticket';

/** `company_sign_in`: their company has them sign in by a provider; `because` is its domain. */
type PasskeySignInFailure = PasskeyFailure | 'company_sign_in';

type SignIn = {
  proof: PasskeyProof;
  /** "Keep me signed in". */
  isPersistent: boolean;
  /** What this browser was signed in with before; it ends. */
  previous: Ticket | null;
  /** The browser's name at an account, if it signed in there before. */
  browserOf(email: string): Promise<string | null>;
  timeZone?: string;
  next?: string;
};

/**
 * Opens a session for a person whose passkey says who they are; nothing is typed for it. Says of no account whether it
 * exists. A browser that this account was never used in before is told of by mail, as with a password.
 */
export async function signInWithPasskey({
  proof,
  browserOf,
  timeZone,
  ...arrival
}: SignIn): Promise<Result<Entered | Challenge, PasskeySignInFailure>> {
  const proven = await verifyPasskey(proof, 'sign_in');
  if (!proven.ok) return proven;
  const { userId, email } = proven.value;
  const browser = await browserOf(email);
  const entry = signInEntry(browser);
  const { ticket, challenge, writes } = await admit(proven.value, { ...arrival, entry });
  const isDone = await transaction(
    writes,
    timeZone && keepZone(userId, timeZone),
    ticket && (await noticeFor({ userId }, email, browser)),
  );
  if (isDone) return ok(ticket ?? challenge);
  const company = await requiredDomain(email);
  return company ? fail('company_sign_in', { because: company.domain }) : fail('wrong_passkey');
}
