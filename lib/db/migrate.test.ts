import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate as migrateWithDrizzle } from 'drizzle-orm/better-sqlite3/migrator';
import { expect, onTestFinished, test } from 'vitest';
import { closeDb, db, sqliteDb } from '#lib/db/client';
import {
  MigrationsDiffer,
  migrateOnce,
  migrationStatus,
  NewerDatabaseError,
} from '#lib/db/migrate';
import { AUTHORS, type Author, author } from '#lib/db/migrations';
import { makeFolder, moveToFile, runApart } from '#lib/testing/database.test-support';

type Entry = { tag: string; when: number; text?: string };

const MONDAY = 1_800_000_000_000;
const TUESDAY = MONDAY + 86_400_000;
const A: Entry = { tag: '0000_a', when: MONDAY - 1 };
const UPSTREAM: Entry = { tag: '0002_upstream', when: MONDAY };
const OURS: Entry = { tag: '0001_ours', when: TUESDAY };

/** A folder with these migrations, each of which makes a table of its name, in the order of the journal. */
function write(folder: string, entries: Entry[]) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'meta'), { recursive: true });
  for (const { tag, text } of entries)
    writeFileSync(join(folder, `${tag}.sql`), text ?? `create table t${tag} (id text);\n`);
  const journal = entries.map(({ tag, when }, idx) => ({
    idx,
    version: '6',
    when,
    tag,
    breakpoints: true,
  }));
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ entries: journal }));
}

function open(file = ':memory:') {
  const sqlite = new Database(file);
  sqlite.pragma('foreign_keys = ON');
  onTestFinished(() => void sqlite.close());
  return drizzle(sqlite);
}

const tables = (from: ReturnType<typeof open>) =>
  from
    .all<{ name: string }>(sql`select name from sqlite_master where name like 't0%' order by name`)
    .map(({ name }) => name.slice(1));

function setUp() {
  const folder = makeFolder();
  const mine: Author = author('drizzle', join(folder, 'one'));
  return { folder, mine, at: open() };
}

test('what was written earlier and merged later runs', () => {
  const { mine, at } = setUp();
  write(mine.folder, [A, OURS]);
  migrateOnce(at, null, [mine]);
  write(mine.folder, [A, OURS, UPSTREAM]);
  expect(migrationStatus(at, [mine])).toEqual({ pending: 1, isNewer: false });
  migrateOnce(at, null, [mine]);
  expect(tables(at)).toEqual(['0000_a', '0001_ours', '0002_upstream']);
  expect(migrationStatus(at, [mine])).toEqual({ pending: 0, isNewer: false });
});

test.each([
  [[A, UPSTREAM], [OURS]],
  [[A, OURS], [UPSTREAM]],
  [[A], [OURS, UPSTREAM]],
  [[], [OURS, A, UPSTREAM]],
])('two authors’ migrations all run, in whichever order they come: %j, then %j', (first, then) => {
  const { mine, at } = setUp();
  write(mine.folder, first);
  migrateOnce(at, null, [mine]);
  write(mine.folder, [...then, ...first]);
  migrateOnce(at, null, [mine]);
  expect(tables(at)).toEqual(['0000_a', '0001_ours', '0002_upstream']);
});

test('an author with a folder of their own has a journal, a clock and a table of their own', () => {
  const { folder, mine, at } = setUp();
  const product = author('product', join(folder, 'two'));
  write(mine.folder, [A, UPSTREAM]);
  write(product.folder, [{ tag: '0000_start', when: TUESDAY }]);
  const both = [mine, product];
  migrateOnce(at, null, both);
  write(mine.folder, [A, UPSTREAM, { tag: '0003_more', when: MONDAY + 1 }]);
  write(product.folder, [
    { tag: '0000_start', when: TUESDAY },
    { tag: '0001_early', when: 1 },
  ]);
  expect(migrationStatus(at, both).pending).toBe(2);
  migrateOnce(at, null, both);
  expect(tables(at)).toEqual(['0000_a', '0000_start', '0001_early', '0002_upstream', '0003_more']);
  expect(at.all(sql`select tag from __product_migrations`)).toHaveLength(2);
  rmSync(product.folder, { recursive: true });
  at.run(sql`update __product_migrations set compatible_from = null`);
  write(product.folder, [{ tag: '0001_early', when: 1 }]);
  expect(() => migrateOnce(at, null, both)).toThrow(/newer version .* 0000_start is not in/);
});

const CONTRACT: Entry = { tag: '0003_contract_less', when: TUESDAY + 1 };

