import 'server-only';
import { STAFF_SESSION, TOUCH_SECONDS } from '#lib/session/lifetimes';

/**
 * When a session ends without another visit, and when it ends anyhow. A visit may be written a minute late:
 * that is granted. The role is the one of now: who becomes an administrator has a short session at once.
 */
export function endsOf(row: {
  role: string;
  createdAt: Date;
  lastSeenAt: Date;
  idleSeconds: number;
  expiresAt: Date;
}) {
  const isStaff = row.role !== 'member';
  const idle = isStaff ? Math.min(row.idleSeconds, STAFF_SESSION.idleSeconds) : row.idleSeconds;
  const idleEndsAt = new Date(row.lastSeenAt.getTime() + (idle + TOUCH_SECONDS) * 1000);
  if (!isStaff) return { idleEndsAt, expiresAt: row.expiresAt };
  const staffEnd = row.createdAt.getTime() + STAFF_SESSION.absoluteSeconds * 1000;
  return { idleEndsAt, expiresAt: new Date(Math.min(row.expiresAt.getTime(), staffEnd)) };
}
