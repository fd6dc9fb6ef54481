import 'server-only';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

/**
 * An exclusive lock on a name, held by a lock on a small file beside the database. The kernel gives it
 * back when the process ends, however it ends; nothing is left behind that has to be cleaned up.
 * Null when somebody else holds it for longer than `waitMs`. Call the answer to give it back.
 */
export function takeLock(file: string, waitMs: number): (() => void) | null {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const sqlite = new Database(file, { timeout: waitMs });
  try {
    sqlite.pragma('journal_mode = DELETE');
    sqlite.exec('BEGIN EXCLUSIVE');
    return () => sqlite.close();
  } catch (error) {
    sqlite.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
}
