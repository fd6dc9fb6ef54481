import 'server-only';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BackupFailure, backUp, unfinished } from '#lib/db/back-up';
import { claim } from '#lib/operator/backups/claim';
import { copiesIn, copyName } from '#lib/operator/backups/series';
import { CommandRefused, type Report, requireDatabase } from '#lib/operator/terminal';

const SAYS: Record<BackupFailure, (file: string) => string> = {
  file_exists: (file) => `${file} is there already. Nothing was written over; name another file.`,
  unfinished_exists: (file) =>
    `${unfinished(file)} is there: another copy is being made, or one was cut off. Delete it if none is.`,
  damaged_copy: (file) => `${file} turned out damaged and was deleted. Run: npm run doctor`,
};

/** Makes one copy, or says why there is none. */
export async function makeCopy(file: string): Promise<Report> {
  const done = await backUp(file);
  if (!done.ok) throw new CommandRefused(SAYS[done.reason](file), 1);
  const { bytes } = done.value;
  return {
    lines: [`Copied into ${file} (${bytes} bytes). The copy is whole.`],
    data: { file, bytes },
  };
}

/**
 * Makes one copy in a folder of its own kind, and then, with `keep`, deletes older ones of its own until so many are left:
 * never before the new one was found whole, and never that one, whatever its name says of the time. Refuses a folder that has
 * the copies of another database.
 */
export async function makeNext(
  folder: string,
  database: string,
  keep: number | null,
): Promise<Report> {
  requireDatabase();
  // Another database may have come into the place of the one that the folder was taken for.
  claim(folder, database);
  const name = copyName(new Date());
  const made = await makeCopy(join(folder, name));
  const others = copiesIn(folder).filter((one) => one !== name);
  const over = keep === null ? [] : others.slice(keep - 1);
  for (const one of over) rmSync(join(folder, one));
  const says = over.length > 0 ? [`Deleted ${over.length} older: ${over.join(', ')}.`] : [];
  return { lines: [...made.lines, ...says], data: { ...(made.data as object), deleted: over } };
}
