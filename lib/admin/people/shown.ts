import 'server-only';
import { and, eq, inArray, max, sql } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import type { Admin } from '#lib/admin/actor';
import { SIGNED_IN } from '#lib/admin/people/filter';
import { knowsStaffFactors } from '#lib/admin/people/staff-factors';
import { db } from '#lib/db/client';
import { hasFactor } from '#lib/factors/second-factor-due';

/**
 * What a list shows of people, in the order of these ids. `hasFactor` is null of staff, where whoever asks may not know it.
 */
export async function shownOf(by: Admin, ids: string[]) {
  if (ids.length === 0) return [];
  const rows = await db()
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      role: users.role,
      createdAt: users.createdAt,
      disabledAt: users.disabledAt,
      disabledUntil: users.disabledUntil,
      factor: sql`case when ${hasFactor(users.id)} then 1 else 0 end`.mapWith(Number),
      visit: sql`(${lastVisit()})`.mapWith(users.createdAt),
      entry: sql`(${lastEntry()})`.mapWith(users.createdAt),
    })
    .from(users)
    .where(inArray(users.id, ids))
    .limit(ids.length);
  const knowsAll = knowsStaffFactors(by);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const { factor, visit, entry, ...person } = row;
    const isTold = knowsAll || person.role === 'member';
    const lastSeenAt = later(visit, entry);
    return [{ ...person, hasFactor: isTold ? factor === 1 : null, lastSeenAt }];
  });
}

export type ShownPerson = Awaited<ReturnType<typeof shownOf>>[number];

/** The last visit of a session that is there … */
const lastVisit = () =>
  db()
    .select({ at: max(sessions.lastSeenAt) })
    .from(sessions)
    .where(eq(sessions.userId, users.id));

/** … and when one began last, as far as the log goes back. */
const lastEntry = () =>
  db()
    .select({ at: max(auditEvents.at) })
    .from(auditEvents)
    .where(and(eq(auditEvents.userId, users.id), eq(auditEvents.type, SIGNED_IN)));

function later(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other;
  return one > other ? one : other;
}
