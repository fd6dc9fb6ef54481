import 'server-only';
import { and, desc, eq, gt, isNull, lt, lte, notInArray, type SQL, sql } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { rootNames } from '#lib/crypto/keys';
import { equal, hashSecret, randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { momentWithoutIndex } from '#lib/db/engine';
import { insertWhere } from '#lib/db/insert-where';
import { expectRow, transactionRelaxed, type Write } from '#lib/db/transaction';
import type { Authentication } from '#lib/factors/authentication';
import type { Client } from '#lib/request/client';
import { isDisabled } from '#lib/session/account-state';
import { endSession, endSessions } from '#lib/session/end';
import { expiryOf } from '#lib/session/expiry';
import { isHere, noteShown } from '#lib/session/here';
import { SESSIONS_PER_USER, TOUCH_SECONDS } from '#lib/session/lifetimes';
import { type Profile, profileOf } from '#lib/session/profile';
import { rowOfSession, rowsOfSessions, type StoredSession } from '#lib/session/rows';
import { agreedTicket, type Ticket } from '#lib/session/ticket';
import { hasBeen, SLACK_MS } from '#lib/times';

/** Who is asking, and through which session. Acts for someone take one as their first argument. */
export type Viewer = {
  user: {
    id: string;
    email: string;
    role: string;
    /** From then on they must have a second factor; null while they need none, or have one. */
    secondFactorDueAt: Date | null;
  } & Profile;
  session: {
    id: string;
    createdAt: Date;
    /** When the person last proved to be who they are … */
    authenticatedAt: Date;
    /** … and by what: words of RFC 8176. */
    amr: string[];
    expiresAt: Date;
    idleEndsAt: Date;
    isPersistent: boolean;
  };
};

/**
 * The writes that add a session, of a browser or of a program. Past the cap the user's oldest of its kind ends:
 * of the browsers, or of the same program, so that no program ends a browser's session or another's. Where something
 * has to be so when it is written (`when`), and is not, the act is undone.
 */
export const addSession = (row: typeof sessions.$inferInsert, when?: SQL): Write => [
  when ? expectRow(insertWhere(sessions, row, when)) : (tx) => tx.insert(sessions).values(row),
  // By each token something runs: one too many is refused where it is made.
  !row.tokenName && endOldest(row.userId, row.clientId ?? null),
];

function endOldest(userId: string, clientId: string | null): Write {
  const now = Date.now();
  const idleEndsAt = sql`${sessions.lastSeenAt} + (${sessions.idleSeconds} + ${TOUCH_SECONDS}) * 1000`;
  // What is over by time has no place.
  const isOfKind = and(
    eq(sessions.userId, userId),
    clientId === null ? isOfBrowser() : eq(sessions.clientId, clientId),
    gt(momentWithoutIndex(sessions.expiresAt), now),
    gt(idleEndsAt, now),
    lte(sessions.createdAt, new Date(now + SLACK_MS)),
    lte(sessions.lastSeenAt, new Date(now + SLACK_MS)),
  );
  const isOneTooMany = and(isOfKind, notInArray(sessions.id, newest(isOfKind)));
  const oldest = db().select({ id: sessions.id }).from(sessions).where(isOneTooMany).limit(1);
  const told = { of: userId, by: 'system', why: 'oldest_of_too_many' } as const;
  return [
    endSession({ ...told, id: sql`(${oldest})` }),
    // More than one where the cap was lower, or a clock ahead.
    endSessions({ ...told, which: isOneTooMany }),
  ];
}

const isOfBrowser = () => and(isNull(sessions.clientId), isNull(sessions.tokenName));

const newest = (isOfKind: SQL | undefined) =>
  db()
    .select({ id: sessions.id })
    .from(sessions)
    .where(isOfKind)
    .orderBy(desc(sessions.createdAt), desc(sessions.id))
    .limit(SESSIONS_PER_USER);

/**
 * The viewer behind a ticket; null when the session was ended, idled out, reached its absolute end or
 * never existed, when the secret is wrong, and when the account is disabled. One read, nothing else.
 */
export async function findViewer({ sessionId, secret }: Ticket): Promise<Found | null> {
  const row = await rowOfSession(sessionId);
  return opened(row, secret);
}

/** The same for many tickets at once, in their order. */
export async function findViewers(tickets: Ticket[]): Promise<(Found | null)[]> {
  const rows = await rowsOfSessions(tickets.map(({ sessionId }) => sessionId));
  return tickets.map(({ sessionId, secret }) => opened(rows.get(sessionId), secret));
}

/**
 * The same for the session of a program that has proven itself by a token; the id alone proves nothing. Null
 * also for the session of a browser, which no token opens.
 */
export async function findViewerOfClient(sessionId: string): Promise<Found | null> {
  const row = await rowOfSession(sessionId);
  return row?.clientId ? alive(row) : null;
}

/** The same for the session of a personal access token that was shown; the id alone proves nothing. */
export async function findViewerOfToken(sessionId: string): Promise<Found | null> {
  const row = await rowOfSession(sessionId);
  return row && row.tokenName !== null ? alive(row) : null;
}

const opened = (row: StoredSession | undefined, secret: Ticket['secret']) =>
  row && equal(row.secretHash, hashSecret(secret)) ? alive(row) : null;

function alive(row: StoredSession): Found | null {
  const now = Date.now();
  const { idleEndsAt, expiresAt } = expiryOf(row);
  if (isDisabled(row) || expiresAt.getTime() <= now || idleEndsAt.getTime() <= now) return null;
  const { id, createdAt, isPersistent, email, role, secondFactorDueAt } = row;
  const amr = row.amr.split(' ');
  const said = row.authenticatedAt ?? createdAt;
  // A proof that is still to come is none.
  const authenticatedAt = hasBeen(said) ? said : new Date(0);
  const viewer: Viewer = {
    user: { id: row.userId, email, role, secondFactorDueAt, ...profileOf(row) },
    session: { id, createdAt, authenticatedAt, amr, expiresAt, idleEndsAt, isPersistent },
  };
  noteShown(viewer, row.secretHash);
  return { viewer, isTouchDue: row.lastSeenAt.getTime() <= now - TOUCH_SECONDS * 1000 };
}

type Found = { viewer: Viewer; isTouchDue: boolean };

/**
 * The viewer's session under a new secret: the ticket for the browser, and the write for `transaction`, which
 * must change a row: of two who renew it at the same moment the second finds another secret, and is refused. The old ticket
 * opens nothing any more. Records by what and when the person was proven again; what it knew of that stays when they were not.
 */
export function renewSession(
  viewer: Viewer,
  proven?: Pick<Authentication, 'amr' | 'authenticatedAt'>,
) {
  const { id } = viewer.session;
  const agreed = agreedTicket();
  const ticket: Ticket = { sessionId: id, secret: agreed?.ticket.secret ?? randomSecret() };
  const proof = proven && { amr: proven.amr.join(' '), authenticatedAt: proven.authenticatedAt };
  const values = { secretHash: hashSecret(ticket.secret), root: rootNames()[0], ...proof };
  const renew = expectRow((tx) => tx.update(sessions).set(values).where(isHere(viewer)));
  return { ticket, write: [renew, agreed?.settle] satisfies Write };
}

/**
 * Notes that somebody was here now, and from where: the list shows who used it last. Where it was begun stays in the
 * log (session_created). At most once a minute, however many ask at the same time.
 */
export async function touchSession(sessionId: string, client: Client) {
  const now = Date.now();
  await transactionRelaxed((tx) =>
    tx
      .update(sessions)
      .set({ lastSeenAt: new Date(now), ...client })
      .where(
        and(
          eq(sessions.id, sessionId),
          lt(sessions.lastSeenAt, new Date(now - TOUCH_SECONDS * 1000)),
        ),
      ),
  );
}
