import 'server-only';
import { closeSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { connection } from '#lib/db/client';
import { log } from '#lib/observability/log';
import { fail, ok, type Result } from '#lib/result';

const ALL_PAGES = 0x7fffffff;

export type BackupFailure = 'file_exists' | 'damaged_copy';

/**
 * Copies the database into a new file while it is in use: one moment of it, whole, readable by its owner
 * only, without side files. The copy is checked page by page before this says that it is there. Refuses to
 * write over anything; a copy that fails or turns out damaged is deleted.
 */
export async function backUp(file: string): Promise<Result<{ bytes: number }, BackupFailure>> {
  try {
    // Takes the name before anything is copied, so that nobody else's file is ever overwritten.
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return fail('file_exists');
    throw error;
  }
  try {
    // All pages in one step: while they are read nobody's writing can make it begin again.
    await connection().backup(file, { progress: () => ALL_PAGES });
    if (!isWhole(file)) {
      rmSync(file);
      return fail('damaged_copy');
    }
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
  noteBackup();
  return ok({ bytes: statSync(file).size });
}

/** The file beside the database whose time is that of the last backup; the server's metrics tell it. */
export const backupMark = (databaseFile: string) => `${databaseFile}.backed-up`;

/** The copy is whole whether or not it can be noted: there may be no room left beside the database. */
function noteBackup() {
  const { memory, name } = connection();
  if (memory) return;
  try {
    writeFileSync(backupMark(name), `${new Date().toISOString()}\n`, { mode: 0o600 });
  } catch (error) {
    log().warn({ err: error }, 'a backup was made, and its time could not be noted');
  }
}

function isWhole(file: string): boolean {
  const copy = new Database(file, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
    const foreign = copy.pragma('foreign_key_check') as unknown[];
    return copy.pragma('integrity_check', { simple: true }) === 'ok' && foreign.length === 0;
  } finally {
    copy.close();
  }
}
