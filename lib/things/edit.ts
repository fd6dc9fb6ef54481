import 'server-only';
import { and, eq, sql } from 'drizzle-orm';
import { wasDoneSince } from '#lib/audit/was-done';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import type { ThingResource } from '#lib/resource';
import { fail, ok } from '#lib/result';
import {
  type Actor,
  auditThing,
  conflict,
  loggedAs,
  mayDo,
  type Thing,
  type ValuesOf,
} from '#lib/things/access';
import { countEdit } from '#lib/things/storage';

/** What a person changed, and the revision they changed it in. */
type Edit<Of extends ThingResource> = { values: ValuesOf<Of>; revision: number };

/**
 * Writes a thing anew, if nobody has since the revision that was read and the viewer may edit it, in one
 * statement. `not_allowed` also when there is no such thing; `changed` when somebody was faster: then
 * nothing is written, `revision` says which one to build on, `by` who it was (`both`: the last one was the viewer,
 * but not the only one), and `isSame` that what stands there is what was to be written; `storage_full` when there is
 * no room for more in the account of its owner.
 */
export async function editThing<Of extends ThingResource>(
  viewer: Actor,
  thing: Thing<Of>,
  { values, revision }: Edit<Of>,
) {
  const { table } = thing.of;
  const mayEdit = mayDo(viewer, 'edit', thing);
  const raised = { revision: sql`${table.revision} + 1`, updatedAt: new Date() };
  const isDone = await transaction(
    countEdit(thing, values),
    expectRow((tx) =>
      tx
        .update(table)
        .set({ ...values, ...raised } as never)
        .where(and(mayEdit, eq(table.revision, revision))),
    ),
    auditThing(viewer, 'sensitive_update', thing, 'thing_edited'),
  );
  if (isDone) return ok(null);
  const why = await conflict(thing.of, mayEdit);
  if (why.reason !== 'changed') return why;
  if (why.revision === revision) return fail('storage_full');
  return { ...why, ...(await edited(viewer, thing, { values, revision })) };
}

/** What stands in a thing instead of what was read. */
async function edited(
  { user }: Actor,
  thing: Thing,
  { values, revision }: { values: Record<string, string>; revision: number },
) {
  const { table } = thing.of;
  const [row] = await db().select().from(table).where(eq(table.id, thing.id));
  const now = row as (Record<string, unknown> & { updatedAt: Date }) | undefined;
  const isLastOwn = await wasDoneSince(now?.updatedAt ?? new Date(), {
    type: 'sensitive_update',
    userId: user.id,
    object: loggedAs(thing),
  });
  const isOnlyOne = now?.['revision'] === revision + 1;
  const by = isLastOwn ? (isOnlyOne ? 'you' : 'both') : 'another';
  const isSame = Object.entries(values).every(([name, value]) => now?.[name] === value);
  return { by, isSame } as const;
}
