import 'server-only';
import { and, asc, eq, gt, lt, lte, or } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import { webhooks } from '#drizzle/schema/webhooks';
import { record } from '#lib/audit/record';
import type { Entry } from '#lib/audit/rows';
import { readHead } from '#lib/audit/rows';
import { db } from '#lib/db/client';
import { transaction, transactionRelaxed } from '#lib/db/transaction';
import { metrics } from '#lib/observability/metrics';
import { isUnderNewest } from '#lib/providers/secret';
import { fail, ok } from '#lib/result';
import { takes } from '#lib/webhooks/events';
import { openWebhookSecret, sealWebhookSecret } from '#lib/webhooks/secret';
import { sendMessage } from '#lib/webhooks/send-message';
import { MOST_WEBHOOKS } from '#lib/webhooks/stored';

/** So many entries are looked at in one round. */
const BATCH = 50;
const ROUND_MS = 10_000;
const SHORTEST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 3_600_000;
const GIVE_UP_MS = 24 * 3_600_000;

type Webhook = typeof webhooks.$inferSelect;

/**
 * Tells each webhook what has happened since, in the order of the log, and answers how many entries that were. It reads the log
 * after it was written: no act waits for it. What is not taken is tried again, after fifteen seconds at first, then twice as
 * long each time, an hour at most; nothing behind it is told before. After a day it is given up, with all that is as old where
 * nothing answers; that is an entry in the log and a count. What was told is noted afterwards: a server that dies in between
 * tells it again, under the same id.
 */
export async function deliverWebhooks(): Promise<number> {
  const now = new Date();
  const isDue = or(
    lte(webhooks.dueAt, now),
    // Written by a clock that was ahead.
    gt(webhooks.dueAt, new Date(now.getTime() + 2 * LONGEST_WAIT_MS)),
  );
  const due = await db().select().from(webhooks).where(isDue).limit(MOST_WEBHOOKS);
  if (due.length === 0) return 0;
  const head = (await readHead())?.seq ?? 0;
  const passed = await Promise.all(due.filter(({ after }) => after < head).map(tell));
  return passed.reduce((sum, one) => sum + one, 0);
}

/** Tells it of what comes next, for ten seconds at most: a slow one keeps no other waiting. Answers how far it came. */
async function tell(webhook: Webhook): Promise<number> {
  const secret = await secretOf(webhook);
  const until = performance.now() + ROUND_MS;
  let { after } = webhook;
  for (const entry of await nextEntries(after)) {
    if (performance.now() > until) break;
    const done = takes(webhook.events, entry.type) ? await call(webhook, secret, entry) : ok(null);
    if (!done.ok) return putOff({ ...webhook, after }, entry, done);
    after = entry.seq;
  }
  await note(webhook, { after, attempts: 0, lastError: '' });
  return after - webhook.after;
}

const call = async ({ url }: Webhook, secret: string | null, entry: Entry) =>
  secret ? sendMessage(url, secret, messageOf(entry)) : fail('refused', { because: NO_SECRET });

const NO_SECRET = 'its secret lies under a root secret that is gone';

const nextEntries = (after: number) =>
  db()
    .select()
    .from(auditEvents)
    .where(gt(auditEvents.seq, after))
    .orderBy(asc(auditEvents.seq))
    .limit(BATCH);

/** An entry as it is told: without address, browser and session, which are nobody's business outside. */
function messageOf({ id, seq, type, at, userId, actor, actorId, object, result, detail }: Entry) {
  return { id, type, at, data: { seq, userId, actor, actorId, object, result, detail } };
}

type Failed = { reason: 'silent' | 'refused'; because?: string };

/** Later again; or never, and it goes on at once with what comes behind: then it answers 1. */
async function putOff(webhook: Webhook, entry: Entry, failed: Failed): Promise<number> {
  const now = Date.now();
  const oldest = new Date(now - GIVE_UP_MS);
  const lastError = failed.because ?? '';
  if (entry.at > oldest) {
    const attempts = webhook.attempts + 1;
    const wait = Math.min(SHORTEST_WAIT_MS * 2 ** webhook.attempts, LONGEST_WAIT_MS);
    const { after } = webhook;
    await note(webhook, { after, attempts, lastError, dueAt: new Date(now + wait) });
    return 0;
  }
  const last = failed.reason === 'silent' ? await lastBefore(oldest, entry.seq) : entry.seq;
  metrics().webhooksGivenUp.inc();
  await transaction(
    (tx) =>
      tx
        .update(webhooks)
        .set({ after: last, attempts: 0, lastError })
        .where(eq(webhooks.id, webhook.id)),
    record({
      type: 'webhook_fail',
      userId: null,
      actor: 'system',
      object: `webhook:${webhook.id}`,
    }),
  );
  return 1;
}

/** The last entry that is as old, at or after this one. */
async function lastBefore(oldest: Date, seq: number): Promise<number> {
  const [younger] = await db()
    .select({ seq: auditEvents.seq })
    .from(auditEvents)
    .where(and(gt(auditEvents.seq, seq), gt(auditEvents.at, oldest)))
    .orderBy(asc(auditEvents.seq))
    .limit(1);
  return younger ? younger.seq - 1 : ((await readHead())?.seq ?? seq);
}

/** Only forward: what another server has noted meanwhile stays. */
async function note({ id }: Webhook, values: Partial<Webhook> & { after: number }) {
  const isBehind = and(eq(webhooks.id, id), lt(webhooks.after, values.after + 1));
  await transactionRelaxed((tx) => tx.update(webhooks).set(values).where(isBehind));
}

/** What it signs with; put under the root secret that seals now, so that the one before may go. */
async function secretOf({ id, secret: stored }: Webhook) {
  const secret = await openWebhookSecret(id, stored);
  if (!secret || isUnderNewest(stored)) return secret;
  const sealed = await sealWebhookSecret(id, secret);
  const isSame = and(eq(webhooks.id, id), eq(webhooks.secret, stored));
  await transaction((tx) => tx.update(webhooks).set({ secret: sealed }).where(isSame));
  return secret;
}
