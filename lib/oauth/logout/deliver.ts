import 'server-only';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { db } from '#lib/db/client';
import { expectRow, relaxed, transactionRelaxed, withRetry } from '#lib/db/transaction';
import { giveUpOn } from '#lib/oauth/logout/give-up';
import { logoutSigner } from '#lib/oauth/logout/logout-token';
import { isDue, LONGEST_WAIT_MS, pickNotices } from '#lib/oauth/logout/pick';
import { pause, rest, wake } from '#lib/oauth/logout/resting';
import { type LogoutNotice, tellLog } from '#lib/oauth/logout/tell-log';
import { tellSite } from '#lib/oauth/logout/tell-site';
import { log } from '#lib/observability/log';

/** Longer than a try can last. */
const LEASE_MS = 30_000;
const SHORTEST_WAIT_MS = 15_000;
/** A site that takes longer than this to answer is left alone for a moment. */
const SLOW_MS = 1_000;

/**
 * Tells sites which sessions have ended, and answers how many tries that were. Each notice is leased by one statement before
 * it is sent, so that a process which dies in between loses nothing: the site is told again. What a site refuses is tried
 * again, after fifteen seconds at first, later after half of its age, an hour at most (a fifth more or less by chance). A
 * silent site is left alone, with all that waits for it, and then asked by one notice whether it is back. What a site refuses
 * for more than a day is given up, and where it says nothing all that has waited for it for as long. Both ends are entered
 * into the log. Nobody waits for any of it.
 */
export async function deliverNotices(): Promise<number> {
  const leased = await lease(await pickNotices());
  if (leased.length === 0) return 0;
  const sign = await logoutSigner();
  const tried = await Promise.all(leased.map((one) => deliver(one, sign)));
  for (const uri of new Set(leased.map((one) => one.uri)))
    await judge(uri, tried.filter((one) => one.uri === uri)); // biome-ignore format: one line
  return leased.length;
}

type Tried = { id: string; uri: string; ms: number; refused: string | null; isSilent: boolean };

/** Told, or put off. */
async function deliver(
  notice: LogoutNotice,
  sign: Awaited<ReturnType<typeof logoutSigner>>,
): Promise<Tried> {
  const token = await sign(notice);
  const began = performance.now();
  const done = await tellSite(notice.uri, token);
  const ms = performance.now() - began;
  const refused = done.ok ? null : String(done.because);
  if (done.ok) await settle(notice);
  else await postpone(notice, String(refused));
  const { id, uri } = notice;
  return { id, uri, ms, refused, isSilent: !done.ok && done.reason === 'silent' };
}

/** What the tries say of the site: it is there, it is slow, or it is left alone; and what is given up there. */
async function judge(uri: string, tried: Tried[]) {
  const isAway = tried.some(({ isSilent }) => isSilent);
  if (isAway) rest(uri);
  else if (tried.some(({ ms }) => ms > SLOW_MS)) pause(uri);
  else wake(uri);
  const failed = tried.filter(({ refused }) => refused !== null);
  const [first] = failed;
  if (first) await giveUpOn({ uri, ids: isAway ? null : failed.map(({ id }) => id) }, String(first.refused)); // biome-ignore format: one line
}

async function lease(ids: string[]): Promise<LogoutNotice[]> {
  if (ids.length === 0) return [];
  const values = { dueAt: new Date(Date.now() + LEASE_MS) };
  const isIt = and(inArray(logoutNotices.id, ids), isDue());
  return withRetry(() =>
    relaxed(() => db().update(logoutNotices).set(values).where(isIt).returning().all()),
  );
}

const isIt = ({ id }: LogoutNotice) =>
  and(eq(logoutNotices.id, id), isNull(logoutNotices.givenUpAt));

async function settle(notice: LogoutNotice) {
  await transactionRelaxed(
    expectRow((tx) => tx.delete(logoutNotices).where(isIt(notice))),
    await tellLog(notice, 'client_logout_success'),
  );
}

async function postpone(notice: LogoutNotice, lastError: string) {
  const { id, clientId, createdAt } = notice;
  const attempts = notice.attempts + 1;
  log().warn(
    { notice: id, client: clientId, attempts, reason: lastError },
    'a site will be told again',
  );
  const age = Math.max(0, Date.now() - createdAt.getTime());
  const values = { attempts, lastError, dueAt: nextTry(age) };
  await transactionRelaxed(
    expectRow((tx) => tx.update(logoutNotices).set(values).where(isIt(notice))),
  );
}

/** Somewhat by chance, so that what failed together is not tried together for ever. */
function nextTry(age: number): Date {
  const wait = Math.min(Math.max(age / 2, SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
  return new Date(Date.now() + wait * (0.8 + Math.random() * 0.4));
}
