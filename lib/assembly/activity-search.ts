import 'server-only';
import { type AnyColumn, and, desc, eq, inArray, lt, notInArray, or } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import {
  type Activity,
  AFTER_ALL,
  eventsBefore,
  shownOfEvent,
  toldTo,
  UNTOLD,
} from '#lib/assembly/activity';
import { type ActivityKind, typesOfKind } from '#lib/assembly/activity-kinds';
import { db } from '#lib/db/client';
import type { Actor } from '#lib/things/access';

/** How many events one page of a search looks through: a person may have many, of which few fit. */
const LOOKED_AT = 2_000;

export type ActivitySearch = {
  kind?: ActivityKind | undefined;
  device?: Device | undefined;
};

/**
 * A session, also one that is over, and what its browser calls itself, where that is known: few entries name the session
 * that they were made in, but each has the user agent.
 */
type Device = { id: string; userAgent: string | null };

type Place = { limit: number; before?: string | undefined };

/**
 * The viewer's own events that fit, newest first, at most `limit`, before the one with the id `before`. `next` is where the
 * next page begins, null on the last. A page looks only so far back: it may be empty and still not be the last.
 */
export async function searchOwnActivity(
  viewer: Actor,
  search: ActivitySearch,
  { limit, before = AFTER_ALL }: Place,
): Promise<{ events: Activity[]; next: string | null }> {
  const userId = viewer.user.id;
  const isAll = !search.kind && !search.device;
  const rows = isAll
    ? await eventsBefore().execute({ userId, before, limit: limit + 1 })
    : await fitting({ userId, before, search, limit: limit + 1 });
  const events = await toldTo(viewer, rows.slice(0, limit));
  const last = events.at(-1);
  if (rows.length > limit && last) return { events, next: last.id };
  return { events, next: isAll ? null : await endOf({ userId, before }) };
}

type From = { userId: string; before: string };

const isOlder = ({ userId, before }: From) =>
  and(
    eq(auditEvents.userId, userId),
    lt(auditEvents.id, before),
    notInArray(auditEvents.type, UNTOLD),
  );

/** What fits of the newest entries: their number is limited before anything is compared. */
function fitting({ search: { kind, device }, limit, ...from }: From & Search) {
  const recent = db()
    .select(shownOfEvent)
    .from(auditEvents)
    .where(isOlder(from))
    .orderBy(desc(auditEvents.id))
    .limit(LOOKED_AT)
    .as('recent');
  const isOfKind = kind && inArray(recent.type, typesOfKind(kind));
  return db()
    .select()
    .from(recent)
    .where(and(isOfKind, device && or(eq(recent.sessionId, device.id), isAlike(recent, device))))
    .orderBy(desc(recent.id))
    .limit(limit);
}

type Search = { search: ActivitySearch; limit: number };
type Columns = Record<'userAgent' | 'actor', AnyColumn>;

/** Made by a browser that calls itself the same; what staff did is theirs, whatever they did it with. */
function isAlike(of: Columns, { userAgent }: Device) {
  if (!userAgent) return undefined;
  return and(eq(of.userAgent, userAgent), notInArray(of.actor, STAFF));
}

const STAFF = ['support', 'administrator', 'operator'];

/** The last entry that a page has looked at; null where there are no more. */
async function endOf(from: From): Promise<string | null> {
  const [end] = await db()
    .select({ id: auditEvents.id })
    .from(auditEvents)
    .where(isOlder(from))
    .orderBy(desc(auditEvents.id))
    .limit(1)
    .offset(LOOKED_AT - 1);
  return end?.id ?? null;
}