test('a version before serves on what a newer one has only added to, and says by how much it is ahead', () => {
  const { mine, at } = setUp();
  write(mine.folder, [A, UPSTREAM, OURS]);
  migrateOnce(at, null, [mine]);
  write(mine.folder, [A]);
  expect(migrationStatus(at, [mine])).toEqual({ pending: 0, isNewer: false, ahead: 2 });
  migrateOnce(at, null, [mine]);
  expect(tables(at)).toEqual(['0000_a', '0001_ours', '0002_upstream']);
});

test.each([
  ['', [A, UPSTREAM, OURS], true],
  ['-- compatible_from: 0001_ours\n', [A, UPSTREAM, OURS], false],
  ['-- compatible_from: 0001_ours\n', [A, UPSTREAM], true],
])(
  'on what a contract has taken away from, with %j, only a version serves that knows enough: %j',
  (says, known, isRefused) => {
    const { mine, at } = setUp();
    write(mine.folder, [A, UPSTREAM, OURS]);
    migrateOnce(at, null, [mine]);
    const text = `${says}drop table t0000_a;`;
    write(mine.folder, [A, UPSTREAM, OURS, { ...CONTRACT, text }]);
    migrateOnce(at, null, [mine]);
    write(mine.folder, known);
    const { isNewer, problem } = migrationStatus(at, [mine]);
    expect([isNewer, problem !== undefined]).toEqual([isRefused, isRefused]);
    if (isRefused)
      expect(() => migrateOnce(at, null, [mine])).toThrow(/0003_contract_less is not in/);
  },
);

/** What tells another story than the database does, and how it is told. */
const STORIES: [what: string, entries: Entry[], says: RegExp, kind: typeof MigrationsDiffer][] = [
  ['one is missing', [A, UPSTREAM], /newer version .* 0001_ours is not in/, NewerDatabaseError],
  [
    'an older one is missing',
    [UPSTREAM, OURS],
    /0000_a ran on this database and is missing/,
    MigrationsDiffer,
  ],
  [
    'one was changed',
    [{ ...A, text: 'create table other (id text);' }, OURS, UPSTREAM],
    /0000_a was changed after it had run/,
    MigrationsDiffer,
  ],
  [
    'one has another name',
    [{ ...A, tag: '0000_b', text: 'select 1;' }, OURS, UPSTREAM],
    /0000_a ran on this database and is missing/,
    MigrationsDiffer,
  ],
];

test.each(STORIES)('nothing is run where %s, and it is named', (_, entries, says, kind) => {
  const { mine, at } = setUp();
  write(mine.folder, [A, OURS]);
  migrateOnce(at, null, [mine]);
  // As versions left it that did not say which others can serve on it.
  at.run(sql`update __drizzle_migrations set compatible_from = null`);
  const before = tables(at);
  write(mine.folder, entries);
  const isNewer = kind === NewerDatabaseError;
  const status = migrationStatus(at, [mine]);
  expect(status.isNewer).toBe(isNewer);
  expect(status.problem?.says).toMatch(says);
  expect(() => migrateOnce(at, null, [mine])).toThrow(kind);
  expect(() => migrateOnce(at, null, [mine])).toThrow(status.problem?.fix);
  expect(tables(at)).toEqual(before);
});

test('a file that the journal names and that is missing is named', () => {
  const { mine, at } = setUp();
  write(mine.folder, [A, OURS]);
  rmSync(join(mine.folder, '0001_ours.sql'));
  expect(() => migrateOnce(at, null, [mine])).toThrow(
    /names 0001_ours, but .*0001_ours\.sql is missing/,
  );
  expect(tables(at)).toEqual([]);
});

test('line ends of another system are no change', () => {
  const { mine, at } = setUp();
  write(mine.folder, [{ ...A, text: 'create table t0000_a (\n id text\n);\n' }]);
  migrateOnce(at, null, [mine]);
  write(mine.folder, [{ ...A, text: 'create table t0000_a (\r\n id text\r\n);\r\n' }]);
  expect(migrationStatus(at, [mine])).toEqual({ pending: 0, isNewer: false });
});

