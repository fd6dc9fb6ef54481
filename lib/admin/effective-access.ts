import 'server-only';
import { and, asc, eq, sql } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { users } from '#drizzle/schema/users';
import { type Admin, permitted } from '#lib/admin/actor';
import { userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { aliasOf } from '#lib/db/engine';

/** A place among them: "note:ID". */
export const PLACE_OF_GRANT = /^([a-z-]+):(.+)$/u;

/**
 * What a person may reach, and how they got it: the grants of theirs, at most `limit`, beginning after the
 * place `after` ("note:ID"). Says which thing only by its id: what stands in it is not for those who
 * administer. `next` is where the following page begins, null on the last.
 */
export async function listEffectiveAccess(
  by: Admin,
  userId: string,
  { limit, after = '' }: { limit: number; after?: string },
) {
  const giver = aliasOf(users, 'giver');
  const [, kind = '', object = ''] = after.match(PLACE_OF_GRANT) ?? [];
  const rows = await db()
    .select({
      kind: grants.kind,
      object: grants.object,
      relation: grants.relation,
      createdAt: grants.createdAt,
      grantedBy: grants.grantedBy,
      giver: giver.email,
    })
    .from(grants)
    .leftJoin(giver, eq(giver.id, grants.grantedBy))
    .where(
      and(
        eq(grants.subject, userSubject(userId)),
        sql`(${grants.kind}, ${grants.object}) > (${kind}, ${object})`,
        permitted(by, 'account:read-reach', sql`${userId}`),
      ),
    )
    .orderBy(asc(grants.kind), asc(grants.object))
    .limit(limit + 1);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    grants: rows.slice(0, limit).map(({ grantedBy, ...row }) => ({
      ...row,
      isOwnMaking: grantedBy === null || grantedBy === userId,
    })),
    next: last ? `${last.kind}:${last.object}` : null,
  };
}
