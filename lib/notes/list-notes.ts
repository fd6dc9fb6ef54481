import 'server-only';
import { and, eq, inArray } from 'drizzle-orm';
import { grants } from '#drizzle/schema/grants';
import { notes } from '#drizzle/schema/notes';
import { userSubject } from '#lib/authorization/grants';
import { listAccessible } from '#lib/authorization/list-accessible';
import { db } from '#lib/db/client';
import type { Actor } from '#lib/notes/access';
import { PER_PAGE } from '#lib/pages';

/**
 * The notes the viewer may see, newest first, at most `limit`, beginning after the one with the id `after`;
 * `next` is where the following page begins, null on the last.
 */
export async function listNotes(viewer: Actor, after?: string, limit = PER_PAGE) {
  const found = await listAccessible(viewer, 'note:list', { limit: limit + 1, after });
  const page = found.slice(0, limit);
  const ids = page.map(({ id }) => id);
  const isOwn = and(
    eq(grants.subject, userSubject(viewer.user.id)),
    eq(grants.kind, 'note'),
    eq(grants.object, notes.id),
  );
  const rows = await db()
    .select({
      id: notes.id,
      title: notes.title,
      updatedAt: notes.updatedAt,
      relation: grants.relation,
      offeredAt: grants.offeredAt,
    })
    .from(notes)
    .innerJoin(grants, isOwn)
    .where(inArray(notes.id, ids))
    .limit(limit);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const listed = ids.flatMap((id) => byId.get(id) ?? []);
  return { notes: listed, next: found.length > limit ? (ids.at(-1) ?? null) : null };
}

export type ListedNote = Awaited<ReturnType<typeof listNotes>>['notes'][number];
