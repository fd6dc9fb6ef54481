import 'server-only';
import { and, eq, lte } from 'drizzle-orm';
import { recoveries } from '#drizzle/schema/recoveries';
import { users } from '#drizzle/schema/users';
import { RECOVERY_OPEN_MS } from '#lib/accounts/recovery';
import { recoveryMail } from '#lib/accounts/recovery-mails';
import { db } from '#lib/db/client';
import { expectRow, type Tx, transaction } from '#lib/db/transaction';
import { post } from '#lib/mail/outbox';
import { forReader } from '#lib/mail/reader';
import { stopRecovery } from '#lib/session/recovery';

const DAY_MS = 24 * 3_600_000;
const BATCH = 100;

/**
 * Tells every owner once a day that a recovery of their account is under way, and ends one that was open for a week.
 * Answers how many were looked at.
 */
export async function tellOfRecoveries(): Promise<number> {
  const { userId, opensAt, notifiedAt } = recoveries;
  const spoken = { language: users.language, timeZone: users.timeZone };
  const due = await db()
    .select({ userId, opensAt, notifiedAt, email: users.email, ...spoken })
    .from(recoveries)
    .innerJoin(users, eq(users.id, recoveries.userId))
    .where(lte(notifiedAt, new Date(Date.now() - DAY_MS)))
    .limit(BATCH);
  for (const one of due)
    if (one.opensAt.getTime() <= Date.now() - RECOVERY_OPEN_MS)
      await transaction(stopRecovery(one.userId, 'system'));
    else
      await transaction(
        expectRow(noteTold(one)),
        await post(
          one.email,
          forReader(one, () => recoveryMail(one.opensAt)),
        ),
      );
  return due.length;
}

/** Of several that tell at once, one does. */
const noteTold = (told: { userId: string; notifiedAt: Date }) => (tx: Tx) =>
  tx
    .update(recoveries)
    .set({ notifiedAt: new Date() })
    .where(and(eq(recoveries.userId, told.userId), eq(recoveries.notifiedAt, told.notifiedAt)));
