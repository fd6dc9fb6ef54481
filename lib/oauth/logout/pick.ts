import 'server-only';
import { and, asc, eq, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { db } from '#lib/db/client';
import { isDoubtful, isResting } from '#lib/oauth/logout/resting';

/** How many sites are told at the same time … */
const SITES = 10;
/** … how many notices each gets at once … */
const EACH = 10;
/** … and from how many due ones they are picked. */
const FIRST = 50;
/** Between two tries of one notice, somewhat more or less by chance. */
export const LONGEST_WAIT_MS = 3_600_000;
/** No try is ever put off that long. */
const AHEAD_MS = 2 * LONGEST_WAIT_MS;

/**
 * The notices that are tried next, by their ids: for each site that is not left alone some of those that have waited longest,
 * by chance, so that several servers seldom try for the same; one where it has to show whether it is back. What waits for
 * one site is never read for another.
 */
export async function pickNotices(): Promise<string[]> {
  const picked: string[][] = [];
  for (const uri of shuffled(await waitingAddresses())) {
    const due = await dueAt(uri);
    // A site where nothing is due yet takes no place of another.
    if (due.length > 0) picked.push(shuffled(due).slice(0, isDoubtful(uri) ? 1 : EACH));
    if (picked.length === SITES) break;
  }
  return picked.flat();
}

/** By the index, from one address to the next. */
async function waitingAddresses(): Promise<string[]> {
  const { uri, givenUpAt } = logoutNotices;
  const found: string[] = [];
  for (let last = ''; ; ) {
    const [row] = await db()
      .select({ uri })
      .from(logoutNotices)
      .where(and(isNull(givenUpAt), gt(uri, last)))
      .orderBy(asc(givenUpAt), asc(uri))
      .limit(1);
    if (!row) return found;
    if (!isResting(row.uri)) found.push(row.uri);
    last = row.uri;
  }
}

async function dueAt(uri: string): Promise<string[]> {
  const found: string[] = [];
  for (const isTime of [isPast(), isAhead()]) {
    const rows = await db()
      .select({ id: logoutNotices.id })
      .from(logoutNotices)
      .where(and(isNull(logoutNotices.givenUpAt), eq(logoutNotices.uri, uri), isTime))
      .orderBy(asc(logoutNotices.dueAt))
      .limit(FIRST);
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

/** By its time, or because it lies further ahead than a try is put off: then a clock was ahead. */
export const isDue = (): SQL | undefined =>
  and(isNull(logoutNotices.givenUpAt), or(isPast(), isAhead()));

const isPast = () => lte(logoutNotices.dueAt, new Date());
const isAhead = () => gt(logoutNotices.dueAt, new Date(Date.now() + AHEAD_MS));

const shuffled = <Of>(all: Of[]): Of[] =>
  all
    .map((one) => ({ one, by: Math.random() }))
    .sort((a, b) => a.by - b.by)
    .map(({ one }) => one);
