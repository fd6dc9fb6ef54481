import 'server-only';
import { grants } from '#drizzle/schema/grants';
import { can } from '#lib/authorization/can';
import { claimObject } from '#lib/authorization/grants';
import { expectRow, transaction } from '#lib/db/transaction';
import { guard } from '#lib/notes/guard';
import { withMark } from '#lib/notes/mark';
import { noteEntry } from '#lib/notes/note-entry';
import type { Person } from '#lib/notes/person';
import { shareOf } from '#lib/notes/share-of';
import { fail, ok } from '#lib/result';

/**
 * Takes a note away from somebody in its list, from their next request on. What the same person was given
 * by another address of the list begins to count then.
 */
export async function removeShare(viewer: Person, id: string, email: string) {
  const isDone = await transaction(
    guard(viewer, 'note:share', id),
    expectRow((tx) => tx.delete(grants).where(shareOf(id, email))),
    claimObject('note', id),
    noteEntry(viewer, 'privilege_permissions_changed', id, withMark('share removed', id, email)),
  );
  if (isDone) return ok(null);
  return fail((await can(viewer, 'note:share', id)) ? 'not_listed' : 'not_allowed');
}
