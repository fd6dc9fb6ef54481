import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { userSubject } from '#lib/authorization/grants';
import { listAccessible } from '#lib/authorization/list-accessible';
import { db } from '#lib/db/client';
import { PER_PAGE } from '#lib/pages';
import type { ThingResource } from '#lib/resource';
import { type Actor, actOn } from '#lib/things/access';
import { calledBy } from '#lib/things/columns';

/** One of a list: how it is called, and what the viewer is to it. */
export type ListedThing = {
  id: string;
  title: string;
  updatedAt: Date;
  relation: string;
  offeredAt: Date | null;
};

/**
 * The things of a kind that the viewer may see, newest first, at most `limit`, beginning after the one with the id
 * `after`; `next` is where the following page begins, null on the last.
 */
export async function listThings(
  viewer: Actor,
  of: ThingResource,
  after?: string,
  limit = PER_PAGE,
): Promise<{ things: ListedThing[]; next: string | null }> {
  const { kind, table } = of;
  const found = await listAccessible(viewer, actOn(of, 'list'), { limit: limit + 1, after });
  const page = found.slice(0, limit);
  const ids = page.map(({ id }) => id);
  const isOwn = and(
    eq(grants.subject, userSubject(viewer.user.id)),
    eq(grants.kind, kind),
    eq(grants.object, table.id),
  );
  const rows = await db()
    .select({
      id: table.id,
      title: calledBy(of),
      updatedAt: table.updatedAt,
      relation: grants.relation,
      offeredAt: grants.offeredAt,
    })
    .from(table)
    .innerJoin(grants, isOwn)
    .where(inArray(table.id, ids))
    .limit(limit);
  const byId = new Map(rows.map((row) => [row.id, row as ListedThing]));
  const things = ids.flatMap((id) => byId.get(id) ?? []);
  return { things, next: found.length > limit ? (ids.at(-1) ?? null) : null };
}
