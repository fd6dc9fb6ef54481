import { beforeEach, expect, test } from 'vitest';
import { outbox } from '#drizzle/schema/outbox';
import { newBrowserByAccount, passwordBurst } from '#lib/accounts/limits';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { once } from '#lib/limits/once';
import { type Limit, take } from '#lib/limits/take';
import { postWhere } from '#lib/mail/outbox';
import { emptyTables, setClock } from '#lib/testing/database.test-support';

const limit: Limit = [newBrowserByAccount, 'ada'];
const START = Date.UTC(2026, 0, 1);

beforeEach(emptyTables);

async function mailOnce() {
  const { isFree, use } = once(limit);
  const mail = { template: 'sample', subject: 'Sample', text: 'Text', html: '' };
  await transaction(await postWhere(isFree, 'ada@example.com', mail), use);
}

const mails = () => db().$count(outbox);

test('of many at the same time one happens, and the next when the time is over', async () => {
  setClock(START);
  await Promise.all(Array.from({ length: 10 }, mailOnce));
  expect(await mails()).toBe(1);
  expect(await take([limit])).toEqual({ retryAfter: 3600 });
  setClock(START + 3_600_000 - 1);
  await mailOnce();
  expect(await mails()).toBe(1);
  setClock(START + 3_600_000);
  await mailOnce();
  await mailOnce();
  expect(await mails()).toBe(2);
});

test('what was counted before counts, and what a wrong clock has set far ahead does not', async () => {
  setClock(START);
  await take([limit]);
  await mailOnce();
  expect(await mails()).toBe(0);
  setClock(START - 10 * 3_600_000);
  await mailOnce();
  expect(await mails()).toBe(1);
});

test('a limit of more than one use is refused', () => {
  expect(() => once([passwordBurst, 'ada'])).toThrow('not a limit of one use');
});
