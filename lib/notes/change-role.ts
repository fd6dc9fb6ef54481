import 'server-only';
import { grants } from '#drizzle/schema/grants';
import { can } from '#lib/authorization/can';
import { expectRow, transaction } from '#lib/db/transaction';
import type { RoleToGive } from '#lib/notes/fields';
import { guard } from '#lib/notes/guard';
import { withMark } from '#lib/notes/mark';
import { noteEntry } from '#lib/notes/note-entry';
import type { Person } from '#lib/notes/person';
import { shareOf } from '#lib/notes/share-of';
import { fail, ok } from '#lib/result';

/** Gives somebody in the list of a note another role. `not_listed` when the address is not in it any more. */
export async function changeRole(
  viewer: Person,
  id: string,
  { email, role }: { email: string; role: RoleToGive },
) {
  const isDone = await transaction(
    guard(viewer, 'note:share', id),
    expectRow((tx) => tx.update(grants).set({ relation: role }).where(shareOf(id, email))),
    noteEntry(
      viewer,
      'privilege_permissions_changed',
      id,
      withMark(`role changed to ${role}`, id, email),
    ),
  );
  if (isDone) return ok(null);
  return fail((await can(viewer, 'note:share', id)) ? 'not_listed' : 'not_allowed');
}
