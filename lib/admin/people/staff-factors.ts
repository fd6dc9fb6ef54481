import 'server-only';
import { eq, type SQL } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import type { Admin } from '#lib/admin/actor';
import type { PeopleFilter } from '#lib/admin/people/filter';
import { roleHas } from '#lib/permissions/table';

/**
 * Whether they may know which of the staff has no second factor: it says whose account is the easiest to get into. Only the
 * operator and those who give roles.
 */
export const knowsStaffFactors = (by: Admin): boolean =>
  by === 'operator' || roleHas(by.user.role, 'account:change-role:any');

/** Of whom a filter may say it: to others those without a second factor are members alone. Undefined where it is of everybody. */
export const askedOfMembers = (by: Admin, { state }: PeopleFilter): SQL | undefined =>
  state === 'no-factor' && !knowsStaffFactors(by) ? eq(users.role, 'member') : undefined;
