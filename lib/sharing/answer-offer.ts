import 'server-only';
import { and, eq, exists, isNotNull, ne, sql } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { users } from '#drizzle/schema/users';
import { can } from '#lib/authorization/can';
import { userIn, userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { aliasOf } from '#lib/db/engine';
import { expectRow, transaction } from '#lib/db/transaction';
import { fail, ok, type Result } from '#lib/result';
import { whereEnabled } from '#lib/session/account-state';
import { ofThing } from '#lib/sharing/access';
import { endOffers } from '#lib/sharing/offer';
import { type Actor, actOn, auditThing, guardThing, type Thing } from '#lib/things/access';
import { countGone, countTakenOver, hasRoomFor } from '#lib/things/storage';

const offerTo = ({ user }: Actor, thing: Thing) =>
  and(eq(grants.subject, userSubject(user.id)), ofThing(thing), isNotNull(grants.offeredAt));

/**
 * Accepts a thing that its owner offers to the viewer: they own it, and the owner before keeps what the declaration
 * says. All of it or nothing, and of several at once only one succeeds. `not_offered` when nothing is offered (any more),
 * and while the owner’s account is shut: an owner who is locked out cannot take an offer back. From then on the thing
 * counts in the viewer’s account: `storage_full` when there is no room for it.
 */
export async function acceptOffer(
  viewer: Actor,
  thing: Thing,
): Promise<Result<null, AcceptFailure>> {
  const isDone = await takeOver(viewer, thing);
  if (isDone) return ok(null);
  const isFull = (await isOffered(viewer, thing)) && !(await hasRoomFor(viewer, thing));
  return fail(isFull ? 'storage_full' : 'not_offered');
}

export type AcceptFailure = 'not_offered' | 'storage_full';

async function isOffered(viewer: Actor, thing: Thing): Promise<boolean> {
  const found = await db().select({ id: grants.object }).from(grants).where(offerTo(viewer, thing));
  return found.length > 0;
}

function takeOver(viewer: Actor, thing: Thing): Promise<boolean> {
  const owner = openOwner(thing);
  const isOld = and(
    ofThing(thing),
    eq(grants.relation, 'owner'),
    ne(grants.subject, userSubject(viewer.user.id)),
  );
  return transaction(
    guardThing(viewer, 'accept', thing),
    countGone(thing),
    countTakenOver(viewer.user.id, thing),
    // Until the next write there are two owners; nobody sees that.
    expectRow((tx) =>
      tx
        .update(grants)
        .set({
          relation: 'owner',
          grantedBy: sql`(${owner})`,
          createdAt: new Date(),
          offeredAt: null,
        })
        .where(and(offerTo(viewer, thing), exists(owner))),
    ),
    expectRow((tx) =>
      tx
        .update(grants)
        .set({ relation: thing.of.keeps, address: sql`(${addressOf()})` })
        .where(isOld),
    ),
    // One address may stand for two rows of the list, and then both were offered it.
    endOffers(thing),
    auditThing(viewer, 'privilege_permissions_changed', thing, 'offer_accepted'),
  );
}

/** The id of the owner of a thing, if their account is open. */
function openOwner({ of, id }: Thing) {
  const own = aliasOf(grants, 'own');
  return db()
    .select({ id: users.id })
    .from(own)
    .innerJoin(users, eq(users.id, userIn(own.subject)))
    .where(
      and(eq(own.kind, of.kind), eq(own.object, id), eq(own.relation, 'owner'), whereEnabled()),
    );
}

/** The address that the user of a grant has now, as a query within a write of that grant. */
const addressOf = () =>
  db()
    .select({ email: users.email })
    .from(users)
    .where(eq(users.id, userIn(grants.subject)));

/**
 * How the viewer stands to a thing whose offer they could not answer: `own` when it is theirs by now, `listed` when
 * they can see that nothing is offered (any more), null when there is nothing for them to see.
 */
export async function afterOffer(viewer: Actor, thing: Thing): Promise<'own' | 'listed' | null> {
  const may = (verb: 'offer' | 'accept') => can(viewer, actOn(thing.of, verb), thing.id);
  if (await may('offer')) return 'own';
  if (await isOffered(viewer, thing)) return null;
  return (await may('accept')) ? 'listed' : null;
}

/** Declines it: everything stays as it is. False when nothing is offered (any more). */
export const declineOffer = (viewer: Actor, thing: Thing): Promise<boolean> =>
  transaction(
    expectRow((tx) => tx.update(grants).set({ offeredAt: null }).where(offerTo(viewer, thing))),
    auditThing(viewer, 'privilege_permissions_changed', thing, 'offer_declined'),
  );
