import 'server-only';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { codes } from '#drizzle/schema';
import { noteBounded } from '#lib/audit/note-bounded';
import { type CodePurpose, storedCode } from '#lib/codes/issue';
import { keysFor } from '#lib/crypto/keys';
import { unseal } from '#lib/crypto/seal';
import { equal, hashSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { must, patiently, type Tx } from '#lib/db/together';
import { fail, ok, type Result } from '#lib/result';

export type CodeFailure = 'wrong_code' | 'code_expired';
type Proven = {
  email: string;
  payload: Record<string, unknown>;
  redeem: (tx: Tx) => ReturnType<typeof must>;
  /** Gives the try back that the right code has cost, when what it was for could not be done now. */
  giveBack: (tx: Tx) => { run(): { changes: number } };
};

/**
 * Spends one try on a typed code, by one atomic statement before anything is compared: however many ask
 * at once, no more than five are ever answered. A right one gives what was waiting for it, and the write
 * that redeems it, which exactly one of many parallel callers gets to do: put it first in `together`.
 */
export async function tryCode(
  purpose: CodePurpose,
  id: string,
  secret: string,
  typed: string,
): Promise<Result<Proven, CodeFailure>> {
  const now = new Date();
  const isLive = and(
    eq(codes.id, id),
    eq(codes.purpose, purpose),
    isNull(codes.redeemedAt),
    gt(codes.expiresAt, now),
  );
  const [row] = await patiently(() =>
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
  if (!row) return fail('code_expired');
  const isRight = keysFor('code').some((key) => equal(storedCode(key, id, typed), row.codeHash));
  const payload = await unseal('pending', row.payload, 0);
  if (!isRight) {
    const userId = payload?.['userId'] ? String(payload['userId']) : null;
    await noteBounded({ type: 'authn_code_fail', userId, about: row.email, detail: purpose });
    return fail(row.triesLeft === 0 ? 'code_expired' : 'wrong_code');
  }
  if (!payload) return fail('code_expired');
  const redeem = (tx: Tx) =>
    must(
      tx
        .update(codes)
        .set({ redeemedAt: new Date(), payload: '' })
        .where(and(isLive, eq(codes.codeHash, row.codeHash))),
    );
  const giveBack = (tx: Tx) =>
    tx
      .update(codes)
      .set({ triesLeft: sql`${codes.triesLeft} + 1` })
      .where(and(isLive, eq(codes.codeHash, row.codeHash)));
  return ok({ email: row.email, payload, redeem, giveBack });
}
