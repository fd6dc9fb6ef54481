import 'server-only';
import { and, asc, inArray, not } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { knowsStaffFactors } from '#lib/admin/people/staff-factors';
import { db } from '#lib/db/client';
import { hasFactor } from '#lib/factors/second-factor-due';
import { ROLES } from '#lib/resource';
import { whereEnabled } from '#lib/session/account-state';
import type { Viewer } from '#lib/session/store';

const STAFF = ROLES.filter((role) => role !== 'member');
/** So many are counted; so many are named. */
const MOST = 100;
const NAMED = 3;

export type StaffWithout = { count: number; named: { id: string; email: string; role: string }[] };

/**
 * Who of those that may do things to the accounts of others has no second factor, without those who are disabled. For
 * those who give roles, and can take them; to others nobody.
 */
export async function staffWithoutFactor(viewer: Viewer): Promise<StaffWithout> {
  if (!knowsStaffFactors(viewer)) return { count: 0, named: [] };
  const found = await db()
    .select({ id: users.id, email: users.email, role: users.role })
    .from(users)
    .where(and(inArray(users.role, STAFF), not(hasFactor(users.id)), whereEnabled()))
    .orderBy(asc(users.email))
    .limit(MOST);
  return { count: found.length, named: found.slice(0, NAMED) };
}
