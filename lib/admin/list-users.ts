import 'server-only';
import { asc, gt } from 'drizzle-orm';
import { users } from '#drizzle/schema';
import { db } from '#lib/db/client';

/**
 * People with an account, in the order of their addresses, at most `limit`, beginning after the address
 * `after`. `next` is where the following page begins, null on the last. For the operator only.
 */
export async function listUsers({ limit, after }: { limit: number; after: string }) {
  const rows = await db()
    .select({
      email: users.email,
      name: users.name,
      createdAt: users.createdAt,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .where(gt(users.email, after))
    .orderBy(asc(users.email))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return { users: page, next: rows.length > limit ? (page.at(-1)?.email ?? null) : null };
}
