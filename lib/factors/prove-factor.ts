import 'server-only';
import { record } from '#lib/audit/record';
import { transaction } from '#lib/db/transaction';
import type { AskedField } from '#lib/factors/asked';
import type { Factor } from '#lib/factors/factor';
import { factorByAccount } from '#lib/factors/limits';
import { FACTORS } from '#lib/factors/list';
import type { Proven } from '#lib/factors/proven';
import { forget, type Limit, take } from '#lib/limits/take';
import { fail, ok, type Result } from '#lib/result';

export type FactorFailure = 'wrong_factor' | 'too_many_attempts';

/** The factor that this account asks for; null where the first proof is enough. */
export async function factorOf(userId: string): Promise<Factor | null> {
  for (const factor of FACTORS) if (await factor.isSetUp(userId)) return factor;
  return null;
}

/** The field of a form that asks for a factor. */
export const fieldOf = ({ field }: Factor): AskedField => ({ name: 'factor', ...field });

/**
 * Has a factor proven: the one place for every page that asks for one, so that all of them share one budget of guesses.
 * A try is counted before anything is compared, and a right password gives none back.
 */
export async function proveFactor(
  factor: Factor,
  userId: string,
  typed: string,
): Promise<Result<Proven, FactorFailure>> {
  const limit: Limit = [factorByAccount, userId];
  const throttled = await take([limit]);
  if (throttled) return fail('too_many_attempts', throttled);
  const outcome = await factor.prove(userId, typed);
  if (!outcome.ok) {
    await transaction(record({ type: 'authn_login_fail', userId, detail: factor.kind }));
    return outcome;
  }
  const settle = [forget(limit), outcome.value];
  return ok({ userId, amr: [factor.amr], factor: factor.kind, provenAt: new Date(), settle });
}
