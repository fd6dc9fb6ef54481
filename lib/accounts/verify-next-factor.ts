import 'server-only';
import { noticeFor, signInEntry } from '#lib/accounts/new-browser';
import { transaction } from '#lib/db/transaction';
import { bothOf } from '#lib/factors/authentication';
import type { ProofRequest } from '#lib/factors/proof-request';
import {
  type FactorFailure,
  factorsOf,
  requestFor,
  verifyFactor,
} from '#lib/factors/verify-factor';
import { ok, type Result } from '#lib/result';
import { admit } from '#lib/session/admit';
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
): Promise<{ asked: ProofRequest; next: string } | null> {
  const found = held && (await findChallenge(held));
  const factors = found ? await factorsOf(found.userId) : [];
  if (!found || factors.length === 0) return null;
  const { email: username, next } = found;
  return { asked: { username, ...requestFor(factors, { name: 'code', by }) }, next };
}

/**
 * Lets in a person who proves the second thing in the browser that proved the first: within ten minutes, with five
 * tries, once. What it was begun with must still hold. Null: it is over, and to be begun again.
 */
export async function verifyNextFactor(
  held: Challenge,
  typed: string,
  { browser, previous }: { browser: string | null; previous: Ticket | null },
): Promise<Result<{ ticket: Ticket; isPersistent: boolean }, FactorFailure> | null> {
  const found = await findChallenge(held);
  const waiting = found && (await spendChallengeTry(held));
  const factors = waiting ? await factorsOf(waiting.userId) : [];
  if (!waiting || factors.length === 0) return null;
  const proof = await verifyFactor(factors, waiting.userId, typed, browser);
  if (!proof.ok) return waiting.triesLeft === 0 ? null : proof;
  const both = {
    ...proof.value,
    amr: bothOf(waiting.amr, proof.value.amr),
    settle: [endChallenge(held), proof.value.settle],
  };
  const { isPersistent, next, userId } = waiting;
  const entry = signInEntry(browser);
  const { ticket, writes } = await admit(both, { isPersistent, next, previous, entry });
  const notice = await noticeFor(userId, found.email, browser);
  const isDone = ticket && (await transaction(writes, notice));
  return isDone ? ok({ ticket, isPersistent }) : null;
}
