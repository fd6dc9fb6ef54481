import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { mailboxSubject, userSubject } from '#lib/authorization/grants';
import { expectRow, transaction } from '#lib/db/transaction';
import { guard } from '#lib/notes/guard';
import { noteEntry } from '#lib/notes/note-entry';
import type { Person } from '#lib/notes/person';

/** Gives up the viewer’s own access to a note of somebody else. False when they have none, or own it. */
export const leaveNote = (viewer: Person, id: string): Promise<boolean> =>
  transaction(
    guard(viewer, 'note:leave', id),
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
    noteEntry(viewer, 'privilege_permissions_changed', id, 'left the note'),
  );
