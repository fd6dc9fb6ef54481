import 'server-only';
import { count, eq } from 'drizzle-orm';
import { outbox } from '#drizzle/schema/outbox';
import { hashesUnderWay } from '#lib/accounts/password-queue';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { metrics } from '#lib/observability/metrics';
import { isFromThisMachine } from '#lib/request/client';
import { hasMetricsToken } from '#lib/server/metrics-token';

/**
 * The metrics as Prometheus text, for callers with METRICS_TOKEN; null for everybody else. While the site is for
 * this machine only, programs on it need no token: what is counted is no secret there.
 */
export async function readMetrics(authorization: string | null) {
  const isOpen = hasMetricsToken(authorization) || (env().isLoopback && isFromThisMachine());
  if (!isOpen) return null;
  const { registry, mailWaiting, hashesUnderWay: hashes } = metrics();
  const [waiting] = await db()
    .select({ mails: count() })
    .from(outbox)
    .where(eq(outbox.state, 'waiting'));
  mailWaiting.set(waiting?.mails ?? 0);
  hashes.set(hashesUnderWay());
  return { text: await registry.metrics(), contentType: registry.contentType };
}
