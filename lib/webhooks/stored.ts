import 'server-only';
import { asc, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import type { Secret } from '#drizzle/columns';
import { webhooks } from '#drizzle/schema/webhooks';
import { record } from '#lib/audit/record';
import { readHead } from '#lib/audit/rows';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { expectRow, transaction } from '#lib/db/transaction';
import { mayFetch } from '#lib/providers/fetch';
import { fail, ok, type Result } from '#lib/result';
import { readEvents } from '#lib/webhooks/events';
import { newWebhookSecret, openWebhookSecret, sealWebhookSecret } from '#lib/webhooks/secret';
import { sendMessage } from '#lib/webhooks/send-message';

/** More than anybody has, and few enough to be asked one after the other. */
export const MOST_WEBHOOKS = 20;

type Refused = 'not_fetched' | 'unknown_event' | 'too_many';

/** Tells a place of the events that come from now on. Answers its secret, which is shown this once. */
export async function addWebhook(
  url: string,
  typed: string,
): Promise<Result<{ id: string; events: string; secret: Secret }, Refused>> {
  if (!URL.canParse(url) || new URL(url).username !== '' || !mayFetch(new URL(url)))
    return fail('not_fetched');
  const events = readEvents(typed);
  if (events === null) return fail('unknown_event');
  if ((await db().$count(webhooks)) >= MOST_WEBHOOKS) return fail('too_many');
  await sealLog();
  const [id, secret, now] = [uuid(), newWebhookSecret(), new Date()];
  const row = {
    id,
    url,
    events,
    secret: await sealWebhookSecret(id, secret),
    after: (await readHead())?.seq ?? 0,
    attempts: 0,
    failingSince: null,
    lastError: '',
    createdAt: now,
    dueAt: now,
  };
  await transaction((tx) => tx.insert(webhooks).values(row), changed(id));
  return ok({ id, events, secret });
}

/** The webhooks that there are, and how each fares. */
export const listWebhooks = () =>
  db()
    .select({
      id: webhooks.id,
      url: webhooks.url,
      events: webhooks.events,
      after: webhooks.after,
      attempts: webhooks.attempts,
      lastError: webhooks.lastError,
    })
    .from(webhooks)
    .orderBy(asc(webhooks.id))
    .limit(MOST_WEBHOOKS);

/** Tells that place nothing any more. False when there is none. */
export const removeWebhook = (id: string): Promise<boolean> =>
  transaction(
    expectRow((tx) => tx.delete(webhooks).where(eq(webhooks.id, id))),
    changed(id),
  );

/** Sends a made-up event now. Null when there is no such webhook. */
export async function testWebhook(id: string) {
  const [row] = await db().select().from(webhooks).where(eq(webhooks.id, id));
  if (!row) return null;
  const secret = await openWebhookSecret(id, row.secret);
  if (!secret)
    return fail('silent', { because: 'its secret lies under a root secret that is gone' });
  return sendMessage(row.url, secret, {
    id: uuid(),
    type: 'webhook.test',
    at: new Date(),
    data: {},
  });
}

const changed = (id: string) =>
  record({ type: 'webhook_changed', userId: null, actor: 'operator', object: `webhook:${id}` });
