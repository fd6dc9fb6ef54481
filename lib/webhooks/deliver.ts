import 'server-only';
import { and, asc, eq, gt, lte, or } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import { webhooks } from '#drizzle/schema/webhooks';
import type { Entry } from '#lib/audit/rows';
import { readHead } from '#lib/audit/rows';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { isUnderNewest } from '#lib/providers/secret';
import { fail, ok } from '#lib/result';
import { takes } from '#lib/webhooks/events';
import { FRESH, LONGEST_PAUSE_MS, note, putOff, type Webhook } from '#lib/webhooks/put-off';
import { openWebhookSecret, sealWebhookSecret } from '#lib/webhooks/secret';
import { sendMessage } from '#lib/webhooks/send-message';
import { MOST_WEBHOOKS } from '#lib/webhooks/stored';

/** So many entries are read at once. */
const BATCH = 50;
const ROUND_MS = 10_000;

/**
 * Tells each webhook what has happened since, in the order of the log, and answers how many entries that were. It reads the log
 * after it was written: no act waits for it. What is not taken is tried again, and given up after a day without a break
 * (`putOff`); nothing behind it is told before. What was told is noted afterwards: a server that dies in between tells it
 * again, under the same id. A round ends when each has had its turn: one that fails stops no other, and is thrown then.
 */
export async function deliverWebhooks(): Promise<number> {
  const now = new Date();
  const isDue = or(
    lte(webhooks.dueAt, now),
    // Written by a clock that was ahead.
    gt(webhooks.dueAt, new Date(now.getTime() + 2 * LONGEST_PAUSE_MS)),
  );
  const due = await db().select().from(webhooks).where(isDue).limit(MOST_WEBHOOKS);
  if (due.length === 0) return 0;
  const head = (await readHead())?.seq ?? 0;
  const turns = await Promise.allSettled(due.filter(({ after }) => after < head).map(tell));
  for (const turn of turns) if (turn.status === 'rejected') throw turn.reason;
  return turns.reduce((sum, turn) => sum + (turn.status === 'fulfilled' ? turn.value : 0), 0);
}

/** Tells it of what comes next, for ten seconds and the one that is under way then. Answers how far it came. */
async function tell(webhook: Webhook): Promise<number> {
  const secret = await secretOf(webhook);
  const until = performance.now() + ROUND_MS;
  let passed = 0;
  for (let isMore = true; isMore; ) {
    const from = { ...webhook, ...(passed > 0 && FRESH), after: webhook.after + passed };
    const batch = await tellBatch(from, secret, until);
    passed += batch;
    isMore = batch === BATCH && performance.now() < until;
  }
  return passed;
}

async function tellBatch(webhook: Webhook, secret: string | null, until: number): Promise<number> {
  let { after } = webhook;
  let hasTaken = false;
  for (const entry of await nextEntries(after)) {
    if (performance.now() > until) break;
    const isTold = takes(webhook.events, entry.type);
    const done = isTold ? await call(webhook, secret, entry) : ok(null);
    if (!done.ok) return putOff({ ...webhook, ...(hasTaken && FRESH), after }, entry, done);
    hasTaken ||= isTold;
    after = entry.seq;
  }
  const isNoted = await note(webhook, { ...FRESH, after, lastError: '' });
  return isNoted ? after - webhook.after : 0;
}

const call = async ({ url }: Webhook, secret: string | null, entry: Entry) =>
  secret ? sendMessage(url, secret, messageOf(entry)) : fail('silent', { because: NO_SECRET });

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

/** What it signs with; put under the root secret that seals now, so that the one before may go. */
async function secretOf({ id, secret: stored }: Webhook) {
  const secret = await openWebhookSecret(id, stored);
  if (!secret || isUnderNewest(stored)) return secret;
  const sealed = await sealWebhookSecret(id, secret);
  const isSame = and(eq(webhooks.id, id), eq(webhooks.secret, stored));
  await transaction((tx) => tx.update(webhooks).set({ secret: sealed }).where(isSame));
  return secret;
}
