import 'server-only';
import { and, eq } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { notes } from '#drizzle/schema/notes';
import { allowed } from '#lib/authorization/can';
import { userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import type { Actor } from '#lib/notes/access';
import { relationsFor } from '#lib/permissions/table';

/**
 * A note, with what the viewer is to it and may do with it; null when they may not read it, or there is
 * none. What it says may be done is for the page: each act asks for itself.
 */
export async function readNote(viewer: Actor, id: string) {
  const isOwn = and(
    eq(grants.subject, userSubject(viewer.user.id)),
    eq(grants.kind, 'note'),
    eq(grants.object, notes.id),
  );
  const [row] = await db()
    .select({
      id: notes.id,
      title: notes.title,
      text: notes.text,
      revision: notes.revision,
      createdAt: notes.createdAt,
      updatedAt: notes.updatedAt,
      relation: grants.relation,
      offeredAt: grants.offeredAt,
    })
    .from(notes)
    .innerJoin(grants, isOwn)
    .where(and(eq(notes.id, id), allowed(viewer, 'note:read', notes.id)));
  if (!row) return null;
  const may = (act: 'note:edit' | 'note:delete' | 'note:share' | 'note:leave') =>
    relationsFor(act).includes(row.relation);
  return {
    ...row,
    mayEdit: may('note:edit'),
    mayDelete: may('note:delete'),
    mayShare: may('note:share'),
    mayLeave: may('note:leave'),
  };
}

export type Note = NonNullable<Awaited<ReturnType<typeof readNote>>>;
