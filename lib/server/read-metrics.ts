import 'server-only';
import { eq, isNull } from 'drizzle-orm';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { outbox } from '#drizzle/schema/outbox';
import { hashesUnderWay } from '#lib/accounts/password-queue';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { metrics } from '#lib/observability/metrics';
import { isFromThisMachine } from '#lib/request/client';
import { measureSecurity } from '#lib/server/measure';
import { metricsOfAll } from '#lib/server/metrics-of-all';
import { hasMetricsToken } from '#lib/server/metrics-token';
import { countOpenPages } from '#lib/session/open-pages';

/**
 * The metrics as Prometheus text, for callers with METRICS_TOKEN; null for everybody else. While the site is for
 * this machine only, programs on it need no token: what is counted is no secret there.
 */
export async function readMetrics(authorization: string | null) {
  const isOpen = hasMetricsToken(authorization) || (env().isLoopback && isFromThisMachine());
  if (!isOpen) return null;
  measureWhenRead();
  return { text: await metricsOfAll(), contentType: metrics().registry.contentType };
}

/** What is looked at and not counted is looked at whenever somebody reads, in each process. */
export function measureWhenRead() {
  measureSecurity();
  const { mailWaiting, logoutWaiting, openPages, hashesUnderWay: hashes } = metrics();
  Object.assign(hashes, { collect: () => hashes.set(hashesUnderWay()) });
  Object.assign(openPages, { collect: () => openPages.set(countOpenPages()) });
  Object.assign(mailWaiting, { collect: async () => mailWaiting.set(await countWaiting()) });
  Object.assign(logoutWaiting, { collect: async () => logoutWaiting.set(await countUntold()) });
}

const countWaiting = () => db().$count(outbox, eq(outbox.state, 'waiting'));
const countUntold = () => db().$count(logoutNotices, isNull(logoutNotices.givenUpAt));
