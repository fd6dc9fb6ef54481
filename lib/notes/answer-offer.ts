import 'server-only';
import { and, eq, exists, isNotNull, ne, sql } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { users } from '#drizzle/schema/users';
import { can } from '#lib/authorization/can';
import { userIn, userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { aliasOf } from '#lib/db/engine';
import { expectRow, transaction } from '#lib/db/transaction';
import type { Actor } from '#lib/notes/access';
import { auditNote, guardNote } from '#lib/notes/access';
import { endOffers } from '#lib/notes/offer-note';
import { countGone, countTakenOver, hasRoomFor } from '#lib/notes/storage';
import { fail, ok, type Result } from '#lib/result';
import { whereEnabled } from '#lib/session/account-state';

const offerTo = ({ user }: Actor, id: string) =>
  and(
    eq(grants.subject, userSubject(user.id)),
    eq(grants.kind, 'note'),
    eq(grants.object, id),
    isNotNull(grants.offeredAt),
  );

/**
 * Accepts a note that its owner offers to the viewer: they own it, and the owner before becomes an editor. All
 * of it or nothing, and of several at once only one succeeds. `not_offered` when nothing is offered (any more), and
 * while the owner’s account is shut: an owner who is locked out cannot take an offer back. From then on the note counts
 * in the viewer’s account: `storage_full` when there is no room for it.
 */
export async function acceptOffer(viewer: Actor, id: string): Promise<Result<null, AcceptFailure>> {
  const isDone = await takeOver(viewer, id);
  if (isDone) return ok(null);
  const isFull = (await isOffered(viewer, id)) && !(await hasRoomFor(viewer, id));
  return fail(isFull ? 'storage_full' : 'not_offered');
}

export type AcceptFailure = 'not_offered' | 'storage_full';

async function isOffered(viewer: Actor, id: string): Promise<boolean> {
  const found = await db().select({ id: grants.object }).from(grants).where(offerTo(viewer, id));
  return found.length > 0;
}

function takeOver(viewer: Actor, id: string): Promise<boolean> {
  const owner = openOwner(id);
  const isOld = and(
    eq(grants.kind, 'note'),
    eq(grants.object, id),
    eq(grants.relation, 'owner'),
    ne(grants.subject, userSubject(viewer.user.id)),
  );
  return transaction(
    guardNote(viewer, 'note:accept', id),
    countGone(id),
    countTakenOver(viewer.user.id, id),
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
        .where(and(offerTo(viewer, id), exists(owner))),
    ),
    expectRow((tx) =>
      tx
        .update(grants)
        .set({ relation: 'editor', address: sql`(${addressOf()})` })
        .where(isOld),
    ),
    // One address may stand for two rows of the list, and then both were offered it.
    endOffers(id),
    auditNote(viewer, 'privilege_permissions_changed', id, 'offer_accepted'),
  );
}

/** The id of the owner of a note, if their account is open. */
function openOwner(id: string) {
  const own = aliasOf(grants, 'own');
  return db()
    .select({ id: users.id })
    .from(own)
    .innerJoin(users, eq(users.id, userIn(own.subject)))
    .where(
      and(eq(own.kind, 'note'), eq(own.object, id), eq(own.relation, 'owner'), whereEnabled()),
    );
}

/** The address that the user of a grant has now, as a query within a write of that grant. */
const addressOf = () =>
  db()
    .select({ email: users.email })
    .from(users)
    .where(eq(users.id, userIn(grants.subject)));

/**
 * How the viewer stands to a note whose offer they could not answer: `own` when it is theirs by now, `listed` when
 * they can see that nothing is offered (any more), null when there is nothing for them to see.
 */
export async function afterOffer(viewer: Actor, id: string): Promise<'own' | 'listed' | null> {
  if (await can(viewer, 'note:offer', id)) return 'own';
  if (await isOffered(viewer, id)) return null;
  return (await can(viewer, 'note:accept', id)) ? 'listed' : null;
}

/** Declines it: everything stays as it is. False when nothing is offered (any more). */
export const declineOffer = (viewer: Actor, id: string): Promise<boolean> =>
  transaction(
    expectRow((tx) => tx.update(grants).set({ offeredAt: null }).where(offerTo(viewer, id))),
    auditNote(viewer, 'privilege_permissions_changed', id, 'offer_declined'),
  );
