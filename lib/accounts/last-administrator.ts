import 'server-only';
import { and, eq, exists, ne, or, sql } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import { aliasOf } from '#lib/db/engine';
import { whereDisabled, whereEnabled } from '#lib/session/account-state';

/**
 * The condition for a statement that takes an administrator away: true while another one who can sign in now is left.
 * A disabled administrator, even for an hour, does not count. It stands in the statement itself and is about other
 * rows: two who remove each other at the same time cannot both succeed because `transaction` lets one write at a time,
 * or answers as if it did. See decision 030.
 */
export function leavesAnAdministrator() {
  const other = aliasOf(users, 'other');
  // The word stands in the statement: few have this role, and a planner that is told it later thinks that many have.
  const another = db()
    .select({ one: sql`1` })
    .from(other)
    .where(and(sql`${other.role} = 'administrator'`, ne(other.id, users.id), whereEnabled(other)));
  return or(ne(users.role, 'administrator'), whereDisabled(), exists(another));
}

/** Whether taking this account away would leave no administrator: why such a statement changed nothing. */
export async function isLastAdministrator(userId: string): Promise<boolean> {
  const [removable] = await db()
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), leavesAnAdministrator()));
  const [found] = await db().select({ id: users.id }).from(users).where(eq(users.id, userId));
  return found !== undefined && removable === undefined;
}
