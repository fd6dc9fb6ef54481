import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { readDetail } from '#lib/audit/detail';
import { type LoggedEvent, type Names, thingIn } from '#lib/audit/say';
import { allowed } from '#lib/authorization/can';
import { db } from '#lib/db/client';
import type { ThingResource } from '#lib/resource';
import { marksOf } from '#lib/sharing/mark';
import { type Actor, actOn } from '#lib/things/access';
import { calledBy } from '#lib/things/columns';

/**
 * What the viewer may be told about the things in some entries of the log: the titles of those they can read at
 * this moment, and the addresses that stand in the lists of these. Of every other thing nothing, whether it is
 * deleted or only closed to them.
 */
export async function namesFor(
  viewer: Actor,
  resources: readonly ThingResource[],
  told: LoggedEvent[],
): Promise<Names> {
  const titles = new Map<string, string>();
  const people = new Map<string, string>();
  const hasMarks = told.some((one) => readDetail(one).params['person']);
  const named = told.flatMap(({ object }) => thingIn(object) ?? []);
  for (const of of resources) {
    const ids = new Set(named.flatMap(({ kind, id }) => (kind === of.kind ? [id] : [])));
    const found = await readable(viewer, of, [...ids]);
    for (const { id, title } of found) titles.set(String(id), String(title));
    if (hasMarks) for (const [mark, address] of await marksIn(of, found)) people.set(mark, address);
  }
  return {
    title: (id) => titles.get(id),
    person: (id, mark) => people.get(`${id} ${mark}`),
  };
}

async function readable(viewer: Actor, of: ThingResource, ids: string[]) {
  if (ids.length === 0) return [];
  const { table } = of;
  const mayRead = and(inArray(table.id, ids), allowed(viewer, actOn(of, 'read'), table.id));
  return db()
    .select({ id: table.id, title: calledBy(of) })
    .from(table)
    .where(mayRead);
}

/** The addresses in the lists of things, by thing and mark. */
async function marksIn({ kind }: ThingResource, found: { id: unknown }[]) {
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => String(id));
  const rows = await db()
    .select({ id: grants.object, address: grants.address })
    .from(grants)
    .where(and(eq(grants.kind, kind), inArray(grants.object, ids)));
  return rows.flatMap(({ id, address }) =>
    marksOf(id, address).map((mark) => [`${id} ${mark}`, address] as const),
  );
}
