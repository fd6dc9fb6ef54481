import 'server-only';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import type { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { takeLock } from '#lib/db/lock';
import { DatabaseUnavailable } from '#lib/db/unavailable';

const WAIT_MS = 30_000;
const migrationsFolder = resolve('drizzle/migrations');

export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError';
}

/**
 * Brings the tables up to date. One process does it, others that start meanwhile wait; each migration
 * happens whole or not at all. Refuses a database that a newer version has changed.
 */
export function migrateOnce(db: ReturnType<typeof drizzle>, file: string | null) {
  const status = migrationStatus(db);
  if (status.isNewer) {
    throw new NewerDatabaseError(
      'The database was changed by a newer version of Gatehouse; start that one, or restore a backup.',
    );
  }
  if (status.pending === 0) return;
  const giveBack = file ? takeLock(`${file}.migrating`, WAIT_MS) : () => {};
  if (!giveBack) throw new DatabaseUnavailable('another process is migrating the database');
  try {
    migrate(db, { migrationsFolder });
  } finally {
    giveBack();
  }
}

/** How many migrations are still to be run, and whether the database knows some that we do not. */
export const migrationStatus = (db: ReturnType<typeof drizzle>) => statusAfter(lastApplied(db));

/** The same for a database whose latest migration was made at `last` (milliseconds since 1970, 0: none). */
export function statusAfter(last: number): { pending: number; isNewer: boolean } {
  const journal = JSON.parse(
    readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8'),
  ) as {
    entries: { when: number }[];
  };
  const known = journal.entries.map((entry) => entry.when);
  return {
    pending: known.filter((when) => when > last).length,
    isNewer: last > Math.max(...known),
  };
}

function lastApplied(db: ReturnType<typeof drizzle>): number {
  const [found] = db.all(sql`select name from sqlite_master where name = '__drizzle_migrations'`);
  if (!found) return 0;
  const [row] = db.all<{ last: number | null }>(
    sql`select max(created_at) as last from __drizzle_migrations`,
  );
  return Number(row?.last ?? 0);
}
