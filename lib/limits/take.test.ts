import { createHash } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { limits } from '#drizzle/schema/limits';
import { passwordByAccount, signUpByNetwork } from '#lib/accounts/limits';
import { codeByNetwork, mailByRecipient } from '#lib/codes/limits';
import { closeDb, db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { type Limit, refund, resetLimit, take, waitFor } from '#lib/limits/take';
import {
  clearSingleton,
  emptyTables,
  moveToFile,
  setClock,
} from '#lib/testing/database.test-support';

const NETWORK = '198.51.100.7';
const signUp: Limit = [signUpByNetwork, NETWORK];
const account: Limit = [passwordByAccount, 'ada@example.com'];

beforeEach(emptyTables);

async function allowed(limit: Limit, tries: number): Promise<number> {
  let count = 0;
  for (let i = 0; i < tries; i++) if ((await take([limit])) === null) count++;
  return count;
}

test('as many of fifty at the same time as are allowed get through', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => take([signUp])));
  expect(answers.filter((answer) => answer === null)).toHaveLength(10);
  for (const answer of answers) if (answer) expect(answer.retryAfter).toBeGreaterThan(0);
});

test('the same with thirty, and then not one more', async () => {
  const limit: Limit = [codeByNetwork, NETWORK];
  const answers = await Promise.all(Array.from({ length: 50 }, () => take([limit])));
  expect(answers.filter((answer) => answer === null)).toHaveLength(30);
  expect(await allowed(limit, 50)).toBe(0);
});

test('what fifty at the same time share in part is counted for each of them', async () => {
  const networks = Array.from({ length: 50 }, (_, nth) => `198.51.100.${nth % 5}`);
  const mixed = networks.map((network) => take([[codeByNetwork, network], account]));
  const answers = await Promise.all(mixed);
  expect(answers.filter((answer) => answer === null)).toHaveLength(10);
  const left = await Promise.all(
    [...new Set(networks)].map((network) => allowed([codeByNetwork, network], 50)),
  );
  expect(left.reduce((sum, one) => sum + one)).toBe(5 * 30 - 10);
});

test('the wait is told in whole seconds, rounded up', async () => {
  const start = Date.now();
  setClock(start);
  await allowed(account, 10);
  expect(await take([account])).toEqual({ retryAfter: 30 });
  setClock(start + 29_001);
  expect(await take([account])).toEqual({ retryAfter: 1 });
  setClock(start + 30_000);
  expect(await take([account])).toBeNull();
});

test('under several limits the longest wait counts, and then none of them is used up', async () => {
  const start = Date.now();
  setClock(start);
  const mail: Limit = [mailByRecipient, 'ada@example.com'];
  await take([mail]);
  await allowed(signUp, 10);
  expect(await take([mail, signUp])).toEqual({ retryAfter: 3600 });
  setClock(start + 60_000);
  expect(await take([mail, signUp])).toEqual({ retryAfter: 3540 });
  expect(await take([mail])).toBeNull();
});

test('asking how long costs nothing', async () => {
  for (let i = 0; i < 30; i++) expect(await waitFor([signUp])).toBe(0);
  expect(await allowed(signUp, 20)).toBe(10);
  expect(await waitFor([signUp])).toBeGreaterThan(3590);
});

test('other keys and other rules have budgets of their own', async () => {
  await allowed(signUp, 10);
  expect(await take([[signUpByNetwork, '198.51.100.8']])).toBeNull();
  expect(await take([[codeByNetwork, NETWORK]])).toBeNull();
});

test('a restart forgives nothing', async () => {
  moveToFile();
  await allowed(account, 10);
  void closeDb();
  clearSingleton('db', 'env', 'keys');
  expect(await take([account])).toMatchObject({ retryAfter: expect.any(Number) });
});

test('tries without a success are remembered for four hundred days, however long one rests between them', async () => {
  const start = Date.now();
  setClock(start);
  await allowed(account, 10);
  // Past its waits, and still the eleventh.
  setClock(start + 30 * 24 * 3_600_000);
  expect(await allowed(account, 2)).toBe(1);
  await emptyTables();
  let heard = 0;
  for (let rest = 0; rest < 40; rest++) {
    setClock(start + rest * 30 * 3_600_000);
    heard += await allowed(account, 9);
  }
  // Ninety-nine in eleven rests of thirty hours, then one after each rest.
  expect(heard).toBe(99 + 29);
  setClock(start + (400 * 24 + 40 * 30) * 3_600_000);
  expect(await allowed(account, 11)).toBe(10);
});

test('nobody who reads the table learns whom it counts', async () => {
  await take([account, signUp]);
  const rows = await db().select().from(limits);
  // 32 hexadecimal digits and nothing else; by chance those may spell "ada".
  expect(rows.map(({ key }) => key).sort()).toEqual([
    expect.stringMatching(/^password\/account:[0-9a-f]{32}$/),
    expect.stringMatching(/^sign-up\/network:[0-9a-f]{32}$/),
  ]);
  const all = JSON.stringify(rows);
  for (const [, known] of [account, signUp]) {
    expect(all).not.toContain(known);
    expect(all).not.toContain(createHash('sha256').update(known).digest('hex').slice(0, 32));
  }
});

test('what is forgotten is forgotten for this one key', async () => {
  const other: Limit = [passwordByAccount, 'bob@example.com'];
  await allowed(account, 10);
  await allowed(other, 10);
  await transaction(resetLimit(account));
  expect(await allowed(account, 20)).toBe(10);
  expect(await allowed(other, 20)).toBe(0);
});

test('a use given back may be used again, once', async () => {
  await allowed(signUp, 10);
  await transaction(refund(signUp));
  expect(await allowed(signUp, 5)).toBe(1);
});

test('giving back more than was used makes no credit', async () => {
  await allowed(signUp, 1);
  for (let i = 0; i < 5; i++) await transaction(refund(signUp));
  expect(await allowed(signUp, 20)).toBe(10);
});

test('tries that were given back do not add up to the one-try-a-day of an account under attack', async () => {
  for (let i = 0; i < 150; i++) {
    expect(await take([account])).toBeNull();
    await transaction(refund(account));
  }
  expect(await allowed(account, 10)).toBe(10);
});
