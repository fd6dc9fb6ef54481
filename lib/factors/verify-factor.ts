import 'server-only';
import { and, eq, isNotNull, notExists, notInArray } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import type { Authentication } from '#lib/factors/authentication';
import type { Factor } from '#lib/factors/factor';
import { factorByAccount } from '#lib/factors/limits';
import { FACTORS } from '#lib/factors/list';
import { PASSWORD_KIND } from '#lib/factors/password';
import type { ProofRequest, RequestedField } from '#lib/factors/proof-request';
import { type Limit, resetLimit, take } from '#lib/limits/take';
import { fail, ok, type Result } from '#lib/result';

export type FactorFailure = 'wrong_factor' | 'too_many_attempts';

/** The factors of this account, the one to ask for first; none where the first proof is enough. */
export const factorsOf = async (userId: string): Promise<Factor[]> =>
  factorsAmong(await kindsOf(userId), userId);

/** The same of an account that has these kinds of credentials. */
export function factorsAmong(kinds: ReadonlySet<string>, userId: string): Factor[] {
  const found = FACTORS.filter((factor) => factor.isSetUp(kinds, userId));
  return found.every(({ isReserve }) => isReserve) ? [] : found;
}

/** The kinds of credentials that this person has shown to work. */
export async function kindsOf(userId: string): Promise<ReadonlySet<string>> {
  const rows = await db()
    .selectDistinct({ kind: credentials.kind })
    .from(credentials)
    .where(and(eq(credentials.userId, userId), isNotNull(credentials.confirmedAt)));
  return new Set(rows.map(({ kind }) => kind));
}

/**
 * True while this person has shown no kind of credential to work besides these, a password, which is no factor, and what
 * only stands in for one: part of a statement that relies on that.
 */
export function hasOnly(userId: string, kinds: ReadonlySet<string>) {
  const isOther = and(
    eq(credentials.userId, userId),
    isNotNull(credentials.confirmedAt),
    notInArray(credentials.kind, [...kinds, PASSWORD_KIND, ...reserves()]),
  );
  return notExists(db().select({ id: credentials.id }).from(credentials).where(isOther));
}

const reserves = () => FACTORS.filter(({ isReserve }) => isReserve).map(({ kind }) => kind);

/** What a form asks for that asks for a factor: the one that was chosen, else the first that is typed. */
export function requestFor(
  factors: Factor[],
  { name = 'factor', by }: { name?: RequestedField['name']; by?: string | undefined } = {},
): Omit<ProofRequest, 'username'> {
  const typed = factors.filter(({ field }) => field !== null);
  const chosen = typed.find(({ kind }) => kind === by) ?? typed[0];
  const others = typed.filter((factor) => factor !== chosen && factor.title);
  return {
    fields: chosen?.field ? [{ name, ...chosen.field }] : [],
    takesPasskey: factors.some(({ field }) => field === null),
    others: others.map(({ kind, title = '' }) => ({ kind, title })),
  };
}

/**
 * Has one of these factors proven: the one place for every page that asks for one, so that all of them share one budget
 * of guesses. A try is counted before anything is compared, and a right password gives none back. `browser` names one
 * that signed in to this account before, or the session that asks: its tries are counted apart from those of strangers,
 * so that a person who knows the password cannot lock the owner out. A passkey is no guess and does not come here
 * (lib/accounts/verify-passkey): what is guessed at a field closes none.
 */
export async function verifyFactor(
  factors: Factor[],
  userId: string,
  typed: string,
  browser: string | null,
): Promise<Result<Authentication, FactorFailure>> {
  const factor = factors.find(({ isAnswer }) => isAnswer?.(typed) ?? true);
  const limit: Limit = [factorByAccount, browser ? `${userId} ${browser}` : userId];
  const throttled = await take([limit]);
  if (throttled) return fail('too_many_attempts', throttled);
  const outcome = (await factor?.verify(userId, typed)) ?? fail('wrong_factor');
  if (!outcome.ok) {
    const detail = factor ? detailOf('factor', { kind: factor.kind }) : '';
    await transaction(record({ type: 'authn_login_fail', userId, detail }));
    return outcome;
  }
  const { kind = '', amr = [] } = factor ?? {};
  const settle = [resetLimit(limit), outcome.value];
  return ok({ userId, amr, factor: kind, authenticatedAt: new Date(), settle });
}
