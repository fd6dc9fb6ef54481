import 'server-only';
import { and, eq, isNotNull } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { detailOf } from '#lib/audit/detail';
import { can } from '#lib/authorization/can';
import { expectRow, type Tx, transaction } from '#lib/db/transaction';
import type { Actor } from '#lib/notes/access';
import { auditNote, guardNote, shareWhere } from '#lib/notes/access';
import { markOf } from '#lib/notes/mark';
import { fail, ok } from '#lib/result';

/**
 * Offers the viewer’s own note to somebody in its list; an offer to another ends. Nothing else changes
 * until they accept, and it looks the same whether there is anybody yet who could.
 */
export async function offerNote(viewer: Actor, id: string, email: string) {
  const isDone = await transaction(
    guardNote(viewer, 'note:offer', id),
    endOffers(id),
    expectRow((tx) =>
      tx.update(grants).set({ offeredAt: new Date() }).where(shareWhere(id, email)),
    ),
    auditNote(
      viewer,
      'privilege_permissions_changed',
      id,
      detailOf('note_offered', { person: markOf(id, email) }),
    ),
  );
  if (isDone) return ok(null);
  return fail((await can(viewer, 'note:offer', id)) ? 'not_listed' : 'not_allowed');
}

/** Takes the viewer’s offer of a note back. `not_offered` when there is none (any more). */
export async function withdrawOffer(viewer: Actor, id: string) {
  const isDone = await transaction(
    guardNote(viewer, 'note:offer', id),
    expectRow(endOffers(id)),
    auditNote(viewer, 'privilege_permissions_changed', id, 'offer_withdrawn'),
  );
  if (isDone) return ok(null);
  return fail((await can(viewer, 'note:offer', id)) ? 'not_offered' : 'not_allowed');
}

/** The write that ends every offer of a note. */
export const endOffers = (id: string) => (tx: Tx) =>
  tx
    .update(grants)
    .set({ offeredAt: null })
    .where(and(eq(grants.kind, 'note'), eq(grants.object, id), isNotNull(grants.offeredAt)));
