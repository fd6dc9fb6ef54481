import 'server-only';
import { asc } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { fits } from '#lib/admin/people/filter';
import { knowsStaffFactors } from '#lib/admin/people/staff-factors';
import { db } from '#lib/db/client';
import { ROLES, type Role } from '#lib/resource';
import type { Viewer } from '#lib/session/store';

const STAFF = ROLES.filter((role) => role !== 'member');
/** So many of a role are counted; so many are named. */
const MOST = 100;
const NAMED = 3;

export type StaffWithout = {
  role: Role;
  count: number;
  named: { id: string; email: string }[];
};

/**
 * Who of those that may do things to the accounts of others has no second factor, by their roles, without those who are
 * disabled: the same people whom the list finds by role and state. For those who give roles, and can take them; to others
 * nobody.
 */
export async function staffWithoutFactor(viewer: Viewer): Promise<StaffWithout[]> {
  if (!knowsStaffFactors(viewer)) return [];
  const found = await Promise.all(STAFF.map(withoutFactor));
  return found.filter(({ count }) => count > 0);
}

async function withoutFactor(role: Role): Promise<StaffWithout> {
  const found = await db()
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(fits({ role, state: 'no-factor' }))
    .orderBy(asc(users.email))
    .limit(MOST);
  return { role, count: found.length, named: found.slice(0, NAMED) };
}
