import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { wasDoneLately } from '#lib/audit/was-done';
import { mailboxSubject, userSubject } from '#lib/authorization/grants';
import { expectRow, transaction } from '#lib/db/transaction';
import type { Actor } from '#lib/notes/access';
import { auditNote, guardNote } from '#lib/notes/access';

const LEFT = 'note_left';

/** Gives up the viewer’s own access to a note of somebody else. False when they have none, or own it. */
export const leaveNote = (viewer: Actor, id: string): Promise<boolean> =>
  transaction(
    guardNote(viewer, 'note:leave', id),
    expectRow((tx) =>
      tx
        .delete(grants)
        .where(
          and(
            eq(grants.kind, 'note'),
            eq(grants.object, id),
            inArray(grants.subject, [
              userSubject(viewer.user.id),
              mailboxSubject(viewer.user.email),
            ]),
          ),
        ),
    ),
    auditNote(viewer, 'privilege_permissions_changed', id, LEFT),
  );

/** Whether the viewer has just left the note with this id: of that nobody else learns. */
export const hasLeft = ({ user }: Actor, id: string): Promise<boolean> =>
  wasDoneLately({
    type: 'privilege_permissions_changed',
    userId: user.id,
    object: `note:${id}`,
    detail: LEFT,
  });
