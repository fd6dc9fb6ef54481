import 'server-only';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { env } from '#lib/env';
import { databaseFile } from '#lib/env/root-secret';
import { log } from '#lib/observability/log';
import { fail, ok, type Result } from '#lib/result';

const ALL_PAGES = 0x7fffffff;
/** How long a copy waits for somebody who has the file to himself, such as a server that is just starting. */
const WAIT_MS = 5_000;

export type BackupFailure = 'file_exists' | 'unfinished_exists' | 'damaged_copy';

/** What a copy is called until it is whole: whatever has the name that was asked for is. */
export const unfinished = (file: string) => `${file}.unfinished`;

/**
 * Copies the database file into a new file while it is in use: one moment of it, whole, readable by its owner only, without
 * side files. The copy gets its name once it is checked page by page and on the disk. Refuses to write over anything; a copy
 * that fails or turns out damaged is deleted. Brings no table up to date, so that it may run before an upgrade.
 */
export async function backUp(file: string): Promise<Result<{ bytes: number }, BackupFailure>> {
  const source = databaseFile(env().DATABASE_URL);
  if (!source) throw new Error('a database in memory or on a server has no file to be copied');
  const draft = unfinished(file);
  if (existsSync(file)) return fail('file_exists');
  if (!take(draft)) return fail('unfinished_exists');
  try {
    await copy(source, draft);
    if (!isWhole(draft)) return fail('damaged_copy');
    if (!giveName(draft, file)) return fail('file_exists');
  } finally {
    for (const made of [draft, `${draft}-journal`]) rmSync(made, { force: true });
  }
  noteBackup(source);
  return ok({ bytes: statSync(file).size });
}

/** The file beside the database whose time is that of the last backup; the server's metrics tell it. */
export const backupMark = (database: string) => `${database}.backed-up`;

/** Takes the name before anything is copied, so that two never write into one file. */
function take(draft: string): boolean {
  try {
    closeSync(openSync(draft, 'wx', 0o600));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function copy(source: string, draft: string) {
  const sqlite = new Database(source, { fileMustExist: true, timeout: WAIT_MS });
  try {
    // All pages in one step: while they are read nobody's writing can make it begin again.
    await sqlite.backup(draft, { progress: () => ALL_PAGES });
  } finally {
    sqlite.close();
  }
}

/** False when somebody else took the name meanwhile. Afterwards a power cut cannot take it away. */
function giveName(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    // Some disks know no second name.
    renameSync(draft, file);
  }
  const folder = openSync(dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
  return true;
}

/** The copy is whole whether or not it can be noted: there may be no room left beside the database. */
function noteBackup(database: string) {
  try {
    writeFileSync(backupMark(database), `${new Date().toISOString()}\n`, { mode: 0o600 });
  } catch (error) {
    log().warn({ err: error }, 'a backup was made, and its time could not be noted');
  }
}

/** Whether every page, index and reference of this copy is right. Leaves it without a write-ahead log. */
function isWhole(file: string): boolean {
  const sqlite = new Database(file, { fileMustExist: true });
  try {
    sqlite.pragma('journal_mode = DELETE');
    const foreign = sqlite.pragma('foreign_key_check') as unknown[];
    return sqlite.pragma('integrity_check', { simple: true }) === 'ok' && foreign.length === 0;
  } finally {
    sqlite.close();
  }
}
