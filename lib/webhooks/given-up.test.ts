import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { webhooks } from '#drizzle/schema/webhooks';
import type { AuditType } from '#lib/audit/types';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { metrics } from '#lib/observability/metrics';
import { emptyTables, setClock } from '#lib/testing/database.test-support';
import {
  addHook,
  deliverAll,
  happen,
  openReceiver,
  typesOf,
} from '#lib/webhooks/receiver.test-support';
import { removeWebhook } from '#lib/webhooks/stored';

const NOW = Date.UTC(2026, 10, 28, 12);
const HOUR_MS = 3_600_000;
const SILENT = [429, 500, 503, 599];
const REFUSED = [400, 401, 404, 410, 301];

beforeEach(async () => {
  setClock(NOW);
  await emptyTables();
});

const logged = async (type: AuditType) =>
  (await db().select().from(auditEvents)).filter((entry) => entry.type === type);
const stored = async () => (await db().select().from(webhooks))[0];
const counted = async () => (await metrics().webhooksGivenUp.get()).values[0]?.value ?? 0;

/** How often it was given up, by the log and by the count since. */
async function givenUp(before: number) {
  await sealLog();
  const entries = await logged('webhook_fail');
  expect(await counted()).toBe(before + entries.length);
  return entries.length;
}

/** A receiver whose answer the test chooses, and changes. */
async function openAnswering(first: number) {
  const answers = { status: first };
  const receiver = await openReceiver((r) => r.writeHead(answers.status).end());
  await addHook(receiver.url);
  return Object.assign(answers, receiver);
}

/** Each hour what is due. */
async function passHours(from: number, to: number) {
  for (let hour = from; hour <= to; hour++) {
    setClock(NOW + hour * HOUR_MS);
    await deliverAll();
  }
}

test.each([0, ...SILENT])(
  'of one that is silent for a day (%i), all that is as old goes at once; what is younger waits for it',
  async (status) => {
    const receiver = await openAnswering(status || 200);
    if (!status) receiver.server.close();
    const before = await counted();
    await happen('user_created', 'user_updated', 'user_deleted');
    await passHours(0, 20);
    await happen('user_disabled');
    await passHours(21, 25);
    const [young] = await logged('user_disabled');
    const row = await stored();
    expect(row).toMatchObject({ after: young!.seq - 1, failingSince: new Date(NOW) });
    expect(row?.lastError).toMatch(/^it (cannot be reached|answers \d+)/);
    expect(row?.dueAt.getTime()).toBe(Date.now() + HOUR_MS);
    expect(await givenUp(before)).toBe(1);
  },
);

test.each(REFUSED)('of one that refuses by %i, one goes after a day', async (status) => {
  const receiver = await openAnswering(status);
  const before = await counted();
  await happen('user_created', 'user_updated');
  await passHours(0, 24);
  const [second] = await logged('user_updated');
  expect(await stored()).toMatchObject({ after: second!.seq - 1, attempts: 1 });
  expect(typesOf(receiver.told).slice(-2)).toEqual(['user_created', 'user_updated']);
  expect(await givenUp(before)).toBe(1);
});

test.each([...SILENT, ...REFUSED])(
  'what is a day old because nobody told it is not given up at the first %i',
  async (status) => {
    const receiver = await openAnswering(status);
    const before = await counted();
    await happen('user_created', 'user_updated', 'user_deleted');
    setClock(NOW + 30 * HOUR_MS);
    await deliverAll();
    receiver.status = 200;
    setClock(NOW + 31 * HOUR_MS);
    await deliverAll();
    expect(typesOf(receiver.told)).toEqual([
      'user_created',
      'user_created',
      'user_updated',
      'user_deleted',
    ]);
    expect(await givenUp(before)).toBe(0);
    expect(await stored()).toMatchObject({ attempts: 0, failingSince: null, lastError: '' });
  },
);

test('one event that is taken begins the day, and the waits, anew', async () => {
  const told: string[] = [];
  const receiver = await openReceiver((r, nth) => {
    told.push(typesOf(receiver.told)[nth - 1]);
    const isTaken = told.at(-1) === 'user_created' && Date.now() >= NOW + 23 * HOUR_MS;
    r.writeHead(isTaken ? 200 : 503).end();
  });
  await addHook(receiver.url);
  const before = await counted();
  await happen('user_created', 'user_updated');
  await passHours(0, 23);
  expect(told.slice(-2)).toEqual(['user_created', 'user_updated']);
  const since = new Date(NOW + 23 * HOUR_MS);
  const dueAt = new Date(since.getTime() + 15_000);
  expect(await stored()).toMatchObject({ attempts: 1, failingSince: since, dueAt });
  await passHours(24, 46);
  expect(await givenUp(before)).toBe(0);
  await passHours(47, 48);
  expect(await givenUp(before)).toBe(1);
});

test.each([1, 49, 50, 51, 100, 120])(
  'a failure after %i that were taken in the same round is the first in a row',
  async (taken) => {
    const receiver = await openReceiver((r, nth) =>
      r.writeHead(nth === 1 || nth > taken + 1 ? 503 : 200).end(),
    );
    await addHook(receiver.url);
    await happen(...Array.from({ length: taken + 1 }, () => 'user_created' as const));
    await deliverAll();
    setClock(NOW + HOUR_MS);
    await deliverAll();
    const since = new Date(NOW + HOUR_MS);
    expect(await stored()).toMatchObject({ attempts: 1, failingSince: since });
    expect(receiver.told).toHaveLength(taken + 2);
  },
);

const goFurther = (id: string) =>
  db().update(webhooks).set({ after: 900 }).where(eq(webhooks.id, id));

test.each<[status: number, what: string, act: (id: string) => PromiseLike<unknown>, left: unknown]>(
  [
    [503, 'another server has come further', goFurther, 900],
    [400, 'another server has come further', goFurther, 900],
    [503, 'the operator has removed it', removeWebhook, undefined],
    [400, 'the operator has removed it', removeWebhook, undefined],
  ],
)('after a day of %i nothing is given up where %s meanwhile', async (status, _, act, left) => {
  let isTooLate = false;
  const receiver = await openReceiver(async (r) => {
    if (isTooLate) await act(id);
    r.writeHead(status).end();
  });
  const { id } = await addHook(receiver.url);
  const before = await counted();
  await happen('user_created');
  await passHours(0, 23);
  isTooLate = true;
  setClock(NOW + 25 * HOUR_MS);
  await deliverAll();
  expect((await stored())?.after).toBe(left);
  expect(await givenUp(before)).toBe(0);
});

test('a first failure that lies ahead is one of now', async () => {
  await openAnswering(503);
  const before = await counted();
  await happen('user_created');
  setClock(NOW + 25 * HOUR_MS);
  await db()
    .update(webhooks)
    .set({ failingSince: new Date(NOW + 1000 * HOUR_MS) });
  await deliverAll();
  expect(await stored()).toMatchObject({ failingSince: new Date(NOW + 25 * HOUR_MS) });
  expect(await givenUp(before)).toBe(0);
});
