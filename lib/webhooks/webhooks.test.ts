import { readFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { webhooks } from '#drizzle/schema/webhooks';
import { record } from '#lib/audit/record';
import type { AuditType } from '#lib/audit/types';
import { randomSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { transaction } from '#lib/db/transaction';
import { metrics } from '#lib/observability/metrics';
import { addUser, changeSettings, emptyTables, setClock } from '#lib/testing/database.test-support';
import { readEvents, takes } from '#lib/webhooks/events';
import {
  addHook,
  deliverAll,
  happen,
  openReceiver,
  type Told,
  typesOf,
} from '#lib/webhooks/receiver.test-support';
import { signed } from '#lib/webhooks/secret';
import { addWebhook, listWebhooks, removeWebhook, testWebhook } from '#lib/webhooks/stored';

const NOW = Date.UTC(2026, 10, 28, 12);
const HOUR_MS = 3_600_000;

beforeEach(async () => {
  setClock(NOW);
  await emptyTables();
});

const logged = async (type: AuditType) =>
  (await db().select().from(auditEvents)).filter((entry) => entry.type === type);

/** The verifier as docs/webhooks.md shows it. */
async function shownVerifier() {
  const [, code = ''] = readFileSync('docs/webhooks.md', 'utf8').match(/```js\n(.*?)```/s) ?? [];
  expect(code.trim().split('\n').length).toBeLessThanOrEqual(11);
  const { verify } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return verify as (secret: string, headers: object, body: string, now: number) => boolean;
}

test('what happened is told in its order, signed, without address and browser, and the verifier of the page takes it', async () => {
  const { told, url } = await openReceiver();
  const { secret } = await addHook(url);
  const userId = await addUser('ada@example.com');
  await transaction(record({ type: 'user_created', userId }));
  await happen('user_updated', 'session_created');
  await deliverAll();
  expect(typesOf(told)).toEqual(['user_created', 'user_updated', 'session_created']);
  const [first] = told as [Told, ...Told[]];
  const [entry] = await logged('user_created');
  expect(JSON.parse(first.body)).toEqual({
    type: 'user_created',
    timestamp: new Date(NOW).toISOString(),
    data: {
      seq: entry?.seq,
      userId,
      actor: 'user',
      actorId: null,
      object: '',
      result: 'success',
      detail: '',
    },
  });
  expect(first.headers['webhook-id']).toBe(entry?.id);
  const verify = await shownVerifier();
  for (const { headers, body } of told) {
    expect(verify(secret, headers, body, NOW)).toBe(true);
    expect(verify(secret, headers, `${body} `, NOW)).toBe(false);
    expect(verify(secret, headers, body, NOW + 301_000)).toBe(false);
    expect(verify(secret, { ...headers, 'webhook-id': 'x' }, body, NOW)).toBe(false);
    expect(verify(secret, { ...headers, 'webhook-timestamp': 'x' }, body, NOW)).toBe(false);
    expect(verify('whsec_AAAA', headers, body, NOW)).toBe(false);
  }
  await deliverAll();
  expect(told).toHaveLength(3);
});

test('the signature is that of Standard Webhooks, by the example of its specification', () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const headers = signed(
    secret,
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    1_614_265_330_000,
    '{"test": 2432232314}',
  );
  expect(headers).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

test('each is told of its own events, from when it was added, and none of webhooks', async () => {
  const [all, some] = [await openReceiver(), await openReceiver()];
  await happen('user_updated');
  await addHook(all.url);
  await addHook(some.url, 'user_deleted, user_created');
  await happen('user_created', 'user_updated', 'user_deleted');
  await deliverAll();
  expect(typesOf(all.told)).toEqual(['user_created', 'user_updated', 'user_deleted']);
  expect(typesOf(some.told)).toEqual(['user_created', 'user_deleted']);
});

test.each([500, 404, 410, 429, 301])(
  'one that answers %i is told again, and what is behind it waits',
  async (status) => {
    const { told, url } = await openReceiver((r, nth) =>
      r.writeHead(nth === 1 ? status : 200, { location: '/x' }).end(),
    );
    await addHook(url);
    await happen('user_created', 'user_updated');
    await deliverAll();
    expect(typesOf(told)).toEqual(['user_created']);
    expect(await listWebhooks()).toMatchObject([
      { attempts: 1, lastError: `it answers ${status}` },
    ]);
    setClock(NOW + 14_999);
    await deliverAll();
    expect(told).toHaveLength(1);
    setClock(NOW + 15_000);
    await deliverAll();
    expect(typesOf(told)).toEqual(['user_created', 'user_created', 'user_updated']);
    expect(told[0]?.headers['webhook-id']).toBe(told[1]?.headers['webhook-id']);
    expect(told[0]?.headers['webhook-signature']).not.toBe(told[1]?.headers['webhook-signature']);
    expect(await listWebhooks()).toMatchObject([{ attempts: 0, lastError: '' }]);
  },
);

test('what one event is refused for a day is given up alone, with a trace, and the next is told', async () => {
  const { told, url } = await openReceiver((r, nth) =>
    r.writeHead(told.length === nth && /user_created/.test(told.at(-1)!.body) ? 400 : 200).end(),
  );
  const { id } = await addHook(url);
  await happen('user_created', 'user_updated');
  const before = (await metrics().webhooksGivenUp.get()).values[0]?.value ?? 0;
  const waits: number[] = [];
  for (let round = 0; round < 60; round++) {
    await deliverAll();
    const [row] = await db().select().from(webhooks);
    if (row?.attempts === 0) break;
    waits.push(row!.dueAt.getTime() - Date.now());
    setClock(row!.dueAt);
  }
  expect(waits.slice(0, 3)).toEqual([15_000, 30_000, 60_000]);
  expect(Math.max(...waits)).toBe(HOUR_MS);
  expect(Date.now() - NOW).toBeGreaterThanOrEqual(24 * HOUR_MS);
  expect(Date.now() - NOW).toBeLessThan(26 * HOUR_MS);
  expect(typesOf(told).at(-1)).toBe('user_updated');
  await sealLog();
  expect(await logged('webhook_fail')).toMatchObject([
    { object: `webhook:${id}`, actor: 'system', result: 'failure' },
  ]);
  expect((await metrics().webhooksGivenUp.get()).values[0]?.value).toBe(before + 1);
});

test('a clock that was ahead does not silence it', async () => {
  const { told, url } = await openReceiver();
  await addHook(url);
  await db()
    .update(webhooks)
    .set({ dueAt: new Date(NOW + 30 * 24 * HOUR_MS) });
  await happen('user_created');
  await deliverAll();
  expect(told).toHaveLength(1);
});

test('its secret is sealed, follows the root secret, and is lost with it', async () => {
  const [old, fresh, other] = [randomSecret(), randomSecret(), randomSecret()];
  changeSettings({ SESSION_SECRET: old });
  const { told, url } = await openReceiver();
  const { secret } = await addHook(url);
  const [row] = await db().select().from(webhooks);
  expect(JSON.stringify(row)).not.toContain(secret.slice(6, 20));
  changeSettings({ SESSION_SECRET: `${fresh},${old}` });
  await happen('user_created');
  await deliverAll();
  changeSettings({ SESSION_SECRET: fresh });
  await happen('user_updated');
  await deliverAll();
  expect(typesOf(told)).toEqual(['user_created', 'user_updated']);
  changeSettings({ SESSION_SECRET: other });
  await happen('user_deleted');
  await deliverAll();
  expect(told).toHaveLength(2);
  expect((await listWebhooks())[0]?.lastError).toBe(
    'its secret lies under a root secret that is gone',
  );
});

test.each([
  ['ftp://acme.test', '', 'not_fetched'],
  ['acme.test', '', 'not_fetched'],
  ['http://acme.test/hook', '', 'not_fetched'],
  ['https://10.0.0.1/hook', '', 'not_fetched'],
  ['https://[::1]/hook', '', 'not_fetched'],
  ['https://169.254.169.254/latest', '', 'not_fetched'],
  ['https://user:pw@acme.test/hook', '', 'not_fetched'],
  ['https://acme.test/hook', 'user_created, nothing_known', 'unknown_event'],
  ['https://acme.test/hook', 'webhook_fail', 'unknown_event'],
])('%s with events "%s" is not added: %s', async (url, events, reason) => {
  changeSettings({
    APP_URL: 'https://gate.acme.test',
    SMTP_URL: 'smtps://m.test',
    MAIL_FROM: 'a@b.test',
    METRICS_TOKEN: 'x'.repeat(32),
  });
  expect(await addWebhook(url, events)).toEqual({ ok: false, reason });
  expect(await db().select().from(webhooks)).toEqual([]);
});

test('twenty are enough; one is tried by hand, and removed', async () => {
  const { told, url } = await openReceiver((r, nth) => r.writeHead(nth === 1 ? 200 : 503).end());
  const { id } = await addHook(url);
  expect(await testWebhook(id)).toEqual({ ok: true, value: null });
  expect(typesOf(told)).toEqual(['webhook.test']);
  expect(await testWebhook(id)).toMatchObject({ ok: false, because: 'it answers 503' });
  expect(await testWebhook('none')).toBeNull();
  for (let nth = 1; nth < 20; nth++) await addHook(url);
  expect(await addWebhook(url, '')).toEqual({ ok: false, reason: 'too_many' });
  expect([await removeWebhook(id), await removeWebhook(id)]).toEqual([true, false]);
  await sealLog();
  expect(
    (await logged('webhook_changed')).filter(({ object }) => object === `webhook:${id}`),
  ).toHaveLength(2);
});

test('events are types, with commas or spaces between them', () => {
  expect(readEvents('')).toBe('*');
  expect(readEvents('user_created,*')).toBe('*');
  expect(readEvents(' user_created,user_deleted user_created')).toBe('user_created user_deleted');
  expect(readEvents('user_')).toBeNull();
  expect(takes('user_created', 'user_created')).toBe(true);
  expect(takes('user_created', 'user')).toBe(false);
  expect(takes('*', 'webhook_fail')).toBe(false);
});
