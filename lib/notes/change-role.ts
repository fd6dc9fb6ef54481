import 'server-only';
import { grants } from '#drizzle/schema/grants';
import { detailOf } from '#lib/audit/detail';
import { can } from '#lib/authorization/can';
import { expectRow, transaction } from '#lib/db/transaction';
import type { Actor } from '#lib/notes/access';
import { auditNote, guardNote, shareWhere } from '#lib/notes/access';
import type { RoleToGive } from '#lib/notes/fields';
import { markOf } from '#lib/notes/mark';
import { fail, ok } from '#lib/result';

/** Gives somebody in the list of a note another role. `not_listed` when the address is not in it any more. */
export async function changeShareRole(
  viewer: Actor,
  id: string,
  { email, role }: { email: string; role: RoleToGive },
) {
  const isDone = await transaction(
    guardNote(viewer, 'note:share', id),
    expectRow((tx) => tx.update(grants).set({ relation: role }).where(shareWhere(id, email))),
    auditNote(
      viewer,
      'privilege_permissions_changed',
      id,
      detailOf('note_role', { role, person: markOf(id, email) }),
    ),
  );
  if (isDone) return ok(null);
  return fail((await can(viewer, 'note:share', id)) ? 'not_listed' : 'not_allowed');
}
