import 'server-only';
import { and, eq } from 'drizzle-orm';
import { wasDoneLately } from '#lib/audit/was-done';
import { forgetObject } from '#lib/authorization/grants';
import { expectRow, transaction } from '#lib/db/transaction';
import { ok } from '#lib/result';
import { type Actor, auditThing, conflict, loggedAs, mayDo, type Thing } from '#lib/things/access';
import { countGone } from '#lib/things/storage';

/**
 * Deletes a thing of the viewer’s for everybody, with every share of it; only the revision that was read, where
 * one is named. `not_allowed` also when there is no such thing; `changed` when somebody was faster.
 */
export async function deleteThing(viewer: Actor, thing: Thing, revision: number | null = null) {
  const { of, id } = thing;
  const mayDelete = mayDo(viewer, 'delete', thing);
  const isRead = revision === null ? undefined : eq(of.table.revision, revision);
  const isDone = await transaction(
    countGone(thing),
    expectRow((tx) => tx.delete(of.table).where(and(mayDelete, isRead))),
    forgetObject(of.kind, id),
    auditThing(viewer, 'sensitive_delete', thing, 'thing_deleted'),
  );
  return isDone ? ok(null) : conflict(of, mayDelete);
}

/** Whether the viewer has just deleted a thing with this id: of that nobody else learns. */
export const hasDeleted = ({ user }: Actor, thing: Thing): Promise<boolean> =>
  wasDoneLately({ type: 'sensitive_delete', userId: user.id, object: loggedAs(thing) });
