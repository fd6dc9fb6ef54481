import 'server-only';
import {
  accessSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '#lib/db/lock';
import { CLAIM, claim } from '#lib/operator/backups/claim';
import { CommandRefused } from '#lib/operator/terminal';

/** A copy by the moment it was made, in UTC: names sort as times do. */
const NAME = /^gatehouse-(\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)Z\.db$/;
const CUT_OFF = /^gatehouse-[\dT-]+Z\.db\.unfinished(-journal)?$/;
const OF_SQLITE = 'SQLite format 3\0';

/** The name of a copy that is made now. */
export const copyName = (at: Date) =>
  `gatehouse-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`;

/** When a copy was made, as its name says. */
export const copyTime = (name: string) =>
  Date.parse(`${name.replace(NAME, '$1').replace(/T(\d\d)-(\d\d)-(\d\d)$/, 'T$1:$2:$3')}Z`);

/** The copies in a folder, the newest first: files of this kind by name and by content, and no link to one. */
export const copiesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => NAME.test(name) && isDatabase(join(folder, name)))
    .sort()
    .reverse();

/**
 * Takes a folder for the copies of one database, and answers how to give it back. Refuses one that is not there, that
 * others may write, that has the copies of another database, or in which another process makes copies. What was cut off
 * in the middle of a copy is taken away, unless the database cannot be read: then nobody knows whose it is.
 */
export function takeFolder(folder: string, database: string): () => void {
  expectFolder(folder);
  const isOurs = tryToClaim(folder, database);
  const giveBack = takeLock(join(folder, `${CLAIM}.busy`), 0);
  if (!giveBack) throw new CommandRefused(`Another process makes copies into ${folder}.`, 1);
  for (const name of isOurs ? readdirSync(folder) : [])
    if (CUT_OFF.test(name)) rmSync(join(folder, name), { force: true });
  return giveBack;
}

/** False for a database that cannot be read just now; each copy claims the folder again. */
function tryToClaim(folder: string, database: string): boolean {
  try {
    claim(folder, database);
    return true;
  } catch (error) {
    if (error instanceof CommandRefused) throw error;
    return false;
  }
}

function expectFolder(folder: string) {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) throw new CommandRefused(`There is no folder ${folder}. ${MAKE_IT(folder)}`, 1);
  if (!found.isDirectory())
    throw new CommandRefused(`${folder} is no folder. With --every or --keep name one.`, 1);
  if (process.platform !== 'win32' && (found.mode & 0o022) !== 0)
    throw new CommandRefused(`Others may write into ${folder}. ${MAKE_IT(folder)}`, 1);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new CommandRefused(`${folder} cannot be written by this user.`, 1);
  }
}

const MAKE_IT = (folder: string) => `Make one for this user alone: install -d -m 700 ${folder}`;

function isDatabase(path: string): boolean {
  if (!lstatSync(path).isFile()) return false;
  const head = Buffer.alloc(OF_SQLITE.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head.toString('latin1') === OF_SQLITE;
}
