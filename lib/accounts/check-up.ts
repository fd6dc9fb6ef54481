import 'server-only';
import { and, count, desc, eq, gte, max, or, sql } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import { NEW_BROWSER, NEW_BROWSER_IN_WORDS } from '#lib/accounts/details';
import type { AuditType } from '#lib/audit/types';
import { integerParam, prepared, textParam } from '#lib/db/prepared';
import { isOfBrowser, type ListedSession } from '#lib/session/list';

const DAY_MS = 24 * 3_600_000;
/** More new browsers in a week than anybody is shown. */
const MOST = 500;
/** How far the check-up looks back for what failed, and for what is new. */
export const FAILURE_DAYS = 30;
export const NEW_DAYS = 7;

type Whose = { user: { id: string } };

/** Entries of the account, of the kind that this value names. */
const ofKind = (kind: string) =>
  and(eq(auditEvents.userId, textParam('userId')), eq(auditEvents.type, textParam(kind)));
const fromOn = gte(auditEvents.at, integerParam('from'));

const KINDS = {
  change: 'authn_password_change',
  failure: 'authn_login_fail',
  reuse: 'authn_token_reuse',
} satisfies Record<string, AuditType>;

/** All that is counted, in one statement: a page asks for it again and again, also of a server that is far away. */
const counted = prepared((db) => {
  const change = db.$with('change').as(
    db
      .select({ at: max(auditEvents.at).as('changed_at') })
      .from(auditEvents)
      .where(and(ofKind('change'), fromOn)),
  );
  const failures = db
    .select({ count: count() })
    .from(auditEvents)
    .where(
      and(
        ofKind('failure'),
        gte(auditEvents.at, sql`coalesce(${change.at}, ${integerParam('from')})`),
      ),
    );
  const reuses = db
    .select({ count: count() })
    .from(auditEvents)
    .where(and(ofKind('reuse'), fromOn));
  return db
    .with(change)
    .select({
      change: change.at,
      failures: sql`(${failures})`.mapWith(Number),
      reuses: sql`(${reuses})`.mapWith(Number),
    })
    .from(change)
    .prepare();
});
const inNewBrowsers = prepared((db) =>
  db
    .select({ sessionId: auditEvents.sessionId })
    .from(auditEvents)
    .where(
      and(
        ofKind('type'),
        fromOn,
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
  /** Sessions of the last days: in browsers that were new to the account, of programs, and personal access tokens. */
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
  const [[row], news] = await Promise.all([
    counted().execute({ userId, from: early.getTime(), ...KINDS }),
    newSessions({ user }, sessions),
  ]);
  const { change = null, failures = 0, reuses = 0 } = row ?? {};
  return { failures, since: change ?? early, isSinceChange: change !== null, reuses, news };
}

/**
 * Those of the viewer's sessions, but for this one, that are new: begun in the last days, and in a browser only where the
 * account had not been used in it before. The log is asked only where there is one to ask it about.
 */
export async function newSessions(
  { user: { id: userId } }: Whose,
  sessions: ListedSession[],
): Promise<ListedSession[]> {
  const late = daysAgo(NEW_DAYS);
  const young = sessions.filter(({ isThisOne, createdAt }) => !isThisOne && createdAt >= late);
  if (!young.some(isOfBrowser)) return young;
  const type: AuditType = 'authn_login_success';
  const details = { detail: NEW_BROWSER, inWords: NEW_BROWSER_IN_WORDS };
  const asked = { userId, type, from: late.getTime(), ...details, limit: MOST };
  const begun = await inNewBrowsers().execute(asked);
  const inNewBrowser = new Set(begun.map(({ sessionId }) => sessionId));
  return young.filter((one) => !isOfBrowser(one) || inNewBrowser.has(one.id));
}

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);
