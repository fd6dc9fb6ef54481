import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { expectRow } from '#lib/db/transaction';
import type { Factor } from '#lib/factors/factor';
import { handlesOf, readCode } from '#lib/factors/recovery-codes/code';
import { recoveryCodeUsedMail } from '#lib/factors/recovery-codes/mail';
import { countCodes, RECOVERY_CODE } from '#lib/factors/recovery-codes/rows';
import { post } from '#lib/mail/outbox';
import { fail, ok } from '#lib/result';
import { say } from '#texts/say';

/**
 * A code that was kept for the day on which everything else is lost: it works once, for its row goes with it, and its
 * owner is told. It is something that somebody holds (NIST SP 800-63B-4 3.1.2, a look-up secret).
 */
export const recoveryCodes: Factor = {
  kind: RECOVERY_CODE,
  amr: ['otp'],
  isReserve: true,
  get field() {
    return { label: say('factors.recoveryCode'), hint: say('factors.recoveryCodeHint') };
  },
  get title() {
    return say('factors.recoveryCodeTitle');
  },
  isSetUp: (kinds) => kinds.has(RECOVERY_CODE),
  isAnswer: (typed) => readCode(typed) !== '',
  async verify(userId, typed) {
    const isIt = and(
      eq(credentials.kind, RECOVERY_CODE),
      inArray(credentials.handle, handlesOf(userId, typed)),
      eq(credentials.userId, userId),
    );
    const [found] = await db()
      .select({ id: credentials.id, email: users.email })
      .from(credentials)
      .innerJoin(users, eq(users.id, credentials.userId))
      .where(isIt)
      .limit(1);
    if (!found || readCode(typed) === '') return fail('wrong_factor');
    const left = (await countCodes(userId)) - 1;
    return ok([
      expectRow((tx) => tx.delete(credentials).where(and(eq(credentials.id, found.id), isIt))),
      record({ type: 'credential_used', userId, detail: 'recovery_codes' }),
      await post(found.email, recoveryCodeUsedMail(left)),
    ]);
  },
};
