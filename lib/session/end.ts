import 'server-only';
import { and, eq, exists, inArray, type SQL, sql } from 'drizzle-orm';
import { knownBrowsers } from '#drizzle/schema/known-browsers';
import { sessions } from '#drizzle/schema/sessions';
import { trustedBrowsers } from '#drizzle/schema/trusted-browsers';
import type { Detail } from '#lib/audit/detail';
import { type AuditActor, record } from '#lib/audit/record';
import type { AuditType } from '#lib/audit/types';
import { hashSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { mayChangeNone, ringing, type Write } from '#lib/db/transaction';
import { tellSites } from '#lib/session/tell-sites';
import type { Ticket } from '#lib/session/ticket';

type Ending = {
  /** Whose sessions, or a query for that. */
  of: string | SQL;
  /** What else has to be so of a session that ends. */
  which?: SQL | undefined;
  by?: AuditActor;
  /** As the detail in the log. */
  why: Detail;
};

type EndingOfOne = Ending & {
  id: string | SQL;
  /** The event, where it tells more than that a session ended. */
  as?: AuditType;
};

/**
 * The one way in which sessions end before their account or program does. The log is told once, if there were
 * any; else nothing happens. Open pages hear of it (lib/session/watch). The session of a browser takes along those that
 * were begun in it at sites, and the sites are told; one that is over by its time takes nothing along.
 */
function end(those: SQL | undefined, told: Parameters<typeof record>[0]): Write {
  const some = db().select({ id: sessions.id }).from(sessions).where(those);
  const atSites = inArray(sessions.begunIn, some);
  const remove = (which: SQL | undefined) =>
    ringing((tx) => tx.delete(sessions).where(which).returning({ id: sessions.id }));
  return [
    record(told, exists(some)),
    told.type !== 'session_expired' && [
      tellSites(atSites),
      mayChangeNone(remove(atSites)),
      tellSites(those),
    ],
    remove(those),
  ];
}

/** The write that ends a user’s sessions, all or `which`. In `expectRow` there has to be one. */
export const endSessions = ({ of, which, by = 'user', why }: Ending): Write =>
  end(and(eq(sessions.userId, of), which), {
    type: 'sessions_ended',
    userId: of,
    actor: by,
    detail: why,
  });

/** The write that ends one of them. */
export const endSession = ({
  of,
  id,
  which,
  by = 'user',
  why,
  as = 'session_ended',
}: EndingOfOne): Write =>
  end(and(eq(sessions.id, id), eq(sessions.userId, of), which), {
    type: as,
    userId: of,
    sessionId: id,
    actor: by,
    detail: why,
  });

/** The same for the session behind a ticket, of any account: only its holder can name it. */
export function endTicket({ sessionId: id, secret }: Ticket, why: Detail): Write {
  const which = eq(sessions.secretHash, hashSecret(secret));
  const isIt = and(eq(sessions.id, id), which);
  const owner = db().select({ id: sessions.userId }).from(sessions).where(isIt);
  return endSession({ of: sql`(${owner})`, id, which, why });
}

/** The write that ends every session of a program, of whomever. The caller tells the log what became of the program. */
export const endSessionsOfClient = (clientId: string): Write => {
  const those = eq(sessions.clientId, clientId);
  return [
    tellSites(those),
    ringing((tx) => tx.delete(sessions).where(those).returning({ id: sessions.id })),
  ];
};

/**
 * The write that leaves the sites of a session to the one that takes its place in this browser, where both are of the same
 * person: they stay signed in there, until they sign out here.
 */
export const keepSites =
  (previous: Ticket, { sessionId, userId }: { sessionId: string; userId: string }): Write =>
  (tx) =>
    tx
      .update(sessions)
      .set({ begunIn: sessionId })
      .where(and(eq(sessions.begunIn, previous.sessionId), eq(sessions.userId, userId)));

/** The write after which every browser is a stranger to this user: it goes with what ends sessions for safety. */
export const forgetBrowsers = (of: string): Write => [
  (tx) => tx.delete(knownBrowsers).where(eq(knownBrowsers.userId, of)),
  endTrust(of),
];

/** The write after which every browser of this user is asked for a second factor again. */
export const endTrust =
  (of: string): Write =>
  (tx) =>
    tx.delete(trustedBrowsers).where(eq(trustedBrowsers.userId, of));
