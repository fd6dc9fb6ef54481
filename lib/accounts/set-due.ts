import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, gt, inArray, isNotNull, isNull, not, or, type SQL } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import { withRetry } from '#lib/db/transaction';
import { env } from '#lib/env';
import { GRACE_MS, hasFactor, mustHaveFactor } from '#lib/factors/second-factor-due';
import { ROLES } from '#lib/resource';

const SLICE = 500;
const PAUSE_MS = 2;

/**
 * Says of every account from when on it must have a second factor, as the setting is now: those that got the duty by an
 * upgrade or another setting have seven days from here. A time that was set before stays. Answers of how many it said
 * something new.
 */
export async function setDue(): Promise<number> {
  const must = ROLES.filter(mustHaveFactor);
  const isFree =
    must.length < ROLES.length &&
    inArray(
      users.role,
      ROLES.filter((one) => !must.includes(one)),
    );
  const isOver = and(
    isNotNull(users.secondFactorDueAt),
    or(isFree || undefined, hasFactor(users.id)),
  );
  const isNew = and(
    isNull(users.secondFactorDueAt),
    inArray(users.role, must),
    not(hasFactor(users.id)),
  );
  const lifted = await inSlices(isOver, null);
  return env().SECOND_FACTOR === 'optional'
    ? lifted
    : lifted + (await inSlices(isNew, new Date(Date.now() + GRACE_MS)));
}

/** By their ids, one slice after the other, so that nobody waits for it. */
async function inSlices(which: SQL | undefined, secondFactorDueAt: Date | null): Promise<number> {
  let total = 0;
  for (let last = ''; ; await sleep(PAUSE_MS)) {
    const rows = await db()
      .select({ id: users.id })
      .from(users)
      .where(and(gt(users.id, last), which))
      .orderBy(asc(users.id))
      .limit(SLICE);
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0)
      await withRetry(() =>
        db()
          .update(users)
          .set({ secondFactorDueAt })
          .where(and(inArray(users.id, ids), which)),
      );
    total += ids.length;
    last = ids.at(-1) ?? last;
    if (ids.length < SLICE) return total;
  }
}
