import 'server-only';
import { and, eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { noticeFor, signInEntry } from '#lib/accounts/new-browser';
import { wayOf } from '#lib/accounts/ways/list';
import type { Typed, WayFailure } from '#lib/accounts/ways/way';
import { type Tx, transaction } from '#lib/db/transaction';
import { fail, ok, type Result } from '#lib/result';
import { admit, type Entered } from '#lib/session/admit';
import type { Challenge } from '#lib/session/challenge';
import type { Ticket } from '#lib/session/ticket';
import type { Trust } from '#lib/session/trust';

type SignIn = Typed & {
  /** Canonical. */
  email: string;
  /** The way that was chosen; the first, if none was. */
  by?: string;
  /** "Keep me signed in". */
  isPersistent: boolean;
  /** The browser's name, if it signed in to this account before. */
  browser: string | null;
  /** What this browser was signed in with before; it ends, so that no session is ever taken over. */
  previous: Ticket | null;
  /** The zone this browser is in, if it said so: kept while the account has none. */
  timeZone?: string;
  /** Where the person goes from here. */
  next?: string;
  /** What this browser holds of accounts that trust it. */
  trusted?: Trust[];
};

/**
 * Opens a session for a person who proves by one of the ways in that the account is theirs, or asks for the factor of
 * the account. Never says whether the address or what goes with it was wrong, or whether the account exists. A browser
 * that this account was never used in before is told of by mail, once an hour; the log has every one.
 */
export async function signIn(input: SignIn): Promise<Result<Entered | Challenge, WayFailure>> {
  const way = wayOf(input.by);
  if (!way) return fail('wrong_credentials');
  const proof = await way.verify(input.email, input, input.browser);
  if (!proof.ok) return proof;
  const { userId, timeZone } = proof.value;
  const entry = signInEntry(input.browser);
  const { ticket, challenge, writes } = await admit(proof.value, { ...input, entry });
  const isDone = await transaction(
    writes,
    input.timeZone && keepZone(userId, input.timeZone),
    ticket && (await noticeFor({ userId, timeZone }, input.email, input.browser)),
  );
  return isDone ? ok(ticket ?? challenge) : fail('wrong_credentials');
}

/** Never in the place of one that was chosen, or noticed before. */
export const keepZone = (userId: string, timeZone: string) => (tx: Tx) =>
  tx
    .update(users)
    .set({ timeZone })
    .where(and(eq(users.id, userId), eq(users.timeZone, '')));
