import 'server-only';
import { and, count, desc, eq, gte, sql } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import { idAt } from '#lib/audit/period';
import type { AuditType } from '#lib/audit/types';
import { integerParam, prepared, textParam } from '#lib/db/prepared';
import type { ListedSession } from '#lib/session/list';

const DAY_MS = 24 * 3_600_000;
const MARGIN_MS = 3_600_000;
/** More new browsers in a week than anybody is shown. */
const MOST = 500;
/** How far the check-up looks back for what failed, and for what is new. */
export const FAILURE_DAYS = 30;
export const NEW_DAYS = 7;
/** What the log says of a sign-in in a browser that the account was never used in before. */
export const NEW_BROWSER = 'new browser';

type Whose = { user: { id: string } };

const own = (type: AuditType) =>
  and(
    eq(auditEvents.userId, textParam('userId')),
    eq(auditEvents.type, type),
    // Ids begin with the time (UUID v7): by it the index ends where the stretch begins.
    gte(auditEvents.id, textParam('fromId')),
    gte(auditEvents.at, sql.placeholder('from')),
  );

/** Where a stretch of time begins. An entry may be a little older than its id. */
const beginning = (from: Date) => ({
  from: from.getTime(),
  fromId: idAt(new Date(Math.max(0, from.getTime() - MARGIN_MS))),
});

const failures = prepared((db) =>
  db.select({ count: count() }).from(auditEvents).where(own('authn_login_fail')).prepare(),
);
const reuses = prepared((db) =>
  db.select({ count: count() }).from(auditEvents).where(own('authn_token_reuse')).prepare(),
);
const changes = prepared((db) =>
  db
    .select({ at: auditEvents.at })
    .from(auditEvents)
    .where(own('authn_password_change'))
    .orderBy(desc(auditEvents.at))
    .limit(integerParam('limit'))
    .prepare(),
);
const signIns = prepared((db) =>
  db
    .select({ sessionId: auditEvents.sessionId })
    .from(auditEvents)
    .where(and(own('authn_login_success'), eq(auditEvents.detail, NEW_BROWSER)))
    .orderBy(desc(auditEvents.id))
    .limit(integerParam('limit'))
    .prepare(),
);

export type CheckUp = {
  /** Wrong passwords since `since`, and whether that is the last change of the password. */
  failures: number;
  since: Date;
  isSinceChange: boolean;
  /** Tokens of programs that were shown a second time. */
  reuses: number;
  /** Sessions in browsers that were new to the account, and of programs, of the last days. */
  news: ListedSession[];
};

/**
 * What the log and the sessions say at this moment of the safety of the viewer's account, each over a stretch of
 * time of its own and by its own count: nothing else that happens can push a failure out of sight. A change of the
 * password settles what was tried before it.
 */
export async function checkUp({ user }: Whose, sessions: ListedSession[]): Promise<CheckUp> {
  const userId = user.id;
  const [early, late] = [daysAgo(FAILURE_DAYS), daysAgo(NEW_DAYS)];
  const [change] = await changes().execute({ userId, ...beginning(early), limit: 1 });
  const since = change?.at ?? early;
  const [failed, reused, begun] = await Promise.all([
    failures().execute({ userId, ...beginning(since) }),
    reuses().execute({ userId, ...beginning(early) }),
    signIns().execute({ userId, ...beginning(late), limit: MOST }),
  ]);
  const inNewBrowser = new Set(begun.map(({ sessionId }) => sessionId));
  const isNew = ({ id, isThisOne, createdAt, clientName }: ListedSession) =>
    !isThisOne && createdAt >= late && (clientName !== null || inNewBrowser.has(id));
  return {
    failures: failed[0]?.count ?? 0,
    since,
    isSinceChange: change !== undefined,
    reuses: reused[0]?.count ?? 0,
    news: sessions.filter(isNew),
  };
}

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
