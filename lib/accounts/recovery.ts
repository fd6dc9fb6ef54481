import 'server-only';
import { and, eq, gt, lte } from 'drizzle-orm';
import { recoveries } from '#drizzle/schema/recoveries';
import { db } from '#lib/db/client';

const DAY_MS = 24 * 3_600_000;
/** So long a mailbox can open its account after the waiting time; then the recovery is over. */
export const RECOVERY_OPEN_MS = 7 * DAY_MS;

/** A recovery that is under way: when its waiting time ends, and whether it has. Null where there is none. */
export async function findRecovery(userId: string) {
  const [row] = await db()
    .select({ opensAt: recoveries.opensAt })
    .from(recoveries)
    .where(and(eq(recoveries.userId, userId), gt(recoveries.opensAt, longAgo())));
  return row ? { opensAt: row.opensAt, isOpen: row.opensAt.getTime() <= Date.now() } : null;
}

/** True for the row of a recovery whose waiting time is over, and that is not over itself. */
export const isOpenFor = (userId: string) =>
  and(
    eq(recoveries.userId, userId),
    lte(recoveries.opensAt, new Date()),
    gt(recoveries.opensAt, longAgo()),
  );

const longAgo = () => new Date(Date.now() - RECOVERY_OPEN_MS);
