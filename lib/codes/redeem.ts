import 'server-only';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { codes } from '#drizzle/schema/codes';
import { codeLimit, isClosedForGood } from '#lib/codes/code-budget';
import { readStored } from '#lib/codes/end';
import { type CodePurpose, storedCode } from '#lib/codes/issue';
import { CODE_MINUTES } from '#lib/codes/lifetimes';
import { keysFor } from '#lib/crypto/keys';
import { unseal } from '#lib/crypto/seal';
import { equal, hashSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { expectRow, type Tx, type Write, withRetry } from '#lib/db/transaction';
import { recordBounded } from '#lib/limits/record-bounded';
import { refund, resetLimit, take } from '#lib/limits/take';
import { fail, ok, type Result } from '#lib/result';
import { endsLater } from '#lib/times';

export type CodeFailure =
  | 'wrong_code'
  | 'code_expired'
  | 'not_mailed'
  | 'codes_used_up'
  | 'too_many_attempts';
type Proven = {
  email: string;
  payload: Record<string, unknown>;
  redeem: Write;
  /** Gives the try back that the right code has cost, when what it was for could not be done now. */
  giveBack: Write;
};

/**
 * Spends one try on a typed code, by one atomic statement before anything is compared: however many ask
 * at once, no more than five are ever answered, and of one account no more than a hundred without a success,
 * counted apart for a known `browser`. A right one gives what was waiting for it, and the writes that redeem
 * it, which exactly one of many parallel callers gets to do: put them first in `transaction`. That a code was ended
 * (see lib/codes/end) is said only to the person who types it.
 */
export async function tryCode(
  purpose: CodePurpose,
  id: string,
  secret: string,
  typed: string,
  browser: string | null = null,
): Promise<Result<Proven, CodeFailure>> {
  const isLive = and(
    eq(codes.id, id),
    eq(codes.purpose, purpose),
    isNull(codes.redeemedAt),
    endsLater(codes.expiresAt, CODE_MINUTES * 60_000),
  );
  const [row] = await withRetry(() =>
    db()
      .update(codes)
      .set({ triesLeft: sql`${codes.triesLeft} - 1` })
      .where(and(isLive, eq(codes.flowHash, hashSecret(secret)), gt(codes.triesLeft, 0)))
      .returning({
        email: codes.email,
        codeHash: codes.codeHash,
        payload: codes.payload,
        triesLeft: codes.triesLeft,
      }),
  );
  if (!row) return fail(await whyDead(id, secret));
  const limit = codeLimit({ purpose, email: row.email, browser });
  const closed = await take([limit]);
  if (closed) return tooOften(purpose, closed);
  const { hash, isEnded } = readStored(row.codeHash);
  const isRight = keysFor('code').some((key) => equal(storedCode(key, id, typed), hash));
  const payload = await unseal('pending', row.payload, 0);
  if (!isRight) {
    const userId = payload?.['userId'] ? String(payload['userId']) : null;
    await recordBounded({ type: 'authn_code_fail', userId, about: row.email, detail: purpose });
    return fail(row.triesLeft === 0 ? 'code_expired' : 'wrong_code');
  }
  if (!payload || isEnded) return fail('code_expired');
  const redeem = [
    expectRow((tx) =>
      tx
        .update(codes)
        .set({ redeemedAt: new Date(), payload: '' })
        .where(and(isLive, eq(codes.codeHash, row.codeHash))),
    ),
    resetLimit(limit),
  ];
  const giveBack = [
    (tx: Tx) =>
      tx
        .update(codes)
        .set({ triesLeft: sql`${codes.triesLeft} + 1` })
        .where(and(isLive, eq(codes.codeHash, row.codeHash))),
    refund(limit),
  ];
  return ok({ email: row.email, payload, redeem, giveBack });
}

const tooOften = (purpose: CodePurpose, closed: { retryAfter: number }) =>
  isClosedForGood(purpose) ? fail('codes_used_up') : fail('too_many_attempts', closed);

/** While no code went out for a flow, nothing that is typed can be right. */
async function whyDead(id: string, secret: string): Promise<'not_mailed' | 'code_expired'> {
  const isIt = and(eq(codes.id, id), eq(codes.flowHash, hashSecret(secret)));
  const [row] = await db().select({ mailedAt: codes.mailedAt }).from(codes).where(isIt);
  return row && row.mailedAt === null ? 'not_mailed' : 'code_expired';
}
