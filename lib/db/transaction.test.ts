import Database from 'better-sqlite3';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import { expectRow, type Tx, transaction, withRetry } from '#lib/db/transaction';
import { DatabaseUnavailable, faultOf, guarded, isBusy } from '#lib/db/unavailable';
import { inRequest } from '#lib/request/context';
import { contextOf, emptyTables, moveToFile } from '#lib/testing/database.test-support';

const person = (id: string) => ({
  id,
  email: `${id}@example.com`,
  name: id,
  createdAt: new Date(),
});
const names = async () => (await db().select().from(users)).map(({ name }) => name).sort();

beforeEach(emptyTables);

test('all writes happen, in their order', async () => {
  const done = await transaction(
    (tx) => tx.insert(users).values(person('ada')),
    (tx) => tx.update(users).set({ name: 'Ada' }).where(eq(users.id, 'ada')),
    (tx) => tx.insert(users).values(person('bob')),
  );
  expect(done).toBe(true);
  expect(await names()).toEqual(['Ada', 'bob']);
});

test('what stands in a list happens in its place, and nothing is no write', async () => {
  const add = (id: string) => (tx: Tx) => tx.insert(users).values(person(id));
  const rename = (from: string, name: string) => (tx: Tx) =>
    tx.update(users).set({ name }).where(eq(users.name, from));
  const done = await transaction(
    false,
    [add('ada'), [rename('ada', 'first'), null, [rename('first', 'second')]], []],
    undefined,
    '',
    [rename('second', 'third')],
    expectRow(rename('third', 'last')),
  );
  expect(done).toBe(true);
  expect(await names()).toEqual(['last']);
});

test('in a list too, a write that had to change a row and changed none undoes everything', async () => {
  const nobody = expectRow((tx) => tx.delete(users).where(eq(users.id, 'nobody')));
  const add = (tx: Tx) => tx.insert(users).values(person('ada'));
  expect(await transaction(add, [[nobody]])).toBe(false);
  expect(await names()).toEqual([]);
});

test('a list that has to change rows has to change one by each of its writes', async () => {
  const add = (tx: Tx) => tx.insert(users).values(person('ada'));
  const remove = (tx: Tx) => tx.delete(users).where(eq(users.id, 'ada'));
  expect(await transaction(expectRow([add, [remove]]))).toBe(true);
  expect(await transaction(add, expectRow([remove, [remove]]))).toBe(false);
  expect(await names()).toEqual([]);
});

test('no write at all is done', async () => {
  expect(await transaction(null, [])).toBe(true);
});

test('one write that breaks a rule undoes those before it', async () => {
  const both = transaction(
    (tx) => tx.insert(users).values(person('ada')),
    (tx) => tx.insert(users).values({ ...person('eve'), email: 'ada@example.com' }),
  );
  await expect(both).rejects.toThrow();
  await both.catch((error: unknown) => expect(error).not.toBeInstanceOf(DatabaseUnavailable));
  expect(await names()).toEqual([]);
});

test('a write that had to change a row and changed none undoes everything', async () => {
  const done = await transaction(
    (tx) => tx.insert(users).values(person('ada')),
    expectRow((tx) => tx.update(users).set({ name: 'Eve' }).where(eq(users.id, 'nobody'))),
    (tx) => tx.insert(users).values(person('bob')),
  );
  expect(done).toBe(false);
  expect(await names()).toEqual([]);
});

test('a write that only may change a row undoes nothing', async () => {
  const done = await transaction(
    (tx) => tx.insert(users).values(person('ada')),
    (tx) => tx.update(users).set({ name: 'Eve' }).where(eq(users.id, 'nobody')),
    expectRow((tx) => tx.update(users).set({ name: 'Ada' }).where(eq(users.id, 'ada'))),
  );
  expect(done).toBe(true);
  expect(await names()).toEqual(['Ada']);
});

test('an exception while the writes are made undoes everything', async () => {
  const broken = transaction(
    (tx) => tx.insert(users).values(person('ada')),
    () => {
      throw new Error('a bug');
    },
  );
  await expect(broken).rejects.toThrow('a bug');
  expect(await names()).toEqual([]);
});

