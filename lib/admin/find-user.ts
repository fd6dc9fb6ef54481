import 'server-only';
import { eq } from 'drizzle-orm';
import { users } from '#drizzle/schema';
import { db } from '#lib/db/client';

/** The account of a canonical address, without anything that proves a password; null when there is none. */
export async function findUser(email: string) {
  const [user] = await db()
    .select({
      id: users.id,
      email: users.email,
      name: users.name,
      createdAt: users.createdAt,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .where(eq(users.email, email));
  return user ?? null;
}
