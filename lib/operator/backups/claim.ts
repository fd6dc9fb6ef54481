import 'server-only';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityOf } from '#lib/db/identity';
import { CommandRefused } from '#lib/operator/terminal';

/** In a folder of copies: whose they are, and what others must not begin meanwhile. */
export const CLAIM = '.gatehouse-backups';

/**
 * Notes in a folder whose copies it has, by what was drawn for the database and by its path. Refuses one that has those of
 * another: two databases in one folder would delete each other's, also two that have the same path, each on its own
 * machine. Throws what SQLite says of a database that cannot be read.
 */
export function claim(folder: string, database: string) {
  const file = join(folder, CLAIM);
  const ours = `${identityOf(database)} ${database}\n`;
  try {
    writeFileSync(file, ours, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const claimed = readFileSync(file, 'utf8');
  if (claimed === ours) return;
  const path = claimed.replace(/^\d+ /, '').trim();
  throw new CommandRefused(
    `${folder} has the copies of another database, which is ${path} where they are made. Name another folder, or delete ${file} if they are copies of ${database}.`,
    1,
  );
}
