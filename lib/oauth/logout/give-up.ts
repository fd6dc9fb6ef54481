import 'server-only';
import { and, asc, eq, exists, inArray, isNull, lt } from 'drizzle-orm';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { db } from '#lib/db/client';
import { transactionRelaxed } from '#lib/db/transaction';
import { type LogoutNotice, tellLog } from '#lib/oauth/logout/tell-log';
import { log } from '#lib/observability/log';
import { metrics } from '#lib/observability/metrics';

/** For so long a site that was away may come back. */
const GIVE_UP_MS = 24 * 3_600_000;
/** In one transaction. */
const SLICE = 100;

/**
 * Gives up what this site was to be told for more than a day, tried or not: for now it takes nothing. Each is entered into the
 * log, once, also where two processes give up at the same time.
 */
export async function giveUpOn(uri: string, lastError: string): Promise<void> {
  for (;;) {
    const old = await oldFor(uri);
    if (old.length === 0) return;
    const ids = inArray(logoutNotices.id, old.map(({ id }) => id)); // biome-ignore format: one line
    const entries = await Promise.all(
      old.map((one) => tellLog(one, 'client_logout_fail', stillWaits(one))),
    );
    const values = { givenUpAt: new Date(), lastError };
    await transactionRelaxed(entries, (tx) =>
      tx
        .update(logoutNotices)
        .set(values)
        .where(and(ids, isNull(logoutNotices.givenUpAt))),
    );
    metrics().logoutGivenUp.inc(old.length);
    const { clientId: client } = old[0] as LogoutNotice;
    log().warn({ client, notices: old.length, reason: lastError }, 'a site was not told that sessions ended'); // biome-ignore format: one line
    if (old.length < SLICE) return;
  }
}

const oldFor = (uri: string): Promise<LogoutNotice[]> =>
  db()
    .select()
    .from(logoutNotices)
    .where(
      and(
        isNull(logoutNotices.givenUpAt),
        eq(logoutNotices.uri, uri),
        lt(logoutNotices.createdAt, new Date(Date.now() - GIVE_UP_MS)),
      ),
    )
    .orderBy(asc(logoutNotices.dueAt))
    .limit(SLICE);

function stillWaits({ id }: LogoutNotice) {
  const isIt = and(eq(logoutNotices.id, id), isNull(logoutNotices.givenUpAt));
  return exists(db().select({ id: logoutNotices.id }).from(logoutNotices).where(isIt));
}
