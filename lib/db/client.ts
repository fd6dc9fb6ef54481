import 'server-only';
import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy';
import { hashFields } from '#lib/db/audit-hash';
import { MigrationsDiffer, migrateOnce, migrationStatus } from '#lib/db/migrate';
import { openPostgres, type Postgres } from '#lib/db/postgres/open';
import { DatabaseUnavailable, guarded } from '#lib/db/unavailable';
import { withoutNull } from '#lib/db/without-null';
import { env } from '#lib/env';
import { isPostgresUrl } from '#lib/env/postgres-url';
import { databaseFile } from '#lib/env/root-secret';
import { singleton } from '#lib/singleton';

/** What every query begins with, whichever engine is behind it: it answers later, also where it could at once. */
export type Db = SqliteRemoteDatabase;
type SqliteDb = ReturnType<typeof drizzle>;
type Opened = {
  db: SqliteDb;
  sqlite: Database.Database;
  file: string | null;
  identity: string | null;
  checkedAt: number;
};

const CHECK_EVERY_MS = 500;
const KEPT_STATEMENTS = 500;
type Shelf = { opened?: Opened; hasBeenOpen?: boolean; postgres?: Postgres };
const keep = () => singleton<Shelf>('db', () => ({}));

/** The database, opened and migrated on first use. While it does not answer everything is refused (503). */
export const db = (): Db => postgres()?.db ?? (sqliteDb() as unknown as Db);

/** Whether it is a server that others use at the same time, and not a file of our own. */
export const isShared = (): boolean => isPostgresUrl(env().DATABASE_URL);

/** That server, for this folder; null with a file. */
export function postgres(): Postgres | null {
  if (!isShared()) return null;
  const shelf = keep();
  shelf.postgres ??= openPostgres(env().DATABASE_URL);
  return shelf.postgres;
}

/** How many migrations are still to be run, and why none may be, if there is a reason. */
export const tablesStatus = async () => postgres()?.status() ?? migrationStatus(sqliteDb());

/**
 * The database in a file, for this folder. While the process runs, a file that was moved away, replaced or put back is
 * noticed within half a second: without it nothing is answered, with it work goes on. A file that vanished is never
 * made anew in passing.
 */
export function sqliteDb(): SqliteDb {
  return guarded(() => {
    const shelf = keep();
    if (shelf.opened && isReplaced(shelf.opened)) {
      closeReplaced(shelf.opened);
      delete shelf.opened;
    }
    shelf.opened ??= shelf.hasBeenOpen ? openAgain() : open({ mayCreate: true });
    shelf.hasBeenOpen = true;
    return shelf.opened.db;
  });
}

/** The connection under `sqliteDb()`, for backup and pragmas; not for queries. */
export function connection(): Database.Database {
  sqliteDb();
  return (keep().opened as Opened).sqlite;
}

/** Closes the database, writing the log back into the file. The next use opens it again. */
export async function closeDb() {
  const { opened, postgres: server } = keep();
  opened?.sqlite.close();
  for (const name of ['opened', 'hasBeenOpen', 'postgres'] as const) delete keep()[name];
  await server?.close();
}

function isReplaced(opened: Opened): boolean {
  if (!opened.file) return false;
  const now = performance.now();
  if (now - opened.checkedAt < CHECK_EVERY_MS) return false;
  const identity = identityOf(opened.file);
  if (identity === null) throw new DatabaseUnavailable(`the file ${opened.file} is missing`);
  if (identity !== opened.identity) return true;
  opened.checkedAt = now;
  return false;
}

/** Which file stands at a path, whatever it is called; null when there is none. */
function identityOf(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev}:${found.ino}` : null;
}

/**
 * Closes a database whose file is no longer the one at its path. What still stands in its log is written
 * home first: SQLite would take that log for the new file's own and spoil it.
 */
function closeReplaced({ sqlite, file }: Opened) {
  const [outcome] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (outcome?.busy)
    throw new DatabaseUnavailable(`${file} was replaced while others still use it`);
  sqlite.close();
}

/** The file as it is now; what would stop a start is here a fault that may pass. */
function openAgain(): Opened {
  try {
    return open({ mayCreate: false });
  } catch (error) {
    if (error instanceof MigrationsDiffer) throw new DatabaseUnavailable(error.message);
    throw error;
  }
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
    // Before the tables are brought up to date: a migration uses it.
    sqlite.function('audit_hash', { deterministic: true, varargs: true }, hashFields);
    const db = drizzle(guardStatements(sqlite));
    migrateOnce(db, file);
    // From here on waiting is done by `withRetry`, which does not hold up everybody else.
    sqlite.pragma('busy_timeout = 0');
    const identity = file && identityOf(file);
    return { db, sqlite, file, identity, checkedAt: performance.now() };
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

/**
 * Lets every statement report a fault of the file or disk, wherever in the domain it is run, and keeps it
 * for the next time: the domain has a few dozen, and SQLite takes longer to prepare most than to run them.
 */
function guardStatements(sqlite: Database.Database): Database.Database {
  const prepare = sqlite.prepare.bind(sqlite);
  const ready = new Map<string, Database.Statement>();
  sqlite.prepare = ((source: string) => {
    const known = ready.get(source);
    if (known) return known;
    const statement = guarded(() => prepare(source));
    for (const method of ['run', 'get', 'all'] as const) {
      const original = statement[method].bind(statement) as (...values: unknown[]) => unknown;
      statement[method] = ((...values: unknown[]) =>
        guarded(() => original(...values.map(withoutNull)))) as never;
    }
    if (ready.size >= KEPT_STATEMENTS) ready.clear();
    ready.set(source, statement);
    return statement;
  }) as typeof sqlite.prepare;
  return sqlite;
}
