import 'server-only';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { transaction } from '#lib/db/transaction';
import type { Authentication } from '#lib/factors/authentication';
import type { Factor } from '#lib/factors/factor';
import { factorByAccount } from '#lib/factors/limits';
import { FACTORS } from '#lib/factors/list';
import type { RequestedField } from '#lib/factors/proof-request';
import { type Limit, resetLimit, take } from '#lib/limits/take';
import { fail, ok, type Result } from '#lib/result';

export type FactorFailure = 'wrong_factor' | 'too_many_attempts';

/** The factor that this account asks for; null where the first proof is enough. */
export async function factorOf(userId: string): Promise<Factor | null> {
  for (const factor of FACTORS) if (await factor.isSetUp(userId)) return factor;
  return null;
}

/** The field of a form that asks for a factor. */
export const fieldOf = ({ field }: Factor): RequestedField => ({ name: 'factor', ...field });

/**
 * Has a factor proven: the one place for every page that asks for one, so that all of them share one budget of guesses.
 * A try is counted before anything is compared, and a right password gives none back.
 */
export async function verifyFactor(
  factor: Factor,
  userId: string,
  typed: string,
): Promise<Result<Authentication, FactorFailure>> {
  const limit: Limit = [factorByAccount, userId];
  const throttled = await take([limit]);
  if (throttled) return fail('too_many_attempts', throttled);
  const outcome = await factor.verify(userId, typed);
  if (!outcome.ok) {
    const detail = detailOf('factor', { kind: factor.kind });
    await transaction(record({ type: 'authn_login_fail', userId, detail }));
    return outcome;
  }
  const settle = [resetLimit(limit), outcome.value];
  return ok({
    userId,
    amr: [factor.amr],
    factor: factor.kind,
    authenticatedAt: new Date(),
    settle,
  });
}
