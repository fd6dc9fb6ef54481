import 'server-only';
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrateOnce } from '#lib/db/migrate';
import { DatabaseUnavailable, guarded } from '#lib/db/unavailable';
import { databaseFile, env } from '#lib/env';
import { kept } from '#lib/kept';

export type Db = ReturnType<typeof drizzle>;
type Opened = {
  db: Db;
  sqlite: Database.Database;
  file: string | null;
  inode: bigint;
  checkedAt: number;
};

const CHECK_EVERY_MS = 500;
const keep = () => kept<{ opened?: Opened }>('db', () => ({}));

/**
 * The database, opened and migrated on first use. While the process runs, a file that was moved away,
 * replaced or put back is noticed within half a second: without it everything is refused
 * (DatabaseUnavailable, 503), with it work goes on. A file that vanished is never made anew in passing.
 */
export function db(): Db {
  return guarded(() => {
    const shelf = keep();
    if (shelf.opened && !isStale(shelf.opened)) return shelf.opened.db;
    const reopening = shelf.opened !== undefined;
    shelf.opened?.sqlite.close();
    shelf.opened = open({ mayCreate: !reopening });
    return shelf.opened.db;
  });
}

/** The connection under `db()`, for backup and pragmas; not for queries. */
export function connection(): Database.Database {
  db();
  return (keep().opened as Opened).sqlite;
}

/** Closes the database, writing the log back into the file. The next use opens it again. */
export function closeDb() {
  const shelf = keep();
  shelf.opened?.sqlite.close();
  delete shelf.opened;
}

function isStale(opened: Opened): boolean {
  if (!opened.file) return false;
  const now = performance.now();
  if (now - opened.checkedAt < CHECK_EVERY_MS) return false;
  const inode = inodeOf(opened.file);
  if (inode === null) throw new DatabaseUnavailable(`the file ${opened.file} is missing`);
  opened.checkedAt = now;
  return inode !== opened.inode;
}

function inodeOf(file: string): bigint | null {
  return statSync(file, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}

function open({ mayCreate }: { mayCreate: boolean }): Opened {
  const file = databaseFile(env().DATABASE_URL);
  if (file && mayCreate) makeFile(file);
  const sqlite = new Database(file ?? ':memory:', { fileMustExist: !mayCreate });
  try {
    sqlite.pragma('busy_timeout = 2000');
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = ON');
    const db = drizzle(guardStatements(sqlite));
    migrateOnce(db, file);
    // From here on waiting is done by `together`, which does not hold up everybody else.
    sqlite.pragma('busy_timeout = 50');
    const inode = file ? (inodeOf(file) ?? 0n) : 0n;
    return { db, sqlite, file, inode, checkedAt: performance.now() };
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** A new file is readable by its owner only, and so is what SQLite puts beside it. */
function makeFile(file: string) {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    closeSync(openSync(file, 'ax', 0o600));
  } catch {
    // It is there already, or cannot be: SQLite says which.
  }
}

/** Lets every statement report a fault of the file or disk, wherever in the domain it is run. */
function guardStatements(sqlite: Database.Database): Database.Database {
  const prepare = sqlite.prepare.bind(sqlite);
  sqlite.prepare = ((source: string) => {
    const statement = guarded(() => prepare(source));
    for (const method of ['run', 'get', 'all'] as const) {
      const original = statement[method].bind(statement) as (...values: unknown[]) => unknown;
      statement[method] = ((...values: unknown[]) => guarded(() => original(...values))) as never;
    }
    return statement;
  }) as typeof sqlite.prepare;
  return sqlite;
}
