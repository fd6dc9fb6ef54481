import 'server-only';
import { and, eq, isNotNull, lt } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { db } from '#lib/db/client';
import { expectRow } from '#lib/db/transaction';
import type { Factor } from '#lib/factors/factor';
import { isNewest, openKey, sealKey } from '#lib/factors/totp/key';
import { stepOf } from '#lib/factors/totp/totp';
import { fail, ok } from '#lib/result';
import { codeFrom } from '#lib/text';
import { say } from '#texts/say';

export const TOTP = 'totp';
const LONGEST_TYPED = 100;

/** True for the row of this person's app. There is one at most, and it is found by their id. */
export const isAppOf = (userId: string) =>
  and(eq(credentials.kind, TOTP), eq(credentials.handle, userId));

/** The six digits that were typed: of any script, with whatever stands between them; empty when there are others. */
export function digitsOf(typed: string): string {
  const code = typed.length > LONGEST_TYPED ? '' : codeFrom(typed);
  return /^\d{6}$/.test(code) ? code : '';
}

/**
 * An app that shows six digits, others each half minute. Its row keeps the last step that was used, and one statement
 * raises it: of many who send the same code one goes on. A key that cannot be opened takes no code.
 */
export const totp: Factor = {
  kind: TOTP,
  amr: ['otp'],
  get field() {
    return { label: say('factors.totp') };
  },
  get title() {
    return say('factors.totpTitle');
  },
  isSetUp: (kinds) => kinds.has(TOTP),
  isAnswer: (typed) => digitsOf(typed) !== '',
  async verify(userId, typed) {
    const isReady = and(isAppOf(userId), isNotNull(credentials.confirmedAt));
    const [row] = await db().select().from(credentials).where(isReady);
    const key = row && (await openKey(row.secret, userId));
    const step = key && stepOf(key, digitsOf(typed), row.counter);
    if (!step) return fail('wrong_factor');
    const secret = isNewest(row.secret) ? row.secret : await sealKey(key, userId);
    const isStillSo = and(
      isReady,
      eq(credentials.secret, row.secret),
      lt(credentials.counter, step),
    );
    const values = { counter: step, secret, lastUsedAt: new Date() };
    return ok(expectRow((tx) => tx.update(credentials).set(values).where(isStillSo)));
  },
};
