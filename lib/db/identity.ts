import 'server-only';
import { randomInt } from 'node:crypto';
import Database from 'better-sqlite3';

/** How long it waits for somebody who has the file to himself, such as a server that is just starting. */
const WAIT_MS = 5_000;

/**
 * A number that is drawn once for a database file and then lies in its header, so that every copy of it has the same: two files
 * at one path on two machines are told apart, and one that is restored is itself. Brings no table up to date. Throws what
 * SQLite says of a file that is not there or no database.
 */
export function identityOf(database: string): number {
  const sqlite = new Database(database, { fileMustExist: true, timeout: WAIT_MS });
  try {
    const drawn = () => sqlite.pragma('user_version', { simple: true }) as number;
    const draw = sqlite.transaction(() => {
      if (drawn() === 0) sqlite.pragma(`user_version = ${randomInt(1, 2 ** 31)}`);
    });
    if (drawn() === 0) draw.immediate();
    return drawn();
  } finally {
    sqlite.close();
  }
}
