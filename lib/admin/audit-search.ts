import 'server-only';
import { and, desc, eq, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import { users } from '#drizzle/schema/users';
import { canonicalEmail } from '#lib/accounts/fields';
import { idAt, type Period } from '#lib/audit/period';
import type { Entry } from '#lib/audit/rows';
import type { AuditType } from '#lib/audit/types';
import { allowed } from '#lib/authorization/can';
import { db } from '#lib/db/client';
import { cleaned } from '#lib/text';

export type AuditReader = { user: { id: string; role: string } } | 'operator';

export type AuditSearch = Period & {
  type?: AuditType | undefined;
  /** An address, or the id of an account, which stays when the account is gone. */
  person?: string | undefined;
  /** Only entries older than the one with this number. */
  before?: number | undefined;
  limit: number;
};

export type FoundEntry = Omit<Entry, 'type' | 'hash'> & {
  type: string;
  /** The address of whose account it is about, and of who did it; null when there is no such account (now). */
  subject: string | null;
  by: string | null;
};

/**
 * The entries that fit, newest first. For those who may read all of the log, and the operator; to others it
 * is empty. A person is found as the owner of the account it is about, or as the one who did it.
 */
export async function searchLog(asking: AuditReader, search: AuditSearch): Promise<FoundEntry[]> {
  const mayRead = asking === 'operator' ? undefined : allowed(asking, 'audit:read', auditEvents.id);
  const { person, limit } = search;
  if (!person) return named(await newest(and(mayRead, fits(search)), limit));
  const id = await idOf(person);
  const both = [eq(auditEvents.userId, id), eq(auditEvents.actorId, id)];
  const found = await Promise.all(both.map((is) => newest(and(is, mayRead, fits(search)), limit)));
  const once = new Map(found.flat().map((entry) => [entry.id, entry]));
  const ordered = [...once.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
  return named(ordered.slice(0, limit));
}

/** By the id, which begins with the time: every index of the log ends in it. */
const newest = (where: SQL | undefined, limit: number): Promise<Entry[]> =>
  db().select().from(auditEvents).where(where).orderBy(desc(auditEvents.id)).limit(limit);

function fits({ type, from, to, before }: AuditSearch): SQL | undefined {
  const older = sql`(select id from audit_events as place where place.seq = ${before})`;
  return and(
    type && eq(auditEvents.type, type),
    from && gte(auditEvents.id, idAt(from)),
    to && lt(auditEvents.id, idAt(to)),
    lt(auditEvents.id, before === undefined ? AFTER_ALL : older),
  );
}

async function idOf(person: string): Promise<string> {
  const email = canonicalEmail(person);
  if (!email) return person.length > LONGEST ? '' : cleaned(person);
  const [user] = await db().select({ id: users.id }).from(users).where(eq(users.email, email));
  return user?.id ?? '';
}

/** Longer than any id, with what was pasted along. */
const LONGEST = 254;

/** Comes after every id. */
const AFTER_ALL = 'g';

async function named(entries: Entry[]): Promise<FoundEntry[]> {
  const ids = new Set(entries.flatMap(({ userId, actorId }) => [userId, actorId]));
  const people = await namesOf([...ids].filter((id) => id !== null));
  const emails = new Map(people.map(({ id, email }) => [id, email]));
  return entries.map(({ hash: _, ...entry }) => ({
    ...entry,
    subject: emails.get(entry.userId ?? '') ?? null,
    by: emails.get(entry.actorId ?? '') ?? null,
  }));
}

async function namesOf(ids: string[]) {
  if (ids.length === 0) return [];
  return db()
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(inArray(users.id, ids));
}
