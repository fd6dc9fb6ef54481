import 'server-only';
import { grants } from '#drizzle/schema/grants';
import { detailOf } from '#lib/audit/detail';
import { can } from '#lib/authorization/can';
import { claimObject } from '#lib/authorization/grants';
import { expectRow, transaction } from '#lib/db/transaction';
import type { Actor } from '#lib/notes/access';
import { auditNote, guardNote, shareWhere } from '#lib/notes/access';
import { markOf } from '#lib/notes/mark';
import { fail, ok } from '#lib/result';

/**
 * Takes a note away from somebody in its list, from their next request on. What the same person was given
 * by another address of the list begins to count then.
 */
export async function removeShare(viewer: Actor, id: string, email: string) {
  const isDone = await transaction(
    guardNote(viewer, 'note:share', id),
    expectRow((tx) => tx.delete(grants).where(shareWhere(id, email))),
    claimObject('note', id),
    auditNote(
      viewer,
      'privilege_permissions_changed',
      id,
      detailOf('note_unshared', { person: markOf(id, email) }),
    ),
  );
  if (isDone) return ok(null);
  return fail((await can(viewer, 'note:share', id)) ? 'not_listed' : 'not_allowed');
}
