import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, inArray, lt, ne, type SQL } from 'drizzle-orm';
import { codes } from '#drizzle/schema/codes';
import { knownBrowsers } from '#drizzle/schema/known-browsers';
import { limits } from '#drizzle/schema/limits';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { outbox } from '#drizzle/schema/outbox';
import { passkeyChallenges } from '#drizzle/schema/passkey-challenges';
import { pendingSignIns } from '#drizzle/schema/pending-sign-ins';
import { providerFlows } from '#drizzle/schema/provider-flows';
import { sessions } from '#drizzle/schema/sessions';
import { trustedBrowsers } from '#drizzle/schema/trusted-browsers';
import { trimLog } from '#lib/audit/trim';
import { db } from '#lib/db/client';
import { type Column, rowsAtMost } from '#lib/db/engine';
import { isLeader } from '#lib/db/leader';
import { expectRow, relaxed, transactionRelaxed, withRetry } from '#lib/db/transaction';
import { metrics } from '#lib/observability/metrics';
import { endSession } from '#lib/session/end';
import { KNOWN_BROWSER_SECONDS } from '#lib/session/lifetimes';

const BATCH = 500;
const SESSION_BATCH = 25;
const PAUSE_MS = 20;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const KNOWN_MS = KNOWN_BROWSER_SECONDS * 1000;

type Purgeable =
  | typeof pendingSignIns
  | typeof passkeyChallenges
  | typeof providerFlows
  | typeof trustedBrowsers
  | typeof codes
  | typeof knownBrowsers
  | typeof outbox
  | typeof logoutNotices
  | typeof limits
  | typeof oauthRecords;

/**
 * Deletes what has expired, in batches with a pause between them, so that nobody waits for it, and
 * without waiting for the disk: what comes back after a power cut goes again. An expired row is refused
 * wherever it is read; this only keeps the file small. Answers how many rows went.
 */
export async function purgeExpired(): Promise<number> {
  const ago = (ms: number) => new Date(Date.now() - ms);
  const jobs: [Purgeable, Column, Column, Date, SQL?][] = [
    [codes, codes.id, codes.createdAt, ago(DAY_MS)],
    [pendingSignIns, pendingSignIns.id, pendingSignIns.createdAt, ago(DAY_MS)],
    [passkeyChallenges, passkeyChallenges.id, passkeyChallenges.createdAt, ago(HOUR_MS)],
    [providerFlows, providerFlows.id, providerFlows.createdAt, ago(HOUR_MS)],
    [trustedBrowsers, trustedBrowsers.id, trustedBrowsers.expiresAt, ago(0)],
    [outbox, outbox.id, outbox.createdAt, ago(7 * DAY_MS), ne(outbox.state, 'waiting')],
    [logoutNotices, logoutNotices.id, logoutNotices.givenUpAt, ago(7 * DAY_MS)],
    [oauthRecords, oauthRecords.id, oauthRecords.expiresAt, ago(0)],
    [knownBrowsers, knownBrowsers.id, knownBrowsers.signedInAt, ago(KNOWN_MS)],
    [limits, limits.key, limits.expiresAt, ago(0)],
  ];
  let total = await purgeSessions();
  for (const [table, key, at, before, also] of jobs)
    total += await inBatches(table, key, and(lt(at, before), also), at);
  return total + (await trimLog());
}

/** The oldest first, where there is an age: so the index on it leads to them, whatever is known of how many there are. */
async function inBatches(table: Purgeable, key: Column, isExpired: SQL | undefined, by?: Column) {
  let total = 0;
  while (await isLeader()) {
    const some = db()
      .select({ key })
      .from(table)
      .where(isExpired)
      .orderBy(...(by ? [asc(by)] : []))
      .limit(rowsAtMost(BATCH));
    const remove = () => db().delete(table).where(inArray(key, some)).returning({ key }).all();
    const gone = await withRetry(() => timed(() => relaxed(remove)));
    total += gone.length;
    if (gone.length < BATCH) return total;
    await sleep(PAUSE_MS);
  }
  return total;
}

/**
 * By the absolute end, which has an index: one that idled out waits for it, and nobody reads them all. Each
 * is entered into the log; one that somebody ended a moment before was entered then, and is not here.
 */
async function purgeSessions(): Promise<number> {
  let total = 0;
  while (await isLeader()) {
    const isExpired = lt(sessions.expiresAt, new Date());
    const some = await db()
      .select({ id: sessions.id, userId: sessions.userId })
      .from(sessions)
      .where(isExpired)
      .orderBy(asc(sessions.expiresAt))
      .limit(rowsAtMost(SESSION_BATCH));
    if (some.length === 0) return total;
    // A session of a program takes its records along, which may be thousands.
    const ofThose = inArray(
      oauthRecords.sessionId,
      some.map(({ id }) => id),
    );
    await inBatches(oauthRecords, oauthRecords.id, ofThose);
    const isDone = await timed(() =>
      transactionRelaxed(
        some.map(({ id, userId }) =>
          expectRow(endSession({ of: userId, id, by: 'system', why: '', as: 'session_expired' })),
        ),
      ),
    );
    if (isDone) total += some.length;
    if (some.length < SESSION_BATCH) return total;
    await sleep(PAUSE_MS);
  }
  return total;
}

/** Notes how long a step held up everybody: all that it does before it lets go of the event loop. */
function timed<Value>(step: () => Value): Value {
  const end = metrics().purgeStep.startTimer();
  try {
    return step();
  } finally {
    end();
  }
}
