import 'server-only';
import { type AnyColumn, and, eq, exists, type SQL, sql } from 'drizzle-orm';
import type { Secret } from '#drizzle/columns';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import { insertWhere } from '#lib/db/insert-where';
import type { Write } from '#lib/db/transaction';

export const PASSWORD_KIND = 'password';

/** True for the row with the password of this person. There is one at most, and it is found by their id. */
export const isPasswordOf = (userId: string | AnyColumn) =>
  and(eq(credentials.kind, PASSWORD_KIND), eq(credentials.handle, userId));

/** The hash of their password, or an empty text where they have none: a part of a query. */
export function hashOf(userId: string | AnyColumn) {
  const found = db()
    .select({ secret: credentials.secret })
    .from(credentials)
    .where(isPasswordOf(userId));
  return sql<Secret>`coalesce((${found}), '')`;
}

/** The row of a first password. It has the id of its owner, who has one at most. */
export const passwordRow = (userId: string, hash: Secret): typeof credentials.$inferInsert => {
  const now = new Date();
  return {
    id: userId,
    userId,
    kind: PASSWORD_KIND,
    handle: userId,
    secret: hash,
    createdAt: now,
    confirmedAt: now,
  };
};

/** The write that gives somebody this password, whether they had one or not, while this is so of them. */
export const setPassword =
  (userId: string, hash: Secret, isSo?: SQL): Write =>
  (tx) => {
    const owner = db()
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), isSo));
    const row = passwordRow(userId, hash);
    return insertWhere(
      credentials,
      row,
      exists(owner),
    )(tx).onConflictDoUpdate({
      target: [credentials.kind, credentials.handle],
      set: { secret: hash, createdAt: row.createdAt },
    });
  };

/** Whether somebody has a password. */
export async function hasPassword(userId: string): Promise<boolean> {
  const [row] = await db()
    .select({ id: credentials.id })
    .from(credentials)
    .where(isPasswordOf(userId));
  return row !== undefined;
}