test('fifty at the same time all happen, one after the other', async () => {
  const all = Array.from({ length: 50 }, (_, i) =>
    transaction((tx) => tx.insert(users).values(person(`p${i}`))),
  );
  expect(await Promise.all(all)).toEqual(Array(50).fill(true));
  expect(await names()).toHaveLength(50);
});

/** Another process's connection that is writing. */
function holder(file: string) {
  const other = new Database(file);
  other.exec('BEGIN IMMEDIATE');
  return other;
}

test('while somebody else writes, a write waits and then happens; nobody is told of trouble', async () => {
  const file = moveToFile();
  db();
  const other = holder(file);
  const context = contextOf('198.51.100.7');
  setTimeout(() => other.close(), 400);
  const done = await inRequest(context, () =>
    transaction((tx) => tx.insert(users).values(person('ada'))),
  );
  expect(done).toBe(true);
  expect(context.answer.unavailable).toBe(false);
  expect(await names()).toEqual(['ada']);
});

test('reading goes on while somebody else writes', async () => {
  const file = moveToFile();
  await transaction((tx) => tx.insert(users).values(person('ada')));
  const other = holder(file);
  expect(await names()).toEqual(['ada']);
  other.close();
});

test('when somebody else writes too long it is unavailable, nothing is written, and later it works', async () => {
  const file = moveToFile();
  db();
  const other = holder(file);
  const context = contextOf('198.51.100.7');
  const write = () => transaction((tx) => tx.insert(users).values(person('ada')));
  await expect(inRequest(context, write)).rejects.toThrow(DatabaseUnavailable);
  expect(context.answer).toMatchObject({ unavailable: true, retryAfter: 5 });
  other.close();
  expect(await names()).toEqual([]);
  expect(await write()).toBe(true);
});

test('waiting for the file holds up nobody else', async () => {
  const file = moveToFile();
  db();
  const other = holder(file);
  let turns = 0;
  const ticking = setInterval(() => turns++, 10);
  const waiting = transaction((tx) => tx.insert(users).values(person('ada')));
  setTimeout(() => other.close(), 600);
  await waiting;
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(2);
});

test('work that fails for another reason is not tried again', async () => {
  let tries = 0;
  const work = () => {
    tries++;
    throw new Error('a bug');
  };
  await expect(withRetry(work)).rejects.toThrow('a bug');
  expect(tries).toBe(1);
});

const fault = (code: string) => Object.assign(new Error('x'), { code });

test.each([
  'SQLITE_FULL',
  'SQLITE_READONLY',
  'SQLITE_IOERR_WRITE',
  'SQLITE_CORRUPT',
  'SQLITE_CANTOPEN',
])('%s is the disk’s fault: 503, and nothing else is said', (code) => {
  const context = contextOf('198.51.100.7');
  const broken = () =>
    guarded(() => {
      throw new Error('Failed query: select 1', { cause: fault(code) });
    });
  expect(() => inRequest(context, broken)).toThrow(DatabaseUnavailable);
  expect(context.answer).toMatchObject({ unavailable: true, retryAfter: 5 });
});

test.each(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_ERROR', 'ENOENT'])(
  '%s is our own fault and stays what it is',
  (code) => {
    const context = contextOf('198.51.100.7');
    const error = fault(code);
    const broken = () =>
      guarded(() => {
        throw error;
      });
    expect(() => inRequest(context, broken)).toThrow(error);
    expect(context.answer.unavailable).toBe(false);
  },
);

test('a busy file is told from a broken one', () => {
  expect(isBusy(fault('SQLITE_BUSY'))).toBe(true);
  expect(isBusy(fault('SQLITE_BUSY_SNAPSHOT'))).toBe(true);
  expect(isBusy(fault('SQLITE_FULL'))).toBe(false);
  expect(isBusy('SQLITE_BUSY')).toBe(false);
  expect(faultOf(null)).toBeNull();
});
