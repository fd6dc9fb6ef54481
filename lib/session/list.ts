import 'server-only';
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { sessions, users } from '#drizzle/schema';
import { prepared } from '#lib/db/prepared';
import { endsOf } from '#lib/session/ends';
import type { Viewer } from '#lib/session/store';

const ofUser = prepared((db) =>
  db
    .select({
      id: sessions.id,
      isPersistent: sessions.isPersistent,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      idleSeconds: sessions.idleSeconds,
      expiresAt: sessions.expiresAt,
      role: users.role,
      address: sessions.address,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.userId, sql.placeholder('userId')),
        gt(sessions.expiresAt, sql.placeholder('now')),
      ),
    )
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .prepare(),
);

/** A user's sessions that are still alive, newest first. Their ids are handles, not credentials. */
export async function sessionsOf(userId: string) {
  const now = new Date();
  const rows = await ofUser().execute({ userId, now: now.getTime() });
  const isAlive = ({ idleEndsAt, expiresAt }: { idleEndsAt: Date; expiresAt: Date }) =>
    idleEndsAt > now && expiresAt > now;
  return rows
    .filter((row) => isAlive(endsOf(row)))
    .map(({ idleSeconds: _, expiresAt: __, role: ___, ...row }) => row);
}

/** The viewer's own sessions that are still alive, newest first. */
export async function listSessions(viewer: Viewer) {
  const rows = await sessionsOf(viewer.user.id);
  return rows.map((row) => ({ ...row, isThisOne: row.id === viewer.session.id }));
}

export type ListedSession = Awaited<ReturnType<typeof listSessions>>[number];
