import 'server-only';
import { grants } from '#drizzle/schema/grants';
import { detailOf } from '#lib/audit/detail';
import { can } from '#lib/authorization/can';
import { expectRow, transaction } from '#lib/db/transaction';
import { fail, ok } from '#lib/result';
import { shareWhere } from '#lib/sharing/access';
import { markOf } from '#lib/sharing/mark';
import { type Actor, actOn, auditThing, guardThing, type Thing } from '#lib/things/access';

/** Gives somebody in the list of a thing another role. `not_listed` when the address is not in it any more. */
export async function changeShareRole(
  viewer: Actor,
  thing: Thing,
  { email, role }: { email: string; role: string },
) {
  const isDone = await transaction(
    guardThing(viewer, 'share', thing),
    expectRow((tx) => tx.update(grants).set({ relation: role }).where(shareWhere(thing, email))),
    auditThing(
      viewer,
      'privilege_permissions_changed',
      thing,
      detailOf('thing_role', { role, person: markOf(thing.id, email) }),
    ),
  );
  if (isDone) return ok(null);
  const mayShare = await can(viewer, actOn(thing.of, 'share'), thing.id);
  return fail(mayShare ? 'not_listed' : 'not_allowed');
}
