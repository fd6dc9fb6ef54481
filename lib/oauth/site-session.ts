import 'server-only';
import { and, desc, eq, gt, isNotNull } from 'drizzle-orm';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { sessions } from '#drizzle/schema/sessions';
import { detailOf } from '#lib/audit/detail';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { endSessions } from '#lib/session/end';
import { whileHere } from '#lib/session/here';
import { revokeSession } from '#lib/session/sign-out';
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

/**
 * Ends what the viewer has at the site that this session of theirs is at, in whichever browsers it began; of any other program
 * or browser that session alone. False when it is not theirs, or has ended.
 */
export async function endAtSite(viewer: Viewer, sessionId: string): Promise<boolean> {
  const userId = viewer.user.id;
  const [row] = await db()
    .select({ clientId: sessions.clientId, name: oauthClients.name })
    .from(sessions)
    .innerJoin(oauthClients, eq(oauthClients.id, sessions.clientId))
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isNotNull(sessions.begunIn))); // biome-ignore format: one line
  if (!row) return revokeSession(viewer, sessionId);
  const which = and(eq(sessions.clientId, String(row.clientId)), isNotNull(sessions.begunIn));
  const why = detailOf('program', { name: row.name });
  return transaction(whileHere(viewer), expectRow(endSessions({ of: userId, which, why })));
}

/** The write by which it goes on as if it began now; false if it has ended meanwhile. */
export function goOnWith(row: typeof sessions.$inferInsert) {
  const { id, secretHash: _, ...values } = row;
  return expectRow((tx) => tx.update(sessions).set(values).where(eq(sessions.id, id)));
}
