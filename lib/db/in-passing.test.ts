import { expect, test } from 'vitest';
import { limits } from '#drizzle/schema';
import { connection, db } from '#lib/db/client';
import { must, type Tx, together, togetherInPassing } from '#lib/db/together';

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
const add = (tx: Tx, key: string) => tx.insert(limits).values(row(key));

test('what is written in passing is written, and what is promised afterwards waits for the disk', async () => {
  let during: unknown;
  await togetherInPassing((tx) => {
    during = synchronous();
    return [add(tx, 'in passing')];
  });
  expect(during).toBe(NORMAL);
  await together((tx) => {
    during = synchronous();
    return [add(tx, 'promised')];
  });
  expect(during).toBe(FULL);
  const keys = (await db().select().from(limits)).map(({ key }) => key);
  expect(keys).toEqual(['in passing', 'promised']);
});

test('a write in passing that fails or is undone leaves the disk waited for', async () => {
  await expect(togetherInPassing((tx) => [add(tx, 'twice'), add(tx, 'twice')])).rejects.toThrow();
  expect(synchronous()).toBe(FULL);
  const nothing = (tx: Tx) => must(add(tx, 'promised').onConflictDoNothing());
  await add(db() as never, 'promised').onConflictDoNothing();
  expect(await togetherInPassing((tx) => [add(tx, 'undone'), nothing(tx)])).toBe(false);
  expect(synchronous()).toBe(FULL);
  const keys = (await db().select().from(limits)).map(({ key }) => key);
  expect(keys).not.toContain('undone');
  expect(keys).not.toContain('twice');
});

test('a statement that was kept works again with other values', async () => {
  const read = () => db().select({ key: limits.key }).from(limits).limit(1);
  expect(await read()).toEqual(await read());
  await together((tx) => [add(tx, 'first')]);
  await together((tx) => [add(tx, 'second')]);
  const keys = (await db().select().from(limits)).map(({ key }) => key);
  expect(keys).toEqual(expect.arrayContaining(['first', 'second']));
});
