import 'server-only';
import { noticeFor, signInEntry } from '#lib/accounts/new-browser';
import { type PasskeyProof, verifyPasskey } from '#lib/accounts/verify-passkey';
import { transaction } from '#lib/db/transaction';
import { bothOf } from '#lib/factors/authentication';
import type { PasskeyFailure } from '#lib/factors/passkey/verify';
import type { ProofRequest } from '#lib/factors/proof-request';
import {
  type FactorFailure,
  factorsOf,
  requestFor,
  verifyFactor,
} from '#lib/factors/verify-factor';
import { ok, type Result } from '#lib/result';
import { admit, type Entered } from '#lib/session/admit';
import {
  type Challenge,
  endChallenge,
  findChallenge,
  spendChallengeTry,
} from '#lib/session/challenge';
import type { Ticket } from '#lib/session/ticket';

/** What this browser still has to prove, for its page, by the factor that was chosen there; null when there is nothing, or it took too long. */
export async function findNextFactor(
  held: Challenge | null,
  by?: string,
): Promise<{ asked: ProofRequest; next: string; mayTrust: boolean } | null> {
  const found = held && (await findChallenge(held));
  const factors = found ? await factorsOf(found.userId) : [];
  if (!found || factors.length === 0) return null;
  const { email: username, next, role } = found;
  const asked = { username, ...requestFor(factors, { name: 'code', by }) };
  return { asked, next, mayTrust: role === 'member' };
}

type Arriving = {
  browser: string | null;
  previous: Ticket | null;
  /** "Don’t ask on this browser for 30 days". */
  trusts?: boolean;
};

/**
 * Lets in a person who proves the second thing in the browser that proved the first: within ten minutes, with five
 * tries, once. What it was begun with must still hold. Null: it is over, and to be begun again. From then on the account
 * trusts this browser, if that is asked for (`trusts`) and it is one of a member.
 */
export async function verifyNextFactor(
  held: Challenge,
  typed: string | PasskeyProof,
  { browser, previous, trusts = false }: Arriving,
): Promise<Result<
  { ticket: Entered; isPersistent: boolean },
  FactorFailure | PasskeyFailure
> | null> {
  const found = await findChallenge(held);
  const waiting = found && (await spendChallengeTry(held));
  const factors = waiting ? await factorsOf(waiting.userId) : [];
  if (!waiting || factors.length === 0) return null;
  const proof = await (typeof typed === 'string'
    ? verifyFactor(factors, waiting.userId, typed, browser)
    : verifyPasskey(typed, 'second_factor', waiting.userId));
  if (!proof.ok) return waiting.triesLeft === 0 ? null : proof;
  const both = {
    ...proof.value,
    amr: bothOf(waiting.amr, proof.value.amr),
    provider: waiting.provider,
    settle: [endChallenge(held), proof.value.settle],
  };
  const { isPersistent, next, userId } = waiting;
  const entry = signInEntry(browser);
  const arrival = { isPersistent, next, previous, entry, trusts };
  const { ticket, writes } = await admit(both, arrival);
  const notice = await noticeFor({ userId }, found.email, browser);
  const isDone = ticket && (await transaction(writes, notice));
  return isDone ? ok({ ticket, isPersistent }) : null;
}
