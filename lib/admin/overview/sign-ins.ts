import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq, gte, lt, sql } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import { daysUntil, HOURS_OF_DAY, type HoursOfDay } from '#lib/admin/overview/hours';
import { forAMinute } from '#lib/admin/overview/minute';
import { idAt } from '#lib/audit/period';
import type { AuditType } from '#lib/audit/types';
import type { Db } from '#lib/db/client';
import { ONE_ROW } from '#lib/db/engine';
import { integerParam, prepared, textParam } from '#lib/db/prepared';
import { roleHas } from '#lib/permissions/table';
import type { Viewer } from '#lib/session/store';
import { zoneFor } from '#lib/wall-time';

const DAYS = 30;
/** What is more in one hour is not counted: reading on would cost what somebody who tries passwords likes. */
export const MOST_AN_HOUR = 5_000;
const PAUSE_MS = 2;

const KINDS = {
  ok: 'authn_login_success',
  bad: 'authn_login_fail',
} as const satisfies Record<string, AuditType>;
type Kind = keyof typeof KINDS;

export type DayOfSignIns = {
  day: string;
  /** Of each hour on the clocks of the zone. */
  ok: number[];
  bad: number[];
};

/** Those of one hour of a day: a stretch of the index by type and id, and no further than the most. */
function countOf(db: Db, kind: Kind, hour: number) {
  const few = db
    .select({ one: sql`1` })
    .from(auditEvents)
    .where(
      and(
        // One of two words of ours.
        eq(auditEvents.type, sql.raw(`'${KINDS[kind]}'`)),
        gte(auditEvents.id, textParam(`edge${hour}`)),
        lt(auditEvents.id, textParam(`edge${hour + 1}`)),
      ),
    )
    .limit(integerParam('most'));
  return sql`(select count(*) from ${few} as few)`.mapWith(Number);
}

const columnOf = (kind: Kind, hour: number) => `${kind}${hour}`;

/** All of one day in one statement. */
const counted = prepared((db) => {
  const columns = (kind: Kind) =>
    HOURS_OF_DAY.map((hour) => [columnOf(kind, hour), countOf(db, kind, hour)] as const);
  return db
    .select(Object.fromEntries([...columns('ok'), ...columns('bad')]))
    .from(ONE_ROW)
    .prepare();
});

async function countDay({ day, edges }: HoursOfDay): Promise<DayOfSignIns> {
  const places = Object.fromEntries(edges.map((edge, at) => [`edge${at}`, idAt(edge)]));
  const [row = {}] = await counted().execute({ ...places, most: MOST_AN_HOUR });
  const of = (kind: Kind) => HOURS_OF_DAY.map((hour) => Number(row[columnOf(kind, hour)]));
  return { day, ok: of('ok'), bad: of('bad') };
}

/**
 * The sign-ins of the last thirty days and the tries that failed, by the hour on the clocks of the viewer, at most so many
 * of an hour. Day after day with a pause, so that nobody waits for it; a minute old at most. For those who may read the
 * log; to others there are none.
 */
export async function signInsOf({ user }: Viewer): Promise<DayOfSignIns[]> {
  if (!roleHas(user.role, 'audit:read:any')) return [];
  const zone = zoneFor(user.timeZone);
  return forAMinute(`sign-ins ${zone}`, async () => {
    const days: DayOfSignIns[] = [];
    for (const day of daysUntil(new Date(), DAYS, zone)) {
      days.push(await countDay(day));
      await sleep(PAUSE_MS);
    }
    return days;
  });
}
