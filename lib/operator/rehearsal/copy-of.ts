import 'server-only';
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readSync,
  statfsSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { CommandRefused } from '#lib/operator/terminal';

const OF_SQLITE = 'SQLite format 3\0';
/** The copy, and what a server writes beside it. */
const ROOM = 2;

/**
 * Copies a backup into this folder, with the log beside it if there is one, and answers where it lies. The backup itself is
 * only read. Refuses what is not there, no SQLite file, or too large for the folder.
 */
export function copyOf(file: string, folder: string): { copy: string; bytes: number } {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new CommandRefused(`There is no file ${file}.`, 1);
  if (!found.isFile() || headOf(file) !== OF_SQLITE)
    throw new CommandRefused(
      `${file} is no SQLite database. A dump of PostgreSQL is rehearsed otherwise: see docs/deploy/postgresql.md.`,
      1,
    );
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < found.size * ROOM)
    throw new CommandRefused(
      `There is no room for a copy in ${folder}. Name a larger disk: TMPDIR=/var/tmp`,
      1,
    );
  const copy = join(folder, 'rehearsal.db');
  for (const log of ['', '-wal'])
    if (existsSync(`${file}${log}`)) copyFileSync(`${file}${log}`, `${copy}${log}`);
  return { copy, bytes: found.size };
}

function headOf(path: string): string {
  const head = Buffer.alloc(OF_SQLITE.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head.toString('latin1');
}
