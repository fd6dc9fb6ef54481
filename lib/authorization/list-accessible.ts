import 'server-only';
import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { type Act, relationsFor, roleHas } from '#lib/permissions/table';

/** Comes after every id. */
const LAST = '~';

/**
 * The ids of the things that were granted to the viewer so that they may do this to them, with the relation
 * that allows it: newest first, at most `limit`, beginning after the id `after`. Read by the index, never
 * filtered afterwards. What a role may do to any thing is no grant and is not listed here.
 */
export async function listAccessible(
  viewer: { user: { id: string; role: string } },
  act: Act,
  { limit, after = LAST }: { limit: number; after?: string | undefined },
): Promise<{ id: string; relation: string }[]> {
  if (!roleHas(viewer.user.role, `${act}:own`)) return [];
  return db()
    .select({ id: grants.object, relation: grants.relation })
    .from(grants)
    .where(
      and(
        eq(grants.subject, userSubject(viewer.user.id)),
        eq(grants.kind, act.slice(0, act.indexOf(':'))),
        lt(grants.object, after),
        inArray(grants.relation, relationsFor(act)),
      ),
    )
    .orderBy(desc(grants.object))
    .limit(limit);
}