test('a database that drizzle migrated goes on, also where drizzle has left one out', () => {
  const { mine, at } = setUp();
  write(mine.folder, [A, OURS]);
  migrateWithDrizzle(at, { migrationsFolder: mine.folder });
  write(mine.folder, [A, OURS, UPSTREAM]);
  migrateWithDrizzle(at, { migrationsFolder: mine.folder });
  expect(tables(at)).toEqual(['0000_a', '0001_ours']);
  migrateOnce(at, null, [mine]);
  expect(tables(at)).toEqual(['0000_a', '0001_ours', '0002_upstream']);
  write(mine.folder, [{ ...A, text: 'select 1;' }, OURS, UPSTREAM]);
  expect(() => migrateOnce(at, null, [mine])).toThrow(/0000_a was changed/);
});

test('a migration happens whole or not at all, and those before it stay', () => {
  const { mine, at } = setUp();
  const text = 'create table t0001_ours (id text);\n--> statement-breakpoint\nselect nonsense;';
  write(mine.folder, [A, { ...OURS, text }, UPSTREAM]);
  expect(() => migrateOnce(at, null, [mine])).toThrow(/nonsense/);
  expect(tables(at)).toEqual(['0000_a']);
  write(mine.folder, [A, OURS, UPSTREAM]);
  migrateOnce(at, null, [mine]);
  expect(tables(at)).toEqual(['0000_a', '0001_ours', '0002_upstream']);
});

const REBUILT = [
  'PRAGMA foreign_keys=OFF;',
  'create table new (id text primary key, more text);',
  'insert into new (id) select id from t0000_a;',
  'drop table t0000_a;',
  'alter table new rename to t0000_a;',
  'PRAGMA foreign_keys=ON;',
].join('--> statement-breakpoint\n');

test('a table that is made anew keeps what refers to it', () => {
  const { mine, at } = setUp();
  const parent = { ...A, text: 'create table t0000_a (id text primary key);' };
  const child = {
    ...UPSTREAM,
    text: 'create table child (of text not null references t0000_a(id) on delete cascade);',
  };
  write(mine.folder, [parent, child]);
  migrateOnce(at, null, [mine]);
  at.run(sql`insert into t0000_a values ('x')`);
  at.run(sql`insert into child values ('x')`);
  write(mine.folder, [parent, child, { ...OURS, text: REBUILT }]);
  migrateOnce(at, null, [mine]);
  expect(at.all(sql`select * from child`)).toEqual([{ of: 'x' }]);
  expect(at.all(sql`pragma foreign_keys`)).toEqual([{ foreign_keys: 1 }]);
  const emptied = {
    tag: '0009_z',
    when: TUESDAY + 1,
    text: `PRAGMA foreign_keys=OFF;--> statement-breakpoint\ndelete from t0000_a;`,
  };
  write(mine.folder, [parent, child, { ...OURS, text: REBUILT }, emptied]);
  expect(() => migrateOnce(at, null, [mine])).toThrow(/refer to nothing/);
  expect(at.all(sql`select * from t0000_a`)).toHaveLength(1);
});

test('a server does not start on a database of which a migration is missing or was changed', () => {
  for (const change of [
    "update __drizzle_migrations set tag = '0001_gone', hash = 'x', created_at = 1 where tag = '0001_account'",
    `update __drizzle_migrations set hash = '${'0'.repeat(64)}' where tag = '0001_account'`,
  ]) {
    moveToFile();
    db().run(sql.raw(change));
    void closeDb();
    expect(() => db()).toThrow(MigrationsDiffer);
  }
});

test('when several start on a merged folder at the same moment, one of them runs each migration', async () => {
  const { folder, mine } = setUp();
  const file = join(folder, 'a.db');
  write(mine.folder, [A, OURS]);
  migrateOnce(open(file), file, [mine]);
  write(mine.folder, [A, OURS, UPSTREAM, { tag: '0003_more', when: MONDAY + 1 }]);
  const lines = `
    const { default: Database } = await import('better-sqlite3');
    const { drizzle } = await import('drizzle-orm/better-sqlite3');
    const { migrateOnce } = await import('#lib/db/migrate');
    migrateOnce(drizzle(new Database(${JSON.stringify(file)})), ${JSON.stringify(file)}, [${JSON.stringify(mine)}]);`;
  const ends = await Promise.all([1, 2, 3].map(() => runApart(lines, {}).ended));
  expect(ends.map(({ errors }) => errors)).toEqual(['', '', '']);
  const at = open(file);
  expect(at.all(sql`select tag from __drizzle_migrations`)).toHaveLength(4);
  expect(tables(at)).toEqual(['0000_a', '0001_ours', '0002_upstream', '0003_more']);
});

test('the journal of the product names its files, each once', () => {
  expect(migrationStatus(sqliteDb(), AUTHORS)).toEqual({ pending: 0, isNewer: false });
});
