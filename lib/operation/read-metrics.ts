import 'server-only';
import { count, eq } from 'drizzle-orm';
import { outbox } from '#drizzle/schema';
import { hashesUnderWay } from '#lib/accounts/password-queue';
import { equal } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { metrics } from '#lib/operation/metrics';
import { isFromThisMachine } from '#lib/request/client';

/** The metrics as Prometheus text; null for callers from elsewhere without the token. */
export async function readMetrics(authorization: string | null) {
  const token = env().METRICS_TOKEN;
  const hasToken = token !== undefined && equal(authorization ?? '', `Bearer ${token}`);
  if (!hasToken && !isFromThisMachine()) return null;
  const { registry, mailWaiting, hashesUnderWay: hashes } = metrics();
  const [waiting] = await db()
    .select({ mails: count() })
    .from(outbox)
    .where(eq(outbox.state, 'waiting'));
  mailWaiting.set(waiting?.mails ?? 0);
  hashes.set(hashesUnderWay());
  return { text: await registry.metrics(), contentType: registry.contentType };
}
