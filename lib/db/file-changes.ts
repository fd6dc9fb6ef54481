import 'server-only';
import { connection } from '#lib/db/client';
import { env } from '#lib/env';
import { databaseFile } from '#lib/env/root-secret';

const EVERY_MS = 500;

/**
 * Calls `changed` within half a second after another process has written to the database file, as the operator's
 * commands do, or the file was replaced; `lost` once when it does not answer. It reads one number of the file's
 * shared memory. Answers how to stop it.
 */
export function watchFile(changed: () => void, lost: () => void): () => void {
  if (!databaseFile(env().DATABASE_URL)) return () => {};
  let seen = stateOfFile();
  const timer = setInterval(() => {
    try {
      const now = stateOfFile();
      const isSame = now.of === seen.of && now.version === seen.version;
      seen = now;
      if (!isSame) changed();
    } catch {
      clearInterval(timer);
      lost();
    }
  }, EVERY_MS).unref();
  return () => clearInterval(timer);
}

/** A number that SQLite changes for a connection when another one has written, and which connection that is. */
function stateOfFile() {
  const of = connection();
  return { of, version: of.pragma('data_version', { simple: true }) };
}
