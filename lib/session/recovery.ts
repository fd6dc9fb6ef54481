import 'server-only';
import { eq, exists } from 'drizzle-orm';
import { recoveries } from '#drizzle/schema/recoveries';
import { type AuditActor, record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import type { Write } from '#lib/db/transaction';

/**
 * The write that stops a recovery of this account, and tells the log, if one is under way: a person who signs in has
 * lost nothing. In `expectRow` there has to be one.
 */
export function stopRecovery(userId: string, actor: AuditActor = 'user'): Write {
  const isIt = eq(recoveries.userId, userId);
  const underWay = db().select({ userId: recoveries.userId }).from(recoveries).where(isIt);
  return [
    record({ type: 'user_recovery_stopped', userId, actor }, exists(underWay)),
    (tx) => tx.delete(recoveries).where(isIt),
  ];
}
