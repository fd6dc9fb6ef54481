import { existsSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getTableName } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { TABLES } from '#drizzle/tables';
import { compareDatabases, copyDatabase } from '#lib/db/copy/copy';
import { openFileSide } from '#lib/db/copy/file';
import { copiedTables, LEFT_OUT } from '#lib/db/copy/tables';
import { takeLock } from '#lib/db/lock';
import { makeFolder } from '#lib/testing/database.test-support';
import { fill } from '#lib/testing/filled.test-support';
import { openFile } from '#lib/testing/open-file.test-support';

const newPath = () => join(makeFolder(), 'gatehouse.db');

async function newFilled() {
  const path = newPath();
  await fill(openFileSide(path, true));
  return path;
}

const copy = (from: string, to: string) => copyDatabase({ from: `file:${from}`, to: `file:${to}` });

test('every table of the schema is copied, or left out for a reason that is written down', () => {
  const copied = copiedTables().map(({ name }) => name);
  const all = TABLES.map((table) => getTableName(table));
  expect([...copied, ...Object.keys(LEFT_OUT)].sort()).toEqual(all.sort());
  expect(Object.values(LEFT_OUT).filter((reason) => reason.length < 20)).toEqual([]);
});

test('a table comes after those that it refers to, and those without a key have one row', () => {
  const copied = copiedTables();
  const at = (name: string) => copied.findIndex((table) => table.name === name);
  expect(at('users')).toBeLessThan(at('sessions'));
  expect(at('oauth_clients')).toBeLessThan(at('sessions'));
  expect(at('sessions')).toBeLessThan(at('oauth_records'));
  const keyless = copied.filter(({ key, columns }) => key.length === columns.length);
  expect(keyless.map(({ name }) => name).sort()).toEqual(['audit_anchor', 'audit_head']);
});

test('a file is copied into a new one that only its owner reads, and both are the same', async () => {
  const [from, to] = [await newFilled(), newPath()];
  const compared = await copy(from, to);
  expect(
    compared.flatMap(({ table, rows, different }) => (rows === 0 || different ? [table] : [])),
  ).toEqual(['audit_inbox']);
  expect(statSync(to).mode & 0o077).toBe(0);
  const file = openFile(to);
  onTestFinished(() => void file.close());
  expect(() => file.exec('delete from audit_events')).toThrow('is not deleted');
  file.prepare("update users set time_zone = 'X' where created_at = 1234567891").run();
  const again = await compareDatabases({ from: `file:${from}`, to: `file:${to}` });
  expect(again.flatMap(({ table, different }) => (different ? [[table, different]] : []))).toEqual([
    ['users', { key: expect.stringMatching(/id1$/), says: 'has another time_zone' }],
  ]);
});

test('what a first start made in the target, and nobody uses, is replaced', async () => {
  const [from, to] = [await newFilled(), newPath()];
  const side = openFileSide(to, true);
  await side.migrate();
  await side.close();
  const file = openFile(to);
  file.prepare("insert into root_secrets values ('of the first start', 1)").run();
  file.close();
  await copy(from, to);
  expect((await copy(from, newPath())).filter(({ different }) => different)).toEqual([]);
});

test('a target with people is refused, and nothing in it changes', async () => {
  const [from, to] = [await newFilled(), await newFilled()];
  const file = openFile(to);
  file.exec("update users set name = 'Ada'");
  file.close();
  await expect(copy(from, to)).rejects.toThrow(
    `${to} has people already. Nothing was copied: name a database without.`,
  );
  const after = openFile(to);
  expect(after.prepare("select count(*) from users where name = 'Ada'").pluck().get()).toBe(4_500);
  after.close();
});

test('a file that a server has is refused on either side', async () => {
  const [from, to] = [await newFilled(), newPath()];
  for (const held of [from, to]) {
    const release = takeLock(`${held}.serving`, 0);
    await expect(copy(from, to)).rejects.toThrow(`A server runs on ${held}. Stop it first.`);
    release?.();
  }
  await copy(from, to);
});

test('the same file under two names is refused', async () => {
  const from = await newFilled();
  const other = join(makeFolder(), 'other.db');
  symlinkSync(from, other);
  await expect(copy(from, other)).rejects.toThrow('Both addresses are of the same database.');
  await copy(from, newPath());
});

test.each([
  ['is missing', () => {}, /^There is no database at .*gatehouse\.db\.$/],
  ['is something else', (path: string) => writeFileSync(path, 'x'.repeat(5_000)), /not a database/],
  [
    'has no tables yet',
    (path: string) => writeFileSync(path, ''),
    /^\S+ has not the tables of this version: \d+ migrations are to be run\. Start this version/,
  ],
])('a source that %s is told in one sentence, and no target is made', async (_, make, says) => {
  const [from, to] = [newPath(), newPath()];
  make(from);
  await expect(copy(from, to)).rejects.toThrow(says);
  expect(existsSync(to)).toBe(false);
});

test.each([
  ['source', null, /changed by a newer version of Gatehouse.*9999_later/],
  ['target', null, /changed by a newer version of Gatehouse.*9999_later/],
  ['source', '0000_start', /^A newer version has added to \S+ \(1 migrations\)\. Copy with that/],
  ['target', '0000_start', /^A newer version has added to \S+ \(1 migrations\)\. Copy with that/],
])(
  'a %s of a newer version is refused, also when this one could serve it',
  async (which, from, says) => {
    const [source, to] = [await newFilled(), newPath()];
    const side = openFileSide(to, true);
    await side.migrate();
    await side.close();
    const file = openFile(which === 'source' ? source : to);
    file
      .prepare(
        'insert into __drizzle_migrations (hash, created_at, tag, compatible_from) values (?, ?, ?, ?)',
      )
      .run('f'.repeat(64), Date.now() + 1e9, '9999_later', from);
    file.close();
    await expect(copy(source, to)).rejects.toThrow(says);
  },
);

test('a database in memory is refused', async () => {
  await expect(copyDatabase({ from: ':memory:', to: `file:${newPath()}` })).rejects.toThrow(
    'A database in memory cannot be copied.',
  );
});

test('how far it is is told after each batch', async () => {
  const told: string[] = [];
  await copyDatabase({
    from: `file:${await newFilled()}`,
    to: `file:${newPath()}`,
    onProgress: ({ what, table, rows, total }) => {
      if (table === 'users') told.push(`${what} ${rows} of ${total}`);
    },
  });
  expect(told).toEqual(
    ['Copying', 'Comparing'].flatMap((what) =>
      [2_000, 4_000, 4_500].map((rows) => `${what} ${rows} of 4500`),
    ),
  );
});
