import 'server-only';
import { and, desc, eq, gt } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { db } from '#lib/db/client';
import { expectRow } from '#lib/db/transaction';
import type { Viewer } from '#lib/session/store';

/**
 * The session that the viewer has at a site already, begun in the session that they are in here; null when there is none, or it is over.
 * Signing in there again goes on with it, under the same `sid`: so one browser is one session at a site, however often it
 * asks, and no earlier one is left behind that the site would not be told of.
 */
export async function findSiteSession(viewer: Viewer, clientId: string): Promise<string | null> {
  const [row] = await db()
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.begunIn, viewer.session.id),
        eq(sessions.clientId, clientId),
        gt(sessions.expiresAt, new Date()),
      ),
    )
    .orderBy(desc(sessions.createdAt))
    .limit(1);
  return row?.id ?? null;
}

/** The write by which it goes on as if it began now; false if it has ended meanwhile. */
export function goOnWith(row: typeof sessions.$inferInsert) {
  const { id, secretHash: _, ...values } = row;
  return expectRow((tx) => tx.update(sessions).set(values).where(eq(sessions.id, id)));
}
