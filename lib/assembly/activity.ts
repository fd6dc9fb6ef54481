import 'server-only';
import { and, desc, eq, gt, inArray, lt, notInArray } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import { type LoggedEvent, sayToPerson, sayToStaff, thingIn } from '#lib/audit/say';
import type { AuditType } from '#lib/audit/types';
import { db } from '#lib/db/client';
import { integerParam, prepared, textParam } from '#lib/db/prepared';
import { env } from '#lib/env';
import { ALL_THINGS } from '#lib/product/resources';
import { namesFor } from '#lib/sharing/names';
import type { Actor } from '#lib/things/access';

/** For how many days what happened to an account is kept. */
export const activityDays = () => env().AUDIT_RETENTION_DAYS;

type Whose = { user: { id: string } };

/** Who did it, where it was not the person of the account: those are not described to them. */
type ByAnother = 'support' | 'administrator' | 'operator' | null;

/** What of an entry its person is told. */
export const shownOfEvent = {
  userId: auditEvents.userId,
  actor: auditEvents.actor,
  actorId: auditEvents.actorId,
  id: auditEvents.id,
  at: auditEvents.at,
  type: auditEvents.type,
  sessionId: auditEvents.sessionId,
  address: auditEvents.address,
  userAgent: auditEvents.userAgent,
  object: auditEvents.object,
  detail: auditEvents.detail,
};

/**
 * Every sign-in and sign-up begins a session, which ends by itself one day: to its owner nothing new.
 */
export const UNTOLD: AuditType[] = ['session_created', 'session_expired'];

/** Comes after every id. */
export const AFTER_ALL = 'g';

/** Some events of an account before one of them, newest first: ids are made in the order of time (UUID v7). */
export const eventsBefore = prepared((db) =>
  db
    .select(shownOfEvent)
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.userId, textParam('userId')),
        lt(auditEvents.id, textParam('before')),
        notInArray(auditEvents.type, UNTOLD),
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(integerParam('limit'))
    .prepare(),
);

/**
 * The events of an account before the one with the id `before`, newest first, at most `limit`: as those who
 * administer are told, who learn no title and no address by it.
 */
export async function listActivity(
  viewer: Whose,
  limit: number,
  before = AFTER_ALL,
): Promise<Activity[]> {
  const rows = await eventsBefore().execute({ userId: viewer.user.id, limit, before });
  return rows.map((row) => ({ ...typed(row), says: sayToStaff(row) }));
}

/** The same of the viewer's own account, as they are told: with the names of what they can see now. */
export async function listOwnActivity(
  viewer: Actor,
  limit: number,
  before = AFTER_ALL,
): Promise<Activity[]> {
  return toldTo(viewer, await eventsBefore().execute({ userId: viewer.user.id, limit, before }));
}

/** Entries of the viewer's own as they are told, with the names of what they can see now. */
export async function toldTo(
  viewer: Actor,
  rows: Parameters<typeof typed>[0][],
): Promise<Activity[]> {
  const names = await namesFor(viewer, ALL_THINGS, rows);
  return rows.map((row) => {
    const event = typed(row);
    return { ...event, says: sayToPerson(row, event.byAnother !== null, names) };
  });
}

export type Activity = {
  id: string;
  at: Date;
  type: AuditType;
  sessionId: string | null;
  /** Empty when another did it. */
  address: string;
  userAgent: string;
  byAnother: ByAnother;
  /** The whole sentence, for whom the list was made. */
  says: string;
  /** It is about a thing, such as a note, and not about the account. */
  isOfThing: boolean;
};

/** One of the viewer's own events; null when it is somebody else's or there is none. */
export async function findActivity(viewer: Whose, id: string): Promise<Activity | null> {
  const isOwn = and(eq(auditEvents.id, id), eq(auditEvents.userId, viewer.user.id));
  const [row] = await db().select(shownOfEvent).from(auditEvents).where(isOwn);
  return row ? { ...typed(row), says: sayToStaff(row) } : null;
}

const CHANGES: AuditType[] = [
  'authn_password_change',
  'credential_added',
  'user_recovered',
  'credential_removed',
  'authn_token_created',
  'user_updated',
  'session_ended',
  'sessions_ended',
  'data_exported',
];

/** What was changed in the viewer's account after one of its events, oldest first, at most a hundred. */
export async function listChangesSince(viewer: Actor, event: Activity): Promise<Activity[]> {
  const rows = await db()
    .select(shownOfEvent)
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.userId, viewer.user.id),
        gt(auditEvents.id, event.id),
        inArray(auditEvents.type, CHANGES),
      ),
    )
    .orderBy(auditEvents.id)
    .limit(100);
  return toldTo(viewer, rows);
}

type Place = { id: string; at: Date; sessionId: string | null };

function typed({
  userId,
  actor,
  actorId,
  object,
  detail: _,
  ...row
}: Row & LoggedEvent & Place): Omit<Activity, 'says'> {
  const seen = seenBy({ userId, actor, actorId, ...row });
  return { ...row, ...seen, type: row.type as AuditType, isOfThing: thingIn(object) !== null };
}

type Row = {
  userId: string | null;
  actor: string;
  actorId: string | null;
  address: string;
  userAgent: string;
};

/**
 * What the person of an account may know of who did something to it: where one’s own acts came from, but of
 * an administrator or the operator only that it was one.
 */
export function seenBy({ userId, actor, actorId, address, userAgent }: Row) {
  const isAnother = /^(support|administrator|operator)$/.test(actor) && actorId !== userId;
  return isAnother
    ? { address: '', userAgent: '', byAnother: actor as ByAnother }
    : { address, userAgent, byAnother: null };
}
