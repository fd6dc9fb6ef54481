import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, count, countDistinct, desc, gt, lt, lte, min, type SQL, sql } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { forAMinute } from '#lib/admin/overview/minute';
import { MOST, SLICE } from '#lib/admin/overview/most';
import { isOfBrowserAlive } from '#lib/admin/people/alive';
import { idAt } from '#lib/audit/period';
import { db } from '#lib/db/client';
import { roleHas } from '#lib/permissions/table';
import { whereDisabled } from '#lib/session/account-state';
import type { Viewer } from '#lib/session/store';

const DAY_MS = 24 * 3_600_000;
const NEW_DAYS = 30;
/** Comes after every id, which begins with the time. */
const AFTER_ALL = 'g';
const PAUSE_MS = 2;

export type PeopleCounts = {
  all: number;
  /** Whose account is younger than thirty days. */
  fresh: number;
  disabled: number;
  /** There are more people than were counted. */
  isMore: boolean;
  /** There may be more of them that are new: those that were counted do not reach back so far. */
  isMoreFresh: boolean;
};

/**
 * How many people have an account, of how many it is new, and how many are disabled: of the newest hundred thousand at most,
 * a minute old at most. For those who may list accounts; null to others.
 */
export async function countAccounts({ user }: Viewer): Promise<PeopleCounts | null> {
  if (!roleHas(user.role, 'account:list:any')) return null;
  return forAMinute('people', async () => {
    const since = new Date(Date.now() - NEW_DAYS * DAY_MS);
    const counts = { all: 0, fresh: 0, disabled: 0, isMore: false, isMoreFresh: false };
    for (let before = AFTER_ALL; ; ) {
      const slice = await sliceOfPeople(before, since);
      counts.all += slice.all;
      counts.fresh += slice.fresh;
      counts.disabled += slice.disabled;
      if (slice.all < SLICE || slice.last === null) return counts;
      before = slice.last;
      await sleep(PAUSE_MS);
      if (counts.all < MOST) continue;
      const isMore = await isAnybodyBefore(before);
      // Nobody is younger than their id.
      return { ...counts, isMore, isMoreFresh: isMore && before > idAt(since) };
    }
  });
}

async function isAnybodyBefore(id: string): Promise<boolean> {
  const [row] = await db().select({ id: users.id }).from(users).where(lt(users.id, id)).limit(1);
  return row !== undefined;
}

async function sliceOfPeople(before: string, since: Date) {
  const slice = db()
    .select({
      id: users.id,
      isNew: oneWhere(gt(users.createdAt, since)).as('is_new'),
      isShut: oneWhere(whereDisabled()).as('is_shut'),
    })
    .from(users)
    .where(lt(users.id, before))
    .orderBy(desc(users.id))
    .limit(SLICE)
    .as('slice');
  const [row] = await db()
    .select({
      all: count(),
      fresh: sql`coalesce(sum(${slice.isNew}), 0)`.mapWith(Number),
      disabled: sql`coalesce(sum(${slice.isShut}), 0)`.mapWith(Number),
      last: min(slice.id),
    })
    .from(slice);
  return row ?? { all: 0, fresh: 0, disabled: 0, last: null };
}

const oneWhere = (is: SQL | undefined) => sql<number>`case when ${is} then 1 else 0 end`;

export type SignedInNow = { people: number; sessions: number; isMore: boolean };

/**
 * How many people are signed in in a browser at this moment, and in how many: of a hundred thousand sessions at most, a
 * minute old at most. For those who may list sessions; null to others.
 */
export async function countSignedIn({ user }: Viewer): Promise<SignedInNow | null> {
  if (!roleHas(user.role, 'session:list:any')) return null;
  return forAMinute('sessions', async () => {
    const counts = { people: 0, sessions: 0 };
    // From one person to the next: nobody is counted in two slices.
    for (let after = '', read = 0; ; read += SLICE) {
      const end = await endOfSlice(after);
      const slice = await sliceOfSessions(after, end);
      counts.people += slice.people;
      counts.sessions += slice.sessions;
      if (end === null) return { ...counts, isMore: false };
      if (read >= MOST) return { ...counts, isMore: true };
      after = end;
      await sleep(PAUSE_MS);
    }
  });
}

/** The person up to whom a slice of sessions goes; null where it is the last. */
async function endOfSlice(after: string): Promise<string | null> {
  const [last] = await db()
    .select({ userId: sessions.userId })
    .from(sessions)
    .where(gt(sessions.userId, after))
    .orderBy(asc(sessions.userId))
    .limit(1)
    .offset(SLICE);
  return last?.userId ?? null;
}

async function sliceOfSessions(after: string, end: string | null) {
  const role = sql`(select ${users.role} from ${users} where ${users.id} = ${sessions.userId})`;
  const slice = db()
    .select({
      userId: sessions.userId,
      isLive: oneWhere(isOfBrowserAlive(role)).as('is_live'),
    })
    .from(sessions)
    .where(and(gt(sessions.userId, after), end === null ? undefined : lte(sessions.userId, end)))
    .orderBy(asc(sessions.userId), asc(sessions.createdAt))
    .limit(2 * SLICE)
    .as('slice');
  const [row] = await db()
    .select({
      people: countDistinct(sql`case when ${slice.isLive} = 1 then ${slice.userId} end`),
      sessions: sql`coalesce(sum(${slice.isLive}), 0)`.mapWith(Number),
    })
    .from(slice);
  return row ?? { people: 0, sessions: 0 };
}
