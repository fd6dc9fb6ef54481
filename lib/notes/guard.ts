import 'server-only';
import { and, eq } from 'drizzle-orm';
import { notes } from '#drizzle/schema/notes';
import { allowed } from '#lib/authorization/can';
import { expectRow } from '#lib/db/transaction';
import type { Person } from '#lib/notes/person';
import type { Act } from '#lib/permissions/table';

/**
 * The write that changes nothing and has to find the note: first in `transaction`, it undoes what comes after
 * it when the viewer may not do this to it, or not any more.
 */
export const guard = (viewer: Person, act: Act, id: string) =>
  expectRow((tx) =>
    tx
      .update(notes)
      .set({ id: notes.id })
      .where(and(eq(notes.id, id), allowed(viewer, act, notes.id))),
  );
