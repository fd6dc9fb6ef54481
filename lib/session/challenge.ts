import 'server-only';
import { and, eq, exists, gt, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Secret } from '#drizzle/columns';
import { pendingSignIns } from '#drizzle/schema/pending-sign-ins';
import { users } from '#drizzle/schema/users';
import { rootNames } from '#lib/crypto/keys';
import { hashSecret, randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { insertWhere } from '#lib/db/insert-where';
import { expectRow, type Write, withRetry } from '#lib/db/transaction';
import { type Authentication, type AuthMethod, providerColumns } from '#lib/factors/authentication';
import { hashOf } from '#lib/factors/password';
import { mayEnterBy } from '#lib/providers/domains';
import { whereEnabled } from '#lib/session/account-state';
import { CHALLENGE_SECONDS } from '#lib/session/lifetimes';
import { wasWithin } from '#lib/times';

/**
 * What a browser holds that has proven the first thing and not the second. It is no session: it opens the page that asks
 * for the second, and nothing else.
 */
export type Challenge = { challengeId: string; secret: Secret };

const TRIES = 5;

/** What waits for the second proof. */
type Waiting = { isPersistent: boolean; next: string };

/**
 * A challenge for this browser: what it is given, and the writes that begin it, after those that settle what was proven.
 * The row keeps the hash of the password as it is then: with another password it is over, as with a shut account.
 */
export function newChallenge(proven: Authentication, { isPersistent, next }: Waiting) {
  const { userId, amr, settle, provider } = proven;
  const challenge: Challenge = { challengeId: uuid(), secret: randomSecret() };
  const row = {
    id: challenge.challengeId,
    secretHash: hashSecret(challenge.secret),
    root: rootNames()[0],
    userId,
    passwordHash: hashOf(userId),
    amr: amr.join(' '),
    ...providerColumns(proven),
    isPersistent,
    next,
    triesLeft: TRIES,
    createdAt: new Date(),
  };
  const mayEnter = mayEnterBy(userId, provider?.name ?? null);
  const writes: Write = [settle, expectRow(insertWhere(pendingSignIns, row, mayEnter))];
  return { challenge, writes };
}

/** What a challenge waits for, and who has to prove it; null when it is over. */
export async function findChallenge(held: Challenge) {
  const [row] = await db()
    .select({
      userId: users.id,
      email: users.email,
      role: users.role,
      next: pendingSignIns.next,
    })
    .from(pendingSignIns)
    .innerJoin(users, eq(users.id, pendingSignIns.userId))
    .where(and(holds(held), gt(pendingSignIns.triesLeft, 0)));
  return row ?? null;
}

/** Spends one of its five tries, by one statement before anything is compared; null when it is over. */
export async function spendChallengeTry(held: Challenge) {
  const [row] = await withRetry(() =>
    db()
      .update(pendingSignIns)
      .set({ triesLeft: sql`${pendingSignIns.triesLeft} - 1` })
      .where(and(holds(held), gt(pendingSignIns.triesLeft, 0)))
      .returning(),
  );
  if (!row) return null;
  const { userId, amr, isPersistent, next, triesLeft } = row;
  const provider = row.provider ? { name: row.provider, session: row.providerSession } : null;
  return { userId, amr: amr.split(' ') as AuthMethod[], provider, isPersistent, next, triesLeft };
}

/** The write that ends it, which exactly one of many gets to do, and only while it holds. */
export const endChallenge = (held: Challenge): Write =>
  expectRow((tx) => tx.delete(pendingSignIns).where(holds(held)));

/** True for the row behind it, for ten minutes, and while the account is open and has the password it had. */
function holds({ challengeId, secret }: Challenge) {
  const isSame = and(
    eq(users.id, pendingSignIns.userId),
    eq(pendingSignIns.passwordHash, hashOf(users.id)),
    whereEnabled(),
  );
  return and(
    eq(pendingSignIns.id, challengeId),
    eq(pendingSignIns.secretHash, hashSecret(secret)),
    wasWithin(pendingSignIns.createdAt, CHALLENGE_SECONDS * 1000),
    exists(db().select({ id: users.id }).from(users).where(isSame)),
  );
}
