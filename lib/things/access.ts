import 'server-only';
import { and, eq, type SQL } from 'drizzle-orm';
import type { Detail } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import type { AuditType } from '#lib/audit/types';
import { allowed } from '#lib/authorization/can';
import { db } from '#lib/db/client';
import { expectRow } from '#lib/db/transaction';
import type { Act } from '#lib/permissions/table';
import type { ThingAct, ThingResource } from '#lib/resource';
import { fail } from '#lib/result';
import type { Viewer } from '#lib/session/store';

/** What of a viewer the acts on things need: who it is, and with which address and role. */
export type Actor = {
  user: Pick<Viewer['user'], 'id' | 'email' | 'role'>;
  session?: Pick<Viewer['session'], 'id'>;
};

/** One thing of the product: of which resource, and which. There need not be one. */
export type Thing<Of extends ThingResource = ThingResource> = { of: Of; id: string };

/** What people fill in, by its name in the declaration. */
export type ValuesOf<Of extends ThingResource> = Record<keyof Of['fields'] & string, string>;
/** A row of its table. */
export type RowOf<Of extends ThingResource> = Of['table']['$inferSelect'];

/** The act on a resource: "note:edit". */
export const actOn = ({ kind }: ThingResource, verb: ThingAct) => `${kind}:${verb}` as Act;

/** What the log calls a thing: "note:ID". */
export const loggedAs = ({ of, id }: Thing) => `${of.kind}:${id}`;

/** The condition that the viewer may do this to the thing, for a statement on its table. */
export const mayDo = (viewer: Actor, verb: ThingAct, { of, id }: Thing) =>
  and(eq(of.table.id, id), allowed(viewer, actOn(of, verb), of.table.id));

/**
 * The write that changes nothing and has to find the thing: first in `transaction`, it undoes what comes after
 * it when the viewer may not do this to it, or not any more.
 */
export const guardThing = (viewer: Actor, verb: ThingAct, thing: Thing) =>
  expectRow((tx) =>
    tx
      .update(thing.of.table)
      .set({ id: thing.of.table.id } as never)
      .where(mayDo(viewer, verb, thing)),
  );

/** The write that enters into the log what somebody did to a thing: the act, never a word of it or an address. */
export const auditThing = (viewer: Actor, type: AuditType, thing: Thing, detail: Detail) =>
  record({ type, userId: viewer.user.id, object: loggedAs(thing), detail });

/** Why an act on one revision of a thing found nothing: `mayDoIt` finds it whatever its revision. */
export async function conflict({ table }: ThingResource, mayDoIt: SQL | undefined) {
  const [now] = await db().select({ revision: table.revision }).from(table).where(mayDoIt);
  return now ? { ...fail('changed'), revision: Number(now.revision) } : fail('not_allowed');
}
