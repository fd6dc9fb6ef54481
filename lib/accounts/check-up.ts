import 'server-only';
import { and, count, desc, eq, gte, or } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import { NEW_BROWSER, NEW_BROWSER_IN_WORDS } from '#lib/accounts/details';
import type { AuditType } from '#lib/audit/types';
import { integerParam, prepared, textParam } from '#lib/db/prepared';
import type { ListedSession } from '#lib/session/list';

const DAY_MS = 24 * 3_600_000;
/** More new browsers in a week than anybody is shown. */
const MOST = 500;
/** How far the check-up looks back for what failed, and for what is new. */
export const FAILURE_DAYS = 30;
export const NEW_DAYS = 7;

type Whose = { user: { id: string } };

/** What is read, and from when on. Of this account only: by the index of accounts and types. */
type Asked = { userId: string; type: AuditType; from: number };

const own = and(
  eq(auditEvents.userId, textParam('userId')),
  eq(auditEvents.type, textParam('type')),
  gte(auditEvents.at, integerParam('from')),
);

const counted = prepared((db) =>
  db.select({ count: count() }).from(auditEvents).where(own).prepare(),
);
const latest = prepared((db) =>
  db
    .select({ at: auditEvents.at })
    .from(auditEvents)
    .where(own)
    .orderBy(desc(auditEvents.at))
    .limit(integerParam('limit'))
    .prepare(),
);
const inNewBrowsers = prepared((db) =>
  db
    .select({ sessionId: auditEvents.sessionId })
    .from(auditEvents)
    .where(
      and(
        own,
        or(
          eq(auditEvents.detail, textParam('detail')),
          eq(auditEvents.detail, textParam('inWords')),
        ),
      ),
    )
    .orderBy(desc(auditEvents.at))
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
  const early = daysAgo(FAILURE_DAYS);
  const change = await lastChange({ userId, from: early.getTime() });
  const since = change ?? early;
  const [failures, reuses, news] = await Promise.all([
    countOf({ userId, type: 'authn_login_fail', from: since.getTime() }),
    countOf({ userId, type: 'authn_token_reuse', from: early.getTime() }),
    newOf(userId, sessions),
  ]);
  return { failures, since, isSinceChange: change !== undefined, reuses, news };
}

async function lastChange(asked: Omit<Asked, 'type'>): Promise<Date | undefined> {
  const type: AuditType = 'authn_password_change';
  const [change] = await latest().execute({ ...asked, type, limit: 1 });
  return change?.at;
}

async function countOf(asked: Asked): Promise<number> {
  const [row] = await counted().execute(asked);
  return row?.count ?? 0;
}

/** Those that are new. The log is asked only where there is one to ask it about. */
async function newOf(userId: string, sessions: ListedSession[]): Promise<ListedSession[]> {
  const late = daysAgo(NEW_DAYS);
  const young = sessions.filter(({ isThisOne, createdAt }) => !isThisOne && createdAt >= late);
  if (young.every(({ clientName }) => clientName !== null)) return young;
  const type: AuditType = 'authn_login_success';
  const details = { detail: NEW_BROWSER, inWords: NEW_BROWSER_IN_WORDS };
  const asked = { userId, type, from: late.getTime(), ...details, limit: MOST };
  const begun = await inNewBrowsers().execute(asked);
  const inNewBrowser = new Set(begun.map(({ sessionId }) => sessionId));
  return young.filter(({ id, clientName }) => clientName !== null || inNewBrowser.has(id));
}

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
