import { chmodSync, copyFileSync, existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { users } from '#drizzle/schema/users';
import { closeDb, connection, db, sqliteDb } from '#lib/db/client';
import { takeLock } from '#lib/db/lock';
import { migrationStatus, NewerDatabaseError } from '#lib/db/migrate';
import { prepared } from '#lib/db/prepared';
import { DatabaseUnavailable } from '#lib/db/unavailable';
import { addUser, makeFolder, moveToFile, runApart } from '#lib/testing/database.test-support';

const NOTICED_MS = 550;
const people = async () => (await db().select().from(users)).length;
const add = (email: string) => addUser(email, { passwordHash: 'x' });

test('the file is opened as durable as it can be', () => {
  moveToFile();
  const pragma = (name: string) => connection().pragma(name, { simple: true });
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('synchronous')).toBe(2);
  expect(pragma('foreign_keys')).toBe(1);
});

test('its folder is made when it is not there', () => {
  const file = moveToFile();
  expect(existsSync(file)).toBe(false);
  db();
  expect(statSync(file).isFile()).toBe(true);
});

test('what was written is there after closing and opening', async () => {
  moveToFile();
  await add('ada@example.com');
  void closeDb();
  expect(await people()).toBe(1);
});

test('a file that is gone refuses everything; put back, it goes on without a restart', async () => {
  const file = moveToFile();
  await add('ada@example.com');
  renameSync(file, `${file}.away`);
  await sleep(NOTICED_MS);
  expect(() => db()).toThrow(DatabaseUnavailable);
  await expect(people()).rejects.toThrow(DatabaseUnavailable);
  expect(existsSync(file)).toBe(false);
  renameSync(`${file}.away`, file);
  expect(await people()).toBe(1);
  await add('bob@example.com');
  expect(await people()).toBe(2);
});

test('a file that was replaced is read anew, also by queries that were built before', async () => {
  const file = moveToFile();
  const all = prepared((opened) => opened.select({ id: users.id }).from(users).prepare());
  await add('ada@example.com');
  connection().pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(file, `${file}.copy`);
  await add('bob@example.com');
  expect(await all().execute()).toHaveLength(2);
  for (const tail of ['', '-wal', '-shm']) renameSync(file + tail, `${file}.old${tail}`);
  renameSync(`${file}.copy`, file);
  await sleep(NOTICED_MS);
  expect(await people()).toBe(1);
  expect(await all().execute()).toHaveLength(1);
});

test('a hot query is built once', () => {
  let builds = 0;
  const query = prepared((opened) => {
    builds++;
    return opened.select().from(users).prepare();
  });
  expect(query()).toBe(query());
  expect(builds).toBe(1);
});

test('something that is no database is refused', async () => {
  const file = moveToFile();
  copyFileSync('package.json', file);
  expect(() => db()).toThrow(DatabaseUnavailable);
});

test('migrations run once, however often the file is opened', async () => {
  moveToFile();
  const applied = () => sqliteDb().all(sql`select * from __drizzle_migrations`).length;
  const first = applied();
  expect(migrationStatus(sqliteDb())).toEqual({ pending: 0, isNewer: false });
  void closeDb();
  expect(applied()).toBe(first);
});

test('processes that start at the same time migrate once, and all of them work', async () => {
  const DATABASE_URL = `file:${join(makeFolder(), 'gatehouse.db')}`;
  const lines = `
    const { sqliteDb } = await import('#lib/db/client');
    const { sql } = await import('drizzle-orm');
    const count = (table) => sqliteDb().all(sql.raw('select count(*) as n from ' + table))[0].n;
    process.stdout.write(count('__drizzle_migrations') + ' ' + count('users'));`;
  const ends = await Promise.all([1, 2, 3, 4].map(() => runApart(lines, { DATABASE_URL }).ended));
  expect(ends.map(({ errors }) => errors)).toEqual(['', '', '', '']);
  expect(new Set(ends.map(({ out }) => out)).size).toBe(1);
  expect(ends[0]?.out).toMatch(/^[1-9]\d* 0$/);
});

test('a database that a newer version has changed is left alone', () => {
  moveToFile();
  const later = Date.now() + 1e12;
  db().run(sql`insert into __drizzle_migrations (hash, created_at) values ('later', ${later})`);
  expect(migrationStatus(sqliteDb()).isNewer).toBe(true);
  void closeDb();
  expect(() => db()).toThrow(NewerDatabaseError);
});

test('a lock is held by one, until it is given back', () => {
  const file = join(makeFolder(), 'a.lock');
  const giveBack = takeLock(file, 0);
  expect(giveBack).not.toBeNull();
  expect(takeLock(file, 0)).toBeNull();
  giveBack?.();
  const again = takeLock(file, 0);
  expect(again).not.toBeNull();
  again?.();
});

test('a process that is killed leaves no lock behind', async () => {
  const file = join(makeFolder(), 'a.lock');
  const lines = `
    const { takeLock } = await import('#lib/db/lock');
    globalThis.held = takeLock(${JSON.stringify(file)}, 0);
    process.stdout.write(held ? 'held' : 'refused');
    setTimeout(() => {}, 60_000);`;
  const other = runApart(lines, {});
  await other.says('held');
  expect(takeLock(file, 0)).toBeNull();
  other.child.kill('SIGKILL');
  await other.ended;
  const mine = takeLock(file, 5000);
  expect(mine).not.toBeNull();
  mine?.();
});

test('a lock where nothing may be written says so, and does not pretend', () => {
  const folder = makeFolder();
  chmodSync(folder, 0o500);
  expect(() => takeLock(join(folder, 'no', '\0lock'), 0)).toThrow();
});
