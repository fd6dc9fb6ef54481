import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { closeDb, isShared } from '#lib/db/client';
import { env } from '#lib/env';
import { databaseFile } from '#lib/env/root-secret';
import { again } from '#lib/operator/backups/again';
import { durationFrom } from '#lib/operator/backups/duration';
import { makeCopy, makeNext } from '#lib/operator/backups/make';
import { copiesIn, copyTime, takeFolder } from '#lib/operator/backups/series';
import { textOfLines } from '#lib/operator/listed';
import { wholeNumber } from '#lib/operator/page';
import {
  CommandRefused,
  command,
  explain,
  print,
  type Report,
  requireDatabase,
} from '#lib/operator/terminal';

const MOST_KEPT = 10_000;

export const backupCommand = command(
  'backup',
  'Copy the database into a new file while the server runs, and check the copy',
  {
    file: {
      type: 'positional',
      description: 'The file to be made; with --every or --keep the folder that has the copies',
    },
    every: { type: 'string', description: 'Go on, and copy once in this time: 30m, 6h, 1d' },
    keep: { type: 'string', description: 'Keep so many copies in the folder, delete older ones' },
  },
  async ({ file, every, keep, json }): Promise<Report | null> => {
    const everyMs = every === undefined ? null : durationFrom('every', every);
    const kept = keep === undefined ? null : wholeNumber('keep', keep, MOST_KEPT);
    requireDatabase();
    if (isShared())
      throw new CommandRefused(
        'PostgreSQL has its own: pg_dump, or see docs/deploy/postgresql.md.',
        1,
      );
    const database = databaseFile(env().DATABASE_URL);
    if (!database) throw new CommandRefused('A database in memory has no file to be copied.', 1);
    // npm changes to the project's folder; the person meant the one they are in.
    const target = resolve(process.env['INIT_CWD'] ?? '', String(file));
    if (everyMs === null && kept === null) return await makeCopy(inFolder(target));
    const giveBack = takeFolder(target, database);
    try {
      if (everyMs === null) return await makeNext(target, database, kept);
      await goOn(target, everyMs, () => makeNext(target, database, kept), Boolean(json));
      return null;
    } finally {
      giveBack();
    }
  },
);

function inFolder(target: string): string {
  if (statSync(target, { throwIfNoEntry: false })?.isDirectory())
    throw new CommandRefused(
      `${target} is a folder. Name a file in it, or say --keep N for copies that are named by their moment.`,
      1,
    );
  if (existsSync(dirname(target))) return target;
  throw new CommandRefused(`There is no folder ${dirname(target)}.`, 1);
}

/** Copies until it is asked to end. One that fails is told, and the next one comes all the same. */
async function goOn(folder: string, everyMs: number, make: () => Promise<Report>, isJson: boolean) {
  const end = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end.abort());
  const firstMs = firstIn(folder, everyMs);
  const minutes = Math.ceil(firstMs / 60_000);
  if (!isJson)
    print(minutes === 0 ? `Copying into ${folder} …` : `The next copy is due in ${minutes} min.`);
  await again(
    async () => {
      const at = new Date().toISOString();
      try {
        const { lines, data } = await make();
        print(
          isJson
            ? JSON.stringify({ at, ...(data as object) })
            : `${at}  ${textOfLines(lines).replaceAll('\n', ' ')}`,
        );
        return true;
      } catch (error) {
        const { message } = explain(error);
        if (isJson) print(JSON.stringify({ at, error: message }));
        else console.error(`${at}  No copy was made. ${message}`);
        return false;
      } finally {
        await closeDb();
      }
    },
    { firstMs, everyMs, end: end.signal },
  );
}

/** At once, unless the last copy is younger than that: a restart makes none too many. */
function firstIn(folder: string, everyMs: number): number {
  const [newest] = copiesIn(folder);
  const age = newest ? Date.now() - copyTime(newest) : everyMs;
  return age < 0 ? 0 : Math.max(0, everyMs - age);
}
