import 'server-only';
import { and, asc, eq, exists, inArray, isNull, lt } from 'drizzle-orm';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { db } from '#lib/db/client';
import { expectRow, transactionRelaxed } from '#lib/db/transaction';
import { type LogoutNotice, tellLog } from '#lib/oauth/logout/tell-log';
import { log } from '#lib/observability/log';
import { metrics } from '#lib/observability/metrics';

/** A notice waits at least this long before it is given up. */
const GIVE_UP_MS = 24 * 3_600_000;
/** In one transaction. */
const SLICE = 100;

/** What is given up: these notices of a site, or all of one that is away. */
type Which = { uri: string; ids: string[] | null };

/**
 * Gives up, of these notices, those that have waited for more than a day; of a site that is away also those that were never
 * tried. Each is entered into the log, once, also where two processes give up at the same time.
 */
export async function giveUpOn(which: Which, lastError: string): Promise<void> {
  for (;;) {
    const old = await oldAmong(which);
    if (old.length === 0) return;
    const ids = inArray(logoutNotices.id, old.map(({ id }) => id)); // biome-ignore format: one line
    const entries = await Promise.all(
      old.map((one) => tellLog(one, 'client_logout_fail', stillWaits(one))),
    );
    const values = { givenUpAt: new Date(), lastError };
    const isDone = await transactionRelaxed(
      entries,
      expectRow((tx) =>
        tx
          .update(logoutNotices)
          .set(values)
          .where(and(ids, isNull(logoutNotices.givenUpAt))),
      ),
    );
    if (isDone) tellOperator(old, lastError);
    if (old.length < SLICE) return;
  }
}

function tellOperator(old: LogoutNotice[], reason: string) {
  metrics().logoutGivenUp.inc(old.length);
  const clients = [...new Set(old.map(({ clientId }) => clientId))];
  log().warn({ clients, notices: old.length, reason }, 'a site was not told that sessions ended');
}

const oldAmong = ({ uri, ids }: Which): Promise<LogoutNotice[]> =>
  db()
    .select()
    .from(logoutNotices)
    .where(
      and(
        isNull(logoutNotices.givenUpAt),
        eq(logoutNotices.uri, uri),
        ids ? inArray(logoutNotices.id, ids) : undefined,
        lt(logoutNotices.createdAt, new Date(Date.now() - GIVE_UP_MS)),
      ),
    )
    .orderBy(asc(logoutNotices.dueAt))
    .limit(SLICE);

function stillWaits({ id }: LogoutNotice) {
  const isIt = and(eq(logoutNotices.id, id), isNull(logoutNotices.givenUpAt));
  return exists(db().select({ id: logoutNotices.id }).from(logoutNotices).where(isIt));
}
