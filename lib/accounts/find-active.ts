import 'server-only';
import { and, eq } from 'drizzle-orm';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import { whereEnabled } from '#lib/session/account-state';

/** The account with this canonical address; null where nobody who can sign in now has it. */
export async function findActive(email: string): Promise<{ id: string } | null> {
  const [user] = await db()
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, email), whereEnabled()));
  return user ?? null;
}
