import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { limits } from '#drizzle/schema/limits';
import { connection, db } from '#lib/db/client';
import { expectRow, type Tx, transaction, transactionRelaxed } from '#lib/db/transaction';

const FULL = 2;
const NORMAL = 1;
const synchronous = () => connection().pragma('synchronous', { simple: true });

const row = (key: string) => ({
  key,
  used: 1,
  streak: 1,
  windowEndsAt: new Date(),
  blockedUntil: new Date(),
  expiresAt: new Date(),
  revision: 1,
});
const add = (key: string) => (tx: Tx) => tx.insert(limits).values(row(key)).onConflictDoNothing();
/** What the file is told of the disk while a write is under way. */
const asked = (during: unknown[]) => (tx: Tx) => {
  during.push(synchronous());
  return tx.delete(limits).where(eq(limits.key, 'nothing'));
};
const keys = async () => (await db().select().from(limits)).map(({ key }) => key);

test('what is written relaxed is written, and what is promised afterwards waits for the disk', async () => {
  const during: unknown[] = [];
  await transactionRelaxed(asked(during), add('relaxed'));
  await transaction(asked(during), add('promised'));
  expect(during).toEqual([NORMAL, FULL]);
  expect(await keys()).toEqual(['relaxed', 'promised']);
});

test('a relaxed write that fails or is undone leaves the disk waited for', async () => {
  const twice = (tx: Tx) => tx.insert(limits).values(row('twice'));
  await expect(transactionRelaxed(twice, twice)).rejects.toThrow();
  expect(synchronous()).toBe(FULL);
  await transaction(add('promised'));
  expect(await transactionRelaxed(add('undone'), expectRow(add('promised')))).toBe(false);
  expect(synchronous()).toBe(FULL);
  expect(await keys()).not.toContain('undone');
  expect(await keys()).not.toContain('twice');
});

test('a statement that was kept works again with other values', async () => {
  const read = () => db().select({ key: limits.key }).from(limits).limit(1);
  expect(await read()).toEqual(await read());
  await transaction(add('first'));
  await transaction(add('second'));
  expect(await keys()).toEqual(expect.arrayContaining(['first', 'second']));
});
