import 'server-only';
import { and, eq, exists, inArray, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { ONE_ROW } from '#lib/db/engine';
import { type Act, relationsFor, roleHas } from '#lib/permissions/table';

type Asking = { user: { id: string; role: string } };

const NEVER = sql`1 = 0`;
const ALWAYS = sql`1 = 1`;

/**
 * The rule itself, as a condition for a query: true for the objects (ids, by `object`) that the viewer may
 * do this to. Put it into the `where` of the statement that reads or writes them, so that what is not
 * allowed is not found and nothing can change between the question and the act. An act without a rule is
 * never allowed.
 */
export function allowed(viewer: Asking, act: Act, object: SQLWrapper | string): SQL {
  const { role } = viewer.user;
  if (roleHas(role, `${act}:any`)) return ALWAYS;
  const relations = relationsFor(act);
  if (!roleHas(role, `${act}:own`) || relations.length === 0) return NEVER;
  const isGranted = and(
    eq(grants.subject, userSubject(viewer.user.id)),
    eq(grants.kind, act.slice(0, act.indexOf(':'))),
    sql`${grants.object} = ${object}`,
    inArray(grants.relation, relations),
  );
  return exists(db().select({ one: sql`1` }).from(grants).where(isGranted));
}

/**
 * Whether the viewer may do this to the thing, by the rows as they are now. For a thing that does not exist
 * it is false, as for one of somebody else: unless the role may do it to any, for then no row has
 * to be found. To act, prefer `allowed` in the statement that acts.
 */
export async function can(viewer: Asking, act: Act, thing: string): Promise<boolean> {
  const [row] = await db()
    .select({ one: sql`1` })
    .from(ONE_ROW)
    .where(allowed(viewer, act, thing));
  return row !== undefined;
}
