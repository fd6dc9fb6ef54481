import 'server-only';
import { and, eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { type Admin, permitted } from '#lib/admin/actor';
import { db } from '#lib/db/client';
import type { Act } from '#lib/permissions/table';

/**
 * The account with this id, as far as it takes to do this to it; null when there is none or it is not
 * theirs to do it to. Which of the two makes no difference.
 */
export async function findAccount(by: Admin, act: Act, userId: string) {
  const [user] = await db()
    .select({
      id: users.id,
      email: users.email,
      role: users.role,
      language: users.language,
      timeZone: users.timeZone,
    })
    .from(users)
    .where(and(eq(users.id, userId), permitted(by, act, users.id)));
  return user ?? null;
}

/** The id of the account with a canonical address, for the operator; null when there is none. */
export async function findIdOf(email: string): Promise<string | null> {
  const [user] = await db().select({ id: users.id }).from(users).where(eq(users.email, email));
  return user?.id ?? null;
}
