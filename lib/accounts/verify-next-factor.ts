import 'server-only';
import { noticeFor, signInEntry } from '#lib/accounts/new-browser';
import { transaction } from '#lib/db/transaction';
import { bothOf } from '#lib/factors/authentication';
import type { ProofRequest } from '#lib/factors/proof-request';
import { type FactorFailure, factorOf, fieldOf, verifyFactor } from '#lib/factors/verify-factor';
import { ok, type Result } from '#lib/result';
import { admit } from '#lib/session/admit';
import {
  type Challenge,
  endChallenge,
  findChallenge,
  spendChallengeTry,
} from '#lib/session/challenge';
import type { Ticket } from '#lib/session/ticket';

/** What this browser still has to prove, for its page; null when there is nothing, or it took too long. */
export async function findNextFactor(
  held: Challenge | null,
): Promise<{ asked: ProofRequest; next: string } | null> {
  const found = held && (await findChallenge(held));
  const factor = found && (await factorOf(found.userId));
  return (
    factor && { asked: { username: found.email, fields: [fieldOf(factor)] }, next: found.next }
  );
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
  const factor = waiting && (await factorOf(waiting.userId));
  if (!factor) return null;
  const proof = await verifyFactor(factor, waiting.userId, typed);
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
