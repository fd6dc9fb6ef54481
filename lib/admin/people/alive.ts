import 'server-only';
import { and, gt, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { STAFF_SESSION, TOUCH_SECONDS } from '#lib/session/lifetimes';

/** True for the session of a browser that still lives, by the role of its person: as `expiryOf` of lib/session says it. */
export function isOfBrowserAlive(role: SQLWrapper = users.role): SQL | undefined {
  const now = Date.now();
  const { idleSeconds, absoluteSeconds } = STAFF_SESSION;
  const idle = sql`case when ${role} = 'member' then ${sessions.idleSeconds} else ${idleSeconds} end`;
  const ends = sql`case when ${role} = 'member' then ${sessions.expiresAt} else ${sessions.createdAt} + ${absoluteSeconds * 1000} end`;
  return and(
    isNull(sessions.clientId),
    isNull(sessions.tokenName),
    gt(sessions.expiresAt, new Date(now)),
    sql`${sessions.lastSeenAt} + (${idle} + ${TOUCH_SECONDS}) * 1000 > ${now}`,
    sql`${ends} > ${now}`,
  );
}
