import 'server-only';
import { and, eq } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { relationsFor } from '#lib/permissions/table';
import type { ThingResource } from '#lib/resource';
import { type Actor, actOn, mayDo, type RowOf, type Thing } from '#lib/things/access';

/** A thing as its reader has it: its row, what they are to it, and what they may do with it. */
export type ReadThing<Of extends ThingResource = ThingResource> = RowOf<Of> & {
  id: string;
  revision: number;
  updatedAt: Date;
  relation: string;
  offeredAt: Date | null;
  mayEdit: boolean;
  mayDelete: boolean;
  mayShare: boolean;
  mayLeave: boolean;
};

/**
 * A thing, with what the viewer is to it and may do with it; null when they may not read it, or there is
 * none. What it says may be done is for the page: each act asks for itself.
 */
export async function readThing<Of extends ThingResource>(
  viewer: Actor,
  thing: Thing<Of>,
): Promise<ReadThing<Of> | null> {
  const { of } = thing;
  const table: ThingResource['table'] = of.table;
  const isOwn = and(
    eq(grants.subject, userSubject(viewer.user.id)),
    eq(grants.kind, of.kind),
    eq(grants.object, of.table.id),
  );
  const [found] = await db()
    .select({ row: table, relation: grants.relation, offeredAt: grants.offeredAt })
    .from(table)
    .innerJoin(grants, isOwn)
    .where(mayDo(viewer, 'read', thing));
  if (!found) return null;
  const { row, relation, offeredAt } = found;
  const may = (verb: 'edit' | 'delete' | 'share' | 'leave') =>
    relationsFor(actOn(of, verb)).includes(relation);
  return {
    ...(row as object),
    relation,
    offeredAt,
    mayEdit: may('edit'),
    mayDelete: may('delete'),
    mayShare: may('share'),
    mayLeave: may('leave'),
  } as ReadThing<Of>;
}
