import 'server-only';
import { and, eq, ne, type SQL } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { notes } from '#drizzle/schema/notes';
import type { Detail } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import type { AuditType } from '#lib/audit/types';
import { allowed } from '#lib/authorization/can';
import { db } from '#lib/db/client';
import { expectRow } from '#lib/db/transaction';
import type { Act } from '#lib/permissions/table';
import { fail } from '#lib/result';
import type { Viewer } from '#lib/session/store';

/** What of a viewer the acts on notes need: who it is, and with which address and role. */
export type Actor = {
  user: Pick<Viewer['user'], 'id' | 'email' | 'role'>;
  session?: Pick<Viewer['session'], 'id'>;
};

/**
 * The write that changes nothing and has to find the note: first in `transaction`, it undoes what comes after
 * it when the viewer may not do this to it, or not any more.
 */
export const guardNote = (viewer: Actor, act: Act, id: string) =>
  expectRow((tx) =>
    tx
      .update(notes)
      .set({ id: notes.id })
      .where(and(eq(notes.id, id), allowed(viewer, act, notes.id))),
  );

/** The row of a note’s list that was given to this address. The owner’s own is none. */
export const shareWhere = (id: string, address: string) =>
  and(
    eq(grants.kind, 'note'),
    eq(grants.object, id),
    eq(grants.address, address),
    ne(grants.relation, 'owner'),
  );

/** The write that enters into the log what somebody did to a note: the act, never a word of it or an address. */
export const auditNote = (viewer: Actor, type: AuditType, id: string, detail: Detail) =>
  record({ type, userId: viewer.user.id, object: `note:${id}`, detail });

/** Why an act on one revision of a note found nothing: `mayDoIt` finds the note whatever its revision. */
export async function conflict(mayDoIt: SQL | undefined) {
  const [now] = await db().select({ revision: notes.revision }).from(notes).where(mayDoIt);
  return now ? { ...fail('changed'), revision: now.revision } : fail('not_allowed');
}
