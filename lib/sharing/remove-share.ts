import 'server-only';
import { grants } from '#drizzle/schema/grants';
import { detailOf } from '#lib/audit/detail';
import { can } from '#lib/authorization/can';
import { claimObject } from '#lib/authorization/grants';
import { expectRow, transaction } from '#lib/db/transaction';
import { fail, ok } from '#lib/result';
import { shareWhere } from '#lib/sharing/access';
import { markOf } from '#lib/sharing/mark';
import { type Actor, actOn, auditThing, guardThing, type Thing } from '#lib/things/access';

/**
 * Takes a thing away from somebody in its list, from their next request on. What the same person was given
 * by another address of the list begins to count then.
 */
export async function removeShare(viewer: Actor, thing: Thing, email: string) {
  const isDone = await transaction(
    guardThing(viewer, 'share', thing),
    expectRow((tx) => tx.delete(grants).where(shareWhere(thing, email))),
    claimObject(thing.of.kind, thing.id),
    auditThing(
      viewer,
      'privilege_permissions_changed',
      thing,
      detailOf('thing_unshared', { person: markOf(thing.id, email) }),
    ),
  );
  if (isDone) return ok(null);
  const mayShare = await can(viewer, actOn(thing.of, 'share'), thing.id);
  return fail(mayShare ? 'not_listed' : 'not_allowed');
}
