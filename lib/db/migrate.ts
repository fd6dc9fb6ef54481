import 'server-only';
import { sql } from 'drizzle-orm';
import type { drizzle } from 'drizzle-orm/better-sqlite3';
import { takeLock } from '#lib/db/lock';
import {
  AUTHORS,
  type Author,
  BREAKPOINT,
  compare,
  isOf,
  LATER_COLUMNS,
  type Migration,
  type Ran,
  readMigrations,
  type Status,
} from '#lib/db/migrations';
import { DatabaseUnavailable } from '#lib/db/unavailable';

type Db = ReturnType<typeof drizzle>;

const WAIT_MS = 30_000;
/** How drizzle-kit begins a migration that makes a table anew. */
const REBUILDS = /^\s*PRAGMA foreign_keys\s*=\s*OFF/im;

/** The files and the database tell different stories of what ran: nothing is run, nothing is started. */
export class MigrationsDiffer extends Error {
  override name = 'MigrationsDiffer';
}
export class NewerDatabaseError extends MigrationsDiffer {
  override name = 'NewerDatabaseError';
}

/**
 * Brings the tables up to date: runs every migration of every author that has not run here, whenever it was
 * written. One process does it, others that start meanwhile wait; each migration happens whole or not at all.
 * Refuses a database on which something ran that is newer, missing or different here.
 */
export function migrateOnce(db: Db, file: string | null, authors = AUTHORS) {
  if (pendingIn(db, authors) === 0) return;
  const giveBack = file ? takeLock(`${file}.migrating`, WAIT_MS) : () => {};
  if (!giveBack) throw new DatabaseUnavailable('another process is migrating the database');
  try {
    for (const author of authors) runAll(db, author);
  } finally {
    giveBack();
  }
}

/** How many migrations are still to be run, and why none may be, if there is a reason. */
export const migrationStatus = (db: Db, authors = AUTHORS): Status =>
  statusFrom((author) => ranIn(db, author), authors);

/** The same for code that reads the rows in another way; null where there is no such table yet. */
export function statusFrom(
  ranOf: (author: Author) => Ran[] | null,
  authors = AUTHORS,
  read = readMigrations,
): Status {
  const all = authors.map((author) => compare(author, read(author), ranOf(author) ?? []));
  const refused = all.find(({ problem }) => problem);
  const pending = all.reduce((sum, status) => sum + status.pending, 0);
  const ahead = all.reduce((sum, status) => sum + (status.ahead ?? 0), 0);
  return { isNewer: false, ...refused, pending, ...(ahead > 0 && { ahead }) };
}

function pendingIn(db: Db, authors: Author[]): number {
  const { pending, isNewer, problem } = migrationStatus(db, authors);
  if (!problem) return pending;
  const Kind = isNewer ? NewerDatabaseError : MigrationsDiffer;
  throw new Kind(`${problem.says} ${problem.fix}`);
}

function ranIn(db: Db, { table }: Author): Ran[] | null {
  const [found] = db.all(sql`select name from sqlite_master where name = ${table}`);
  return found ? db.all<Ran>(sql`select * from ${sql.identifier(table)}`) : null;
}

function runAll(db: Db, author: Author) {
  const table = sql.identifier(author.table);
  db.run(
    sql`create table if not exists ${table} (id integer primary key, hash text not null, created_at numeric)`,
  );
  const columns = db.all<{ name: string }>(
    sql`select name from pragma_table_info(${author.table})`,
  );
  // Also where drizzle, or a version before, has made the table.
  for (const column of LATER_COLUMNS)
    if (!columns.some(({ name }) => name === column))
      db.run(sql`alter table ${table} add column ${sql.identifier(column)} text`);
  const files = readMigrations(author);
  const ran = ranIn(db, author) ?? [];
  for (const file of files) if (!ran.some((row) => isOf(row)(file))) run(db, author, file);
}

/** Foreign keys are off while a table is made anew: dropping the old one would delete what refers to it. */
function run(db: Db, { table }: Author, migration: Migration) {
  const { tag, when, text, hashes, compatibleFrom } = migration;
  const isRebuild = REBUILDS.test(text);
  if (isRebuild) db.run(sql`pragma foreign_keys = off`);
  db.run(sql`begin immediate`);
  try {
    for (const statement of text.split(BREAKPOINT)) db.run(sql.raw(statement));
    if (isRebuild && db.all(sql`pragma foreign_key_check`).length > 0)
      throw new Error(`The migration ${tag} leaves rows that refer to nothing.`);
    db.run(
      sql`insert into ${sql.identifier(table)} (hash, created_at, tag, compatible_from) values (${hashes[0]}, ${when}, ${tag}, ${compatibleFrom})`,
    );
    db.run(sql`commit`);
  } catch (error) {
    db.run(sql`rollback`);
    throw error;
  } finally {
    if (isRebuild) db.run(sql`pragma foreign_keys = on`);
  }
}
