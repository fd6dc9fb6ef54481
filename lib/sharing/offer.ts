import 'server-only';
import { and, isNotNull } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { detailOf } from '#lib/audit/detail';
import { can } from '#lib/authorization/can';
import { expectRow, type Tx, transaction } from '#lib/db/transaction';
import { fail, ok } from '#lib/result';
import { ofThing, shareWhere } from '#lib/sharing/access';
import { markOf } from '#lib/sharing/mark';
import { type Actor, actOn, auditThing, guardThing, type Thing } from '#lib/things/access';

/**
 * Offers the viewer’s own thing to somebody in its list; an offer to another ends. Nothing else changes
 * until they accept, and it looks the same whether there is anybody yet who could.
 */
export async function offerThing(viewer: Actor, thing: Thing, email: string) {
  const isDone = await transaction(
    guardThing(viewer, 'offer', thing),
    endOffers(thing),
    expectRow((tx) =>
      tx.update(grants).set({ offeredAt: new Date() }).where(shareWhere(thing, email)),
    ),
    auditThing(
      viewer,
      'privilege_permissions_changed',
      thing,
      detailOf('thing_offered', { person: markOf(thing.id, email) }),
    ),
  );
  if (isDone) return ok(null);
  return fail((await mayOffer(viewer, thing)) ? 'not_listed' : 'not_allowed');
}

/** Takes the viewer’s offer of a thing back. `not_offered` when there is none (any more). */
export async function withdrawOffer(viewer: Actor, thing: Thing) {
  const isDone = await transaction(
    guardThing(viewer, 'offer', thing),
    expectRow(endOffers(thing)),
    auditThing(viewer, 'privilege_permissions_changed', thing, 'offer_withdrawn'),
  );
  if (isDone) return ok(null);
  return fail((await mayOffer(viewer, thing)) ? 'not_offered' : 'not_allowed');
}

/** The write that ends every offer of a thing. */
export const endOffers = (thing: Thing) => (tx: Tx) =>
  tx
    .update(grants)
    .set({ offeredAt: null })
    .where(and(ofThing(thing), isNotNull(grants.offeredAt)));

const mayOffer = (viewer: Actor, { of, id }: Thing) => can(viewer, actOn(of, 'offer'), id);
