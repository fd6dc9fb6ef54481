import 'server-only';
import { and, asc, eq, gt, inArray, isNull, lt, lte, or } from 'drizzle-orm';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { detailOf } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { expectRow, relaxed, transactionRelaxed, withRetry } from '#lib/db/transaction';
import { findClient } from '#lib/oauth/clients';
import { logoutSigner } from '#lib/oauth/logout/logout-token';
import { tellSite } from '#lib/oauth/logout/tell-site';
import { log } from '#lib/observability/log';
import { metrics } from '#lib/observability/metrics';

type Notice = typeof logoutNotices.$inferSelect;

/** Longer than a try can last. */
const LEASE_MS = 30_000;
const BATCH = 10;
/** Of how many that are due these are picked. */
const FIRST = 50;
const SHORTEST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 3_600_000;
/** A site that takes longer than this to answer … */
const SLOW_MS = 1_000;
/** … or does not answer is let alone this long, so that others get their turn. */
const REST_MS = 30_000;
/** For so long a site that was away may come back. */
const GIVE_UP_MS = 24 * 3_600_000;

/**
 * Tells sites which sessions have ended, and answers how many tries that were: some of those that have waited longest, by
 * chance, so that several servers seldom try for the same. Each notice is leased by one statement before it is sent, so that
 * a process which dies in between loses nothing: the site is told again. What was not taken is tried again, at first after
 * fifteen seconds, then each time half as late again as it is old, an hour at most, and for a day in all; then it is given up.
 * Both ends are entered into the log. Nobody waits for any of it.
 */
export async function deliverNotices(): Promise<number> {
  const due = await db()
    .select({ id: logoutNotices.id })
    .from(logoutNotices)
    .where(isDue())
    .orderBy(asc(logoutNotices.dueAt))
    .limit(FIRST);
  const picked = due
    .map(({ id }) => ({ id, by: Math.random() }))
    .sort((one, other) => one.by - other.by)
    .slice(0, BATCH);
  const leased = await lease(picked.map(({ id }) => id));
  if (leased.length === 0) return 0;
  const sign = await logoutSigner();
  const late = await Promise.all(leased.map((one) => deliver(one, sign)));
  for (const uri of new Set(late)) if (uri) await rest(uri);
  return leased.length;
}

/** Told, or put off, or given up. Answers the address of a site that is slow, or does not answer. */
async function deliver(notice: Notice, sign: Awaited<ReturnType<typeof logoutSigner>>) {
  const token = await sign(notice);
  const began = performance.now();
  const done = await tellSite(notice.uri, token);
  const isSlow = performance.now() - began > SLOW_MS;
  if (done.ok) await settle(notice);
  else await postpone(notice, String(done.because));
  return isSlow || (!done.ok && done.reason === 'silent') ? notice.uri : null;
}

async function lease(ids: string[]): Promise<Notice[]> {
  if (ids.length === 0) return [];
  const values = { dueAt: new Date(Date.now() + LEASE_MS) };
  const isIt = and(inArray(logoutNotices.id, ids), isDue());
  return withRetry(() =>
    relaxed(() => db().update(logoutNotices).set(values).where(isIt).returning().all()),
  );
}

/** By its time, or because no try is ever put off that long: then a clock was ahead. */
function isDue() {
  const now = Date.now();
  const { dueAt, givenUpAt } = logoutNotices;
  const isAhead = gt(dueAt, new Date(now + 2 * LONGEST_WAIT_MS));
  return and(isNull(givenUpAt), or(lte(dueAt, new Date(now)), isAhead));
}

const isIt = ({ id }: Notice) => and(eq(logoutNotices.id, id), isNull(logoutNotices.givenUpAt));

async function settle(notice: Notice) {
  await transactionRelaxed(
    expectRow((tx) => tx.delete(logoutNotices).where(isIt(notice))),
    await entry(notice, 'client_logout_success'),
  );
}

async function postpone(notice: Notice, lastError: string) {
  const { id, clientId, createdAt } = notice;
  const attempts = notice.attempts + 1;
  const age = Math.max(0, Date.now() - createdAt.getTime());
  const isOver = age > GIVE_UP_MS;
  log().warn(
    { notice: id, client: clientId, attempts, reason: lastError },
    isOver ? 'a site was not told that a session ended' : 'a site will be told again',
  );
  if (isOver) metrics().logoutGivenUp.inc();
  const end = isOver ? { givenUpAt: new Date() } : { dueAt: nextTry(age) };
  const values = { attempts, lastError, ...end };
  await transactionRelaxed(
    expectRow((tx) => tx.update(logoutNotices).set(values).where(isIt(notice))),
    isOver && (await entry(notice, 'client_logout_fail')),
  );
}

/** Somewhat by chance, so that what failed together is not tried together for ever. */
function nextTry(age: number): Date {
  const wait = Math.min(Math.max(age / 2, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
  return new Date(Date.now() + wait * (0.8 + Math.random() * 0.4));
}

async function rest(uri: string) {
  const until = new Date(Date.now() + REST_MS);
  const others = and(
    eq(logoutNotices.uri, uri),
    isNull(logoutNotices.givenUpAt),
    lt(logoutNotices.dueAt, until),
  );
  await transactionRelaxed((tx) => tx.update(logoutNotices).set({ dueAt: until }).where(others));
}

/** The program may be gone by now: then its id says which it was. */
async function entry(
  { id, userId, clientId }: Notice,
  type: 'client_logout_success' | 'client_logout_fail',
) {
  const name = (await findClient(clientId))?.name ?? clientId;
  return record({
    type,
    userId,
    sessionId: id,
    actor: 'system',
    object: `client:${clientId}`,
    detail: detailOf('program', { name }),
  });
}
