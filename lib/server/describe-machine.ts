import 'server-only';
import { env } from '#lib/env';
import { databaseFile } from '#lib/env/root-secret';
import { backedUpAt, freeBytes } from '#lib/server/measure';

const DAY_MS = 24 * 3_600_000;
/** An older backup is worth a look, and so is a disk with less room. */
const OLD_MS = 2 * DAY_MS;
const LITTLE = 500 * 1024 * 1024;

/**
 * The room on the disk, and the last backup: `backup` is null where the database is no file, for a server has backups of its
 * own. Says nothing that opens anything.
 */
export function describeMachine() {
  const free = freeBytes();
  const disk = { free, isLittle: free < LITTLE };
  if (!databaseFile(env().DATABASE_URL)) return { disk, backup: null };
  const ms = backedUpAt();
  const at = ms === 0 ? null : new Date(ms);
  return { disk, backup: { at, isOld: at !== null && Date.now() - ms > OLD_MS } };
}
