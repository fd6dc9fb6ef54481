import 'server-only';
import { and, count, eq, gte, inArray, sql } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import type { AuditType } from '#lib/audit/types';
import { integerParam, prepared, textParam } from '#lib/db/prepared';
import { dayIn } from '#lib/wall-time';

const DAY_MS = 24 * 3_600_000;
/** So many days are shown, today the last. */
export const STRIP_DAYS = 30;
/** The clocks of every zone are ahead of UTC by whole quarters of an hour: no quarter lies on two days. */
const QUARTER_MS = 15 * 60_000;
const SIGNED_IN: AuditType = 'authn_login_success';
const FAILED: AuditType = 'authn_login_fail';
/** More quarters than there are in these days, for each of the two. */
const MOST = 2 * (STRIP_DAYS + 2) * 96;

const quarter = sql<number>`${auditEvents.at} / ${sql.raw(String(QUARTER_MS))}`.mapWith(Number);

const counted = prepared((db) =>
  db
    .select({ type: auditEvents.type, quarter: quarter.as('quarter'), count: count() })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.userId, textParam('userId')),
        inArray(auditEvents.type, [SIGNED_IN, FAILED]),
        gte(auditEvents.at, integerParam('from')),
      ),
    )
    .groupBy(auditEvents.type, quarter)
    .limit(integerParam('most'))
    .prepare(),
);

type Counted = { type: string; quarter: number; count: number };

/** One day in the zone of the person: how often somebody signed in, and how often a wrong proof was refused. */
export type SignInDay = { day: string; signIns: number; failures: number };

type Whose = { user: { id: string; timeZone: string } };

/** The last thirty days of the viewer's account, the oldest first, each also where nothing happened. One statement. */
export async function signInDays({ user }: Whose, now = new Date()): Promise<SignInDay[]> {
  // The first day began a little before: days have 25 hours, and one has begun.
  const from = now.getTime() - (STRIP_DAYS + 1) * DAY_MS;
  const rows = await counted().execute({ userId: user.id, from, most: MOST });
  return signInsByDay(rows, user.timeZone, now);
}

/** The same of what was counted by quarters of an hour since 1970. */
export function signInsByDay(rows: Counted[], zone: string, now: Date): SignInDay[] {
  const dayOf = dayIn(zone);
  const today = Date.parse(dayOf(now));
  const days = new Map(
    Array.from({ length: STRIP_DAYS }, (_, nth) => {
      const at = new Date(today - (STRIP_DAYS - 1 - nth) * DAY_MS);
      const day = at.toISOString().slice(0, 10);
      const none: SignInDay = { day, signIns: 0, failures: 0 };
      return [day, none] as const;
    }),
  );
  for (const { type, quarter, count } of rows) {
    const found = days.get(dayOf(new Date(quarter * QUARTER_MS)));
    if (found) found[type === FAILED ? 'failures' : 'signIns'] += count;
  }
  return [...days.values()];
}
