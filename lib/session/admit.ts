import 'server-only';
import { and, type SQL } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Detail } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import type { AuditType } from '#lib/audit/types';
import { rootNames } from '#lib/crypto/keys';
import { hashSecret, randomSecret } from '#lib/crypto/tokens';
import type { Write } from '#lib/db/transaction';
import { type Authentication, assuranceOf, providerColumns } from '#lib/factors/authentication';
import { factorsAmong, hasOnly, kindsOf } from '#lib/factors/verify-factor';
import { mayEnterBy } from '#lib/providers/domains';
import { currentClient } from '#lib/request/client';
import { safeNext } from '#lib/request/next-path';
import { type Challenge, newChallenge } from '#lib/session/challenge';
import { endTicket, keepSites } from '#lib/session/end';
import { BROWSER_SESSION, PERSISTENT_SESSION } from '#lib/session/lifetimes';
import { stopRecovery } from '#lib/session/recovery';
import { addSession } from '#lib/session/store';
import { agreedTicket, type Ticket } from '#lib/session/ticket';
import { newTrust, renewTrust, type Trust } from '#lib/session/trust';

type Arrival = {
  /** "Keep me signed in". */
  isPersistent: boolean;
  /** What this browser was signed in with before; it ends, so that no session is ever taken over. */
  previous: Ticket | null;
  /** What this browser holds of accounts that trust it, for a way in after which they ask for nothing more there. */
  trusted?: Trust[] | undefined;
  /** The account is to trust this browser from now on, because a factor was proven here. */
  trusts?: boolean | undefined;
  /** Where the person goes from here, for a browser that has to prove something else first. */
  next?: string | undefined;
  /** What the log is told of it, besides that a session began. */
  entry?: { type: AuditType; detail: Detail };
};

/** What a browser is given that was let in: its ticket, and by what it goes on being trusted. */
export type Entered = Ticket & { trust?: Trust };

/** The ticket of a session; or the challenge of a browser that has to prove something else first. */
type Admitted =
  | { ticket: Entered; challenge?: never; writes: Write }
  | { ticket?: never; challenge: Challenge; writes: Write };

/**
 * The only way in: a person who has proven who they are, by any method, gets the session of a browser here; or, where
 * the account asks for a factor that was not proven yet, and does not trust this browser, a challenge. Answers what the
 * browser is given and the writes that make it real, for `transaction`. Those that settle what was proven come first: if
 * it does not hold any more, or something else is to be proven meanwhile, nobody is let in. Nor is somebody whose address is
 * of a company that has its people sign in by one provider, but by that: both writes depend on it.
 */
export async function admit(proven: Authentication, arrival: Arrival): Promise<Admitted> {
  const { userId, settle } = proven;
  const { isPersistent, previous, next, entry } = arrival;
  const { asks, isStillEnough } = await asksFor(proven);
  const trusted = asks ? await renewTrust(arrival.trusted ?? [], userId) : trustOf(proven, arrival);
  if (asks && !trusted) return newChallenge(proven, { isPersistent, next: safeNext(next) });
  const mayEnter = mayEnterBy(userId, proven.provider?.name ?? null);
  const { ticket, open } = newSession(proven, isPersistent, and(isStillEnough, mayEnter));
  const writes: Write = [
    settle,
    trusted?.write,
    previous && [keepSites(previous, { ...ticket, userId }), endTicket(previous, 'replaced')],
    entry && record({ ...entry, userId, sessionId: ticket.sessionId }),
    stopRecovery(userId),
    open,
  ];
  return { ticket: trusted ? { ...ticket, trust: trusted.trust } : ticket, writes };
}

/** Whether a factor is asked for; where none is, what has to be so still: one that is added meanwhile is asked for, too. */
async function asksFor(proven: Authentication): Promise<{ asks: boolean; isStillEnough?: SQL }> {
  if (isEnough(proven)) return { asks: false };
  const { userId, kinds = await kindsOf(userId) } = proven;
  const asks = factorsAmong(kinds, userId).length > 0;
  return asks ? { asks } : { asks, isStillEnough: hasOnly(userId, kinds) };
}

/** New trust, where it is asked for and a factor was proven. */
const trustOf = ({ userId, factor }: Authentication, { trusts }: Arrival) =>
  trusts && factor ? newTrust(userId) : null;

/** Whether nothing else is asked for: a factor was proven, or two kinds in one step. */
const isEnough = ({ factor, amr }: Authentication) =>
  factor !== undefined || assuranceOf(amr) === 2;

/**
 * A new session: its ticket, and the writes that begin it, while that is still so. The secret (256 bits) is stored only
 * as its hash. Past the cap of browsers the user's oldest ends.
 */
function newSession(proven: Authentication, isPersistent: boolean, isStillSo: SQL | undefined) {
  const { userId, amr, authenticatedAt } = proven;
  const agreed = agreedTicket();
  const ticket: Ticket = agreed?.ticket ?? { sessionId: uuid(), secret: randomSecret() };
  const { idleSeconds, absoluteSeconds } = isPersistent ? PERSISTENT_SESSION : BROWSER_SESSION;
  const now = new Date();
  const client = currentClient();
  const row = {
    id: ticket.sessionId,
    userId,
    secretHash: hashSecret(ticket.secret),
    root: rootNames()[0],
    isPersistent,
    createdAt: now,
    lastSeenAt: now,
    authenticatedAt,
    amr: amr.join(' '),
    ...providerColumns(proven),
    idleSeconds,
    expiresAt: new Date(now.getTime() + absoluteSeconds * 1000),
    ...client,
  };
  const event = { type: 'session_created', userId, sessionId: ticket.sessionId, client } as const;
  return { ticket, open: [addSession(row, isStillSo), record(event), agreed?.settle] };
}
