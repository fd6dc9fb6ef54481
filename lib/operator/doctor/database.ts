import 'server-only';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { statusFrom } from '#lib/db/migrate';
import type { Author, Ran } from '#lib/db/migrations';
import { checkDomains, type DomainRow, ROWS_OF_DOMAINS } from '#lib/operator/doctor/domains';
import { bad, doubtful, type Finding, good } from '#lib/operator/doctor/finding';
import {
  findingsOfNotices,
  type NoticesRow,
  ROWS_OF_NOTICES,
} from '#lib/operator/doctor/logout-notices';
import {
  findingsOfPasskeys,
  type HostRow,
  ROWS_OF_PASSKEYS,
  type StoredRules,
} from '#lib/operator/doctor/passkeys';
import {
  checkProviders,
  type ProviderRow,
  ROWS_OF_PROVIDERS,
} from '#lib/operator/doctor/providers';
import { findingsOfStaff, ROWS_OF_STAFF, type StaffRow } from '#lib/operator/doctor/staff';
import { checkTimes } from '#lib/operator/doctor/times';

const RESTORE = 'Stop the server and restore a backup.';

/** Whether the database is there, whole, writable and as new as this version. Writes nothing at all. */
export async function checkDatabase(file: string | null, site: StoredRules): Promise<Finding[]> {
  if (!file)
    return [
      doubtful(
        'database',
        'The database lives in memory and ends with the server.',
        'Set DATABASE_URL=file:data/gatehouse.db',
      ),
    ];
  if (!existsSync(file))
    return [
      ...checkFolder(file),
      good('database', `There is none at ${file} yet; the first start makes it.`),
    ];
  try {
    return [...checkFolder(file), checkMode(file), ...(await readDatabase(file, site))];
  } catch (error) {
    return [bad('database', `${file} cannot be read: ${(error as Error).message}`, RESTORE)];
  }
}

async function readDatabase(file: string, site: StoredRules): Promise<Finding[]> {
  const sqlite = openWithoutTrace(file);
  try {
    const [checked] = Object.values(sqlite.prepare('pragma quick_check(1)').get() ?? {});
    if (checked !== 'ok')
      return [bad('integrity', `${file} is damaged: ${String(checked)}`, RESTORE)];
    const migrations = checkMigrations(sqlite);
    return [
      good('integrity', `${file} is whole.`),
      checkLog(file),
      migrations,
      ...checkClock(sqlite),
      ...(migrations.is === 'ok'
        ? [
            await checkTimes(sqlite),
            ...checkPeople(sqlite, site),
            ...(await askProviders(sqlite, site)),
            ...(await askDomains(sqlite, site)),
          ]
        : []),
    ];
  } finally {
    sqlite.close();
  }
}

const checkPeople = (sqlite: DatabaseSync, { rule, appUrl }: StoredRules) => [
  ...findingsOfStaff(sqlite.prepare(ROWS_OF_STAFF).all() as StaffRow[], rule),
  ...findingsOfPasskeys(sqlite.prepare(ROWS_OF_PASSKEYS).all() as HostRow[], appUrl),
  ...findingsOfNotices(sqlite.prepare(ROWS_OF_NOTICES).all() as NoticesRow[]),
];

const askProviders = (sqlite: DatabaseSync, { appUrl }: StoredRules) =>
  checkProviders(sqlite.prepare(ROWS_OF_PROVIDERS).all() as ProviderRow[], appUrl);

const askDomains = (sqlite: DatabaseSync, { given }: StoredRules) =>
  checkDomains(sqlite.prepare(ROWS_OF_DOMAINS).all() as DomainRow[], given);

/**
 * Even reading leaves side files behind where a database with a write-ahead log has none. So it is opened
 * as a file that nobody writes when no log lies beside it: then no server has it open.
 */
export function openWithoutTrace(file: string): DatabaseSync {
  const url = pathToFileURL(file);
  if (!existsSync(`${file}-wal`)) url.searchParams.set('immutable', '1');
  return new DatabaseSync(url, { readOnly: true, timeout: 2000 });
}

function checkFolder(file: string): Finding[] {
  const folder = nearestFolder(dirname(file));
  for (const path of [folder, file, `${file}-wal`].filter((one) => existsSync(one))) {
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
    } catch {
      return [
        bad(
          'database',
          `${path} is not writable for this user.`,
          'Give it to the user that runs the server.',
        ),
      ];
    }
  }
  return [good('database', `${folder} is writable.`)];
}

const nearestFolder = (folder: string): string =>
  existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));

function checkMode(file: string): Finding {
  return (statSync(file).mode & 0o077) === 0 || process.platform === 'win32'
    ? good('database', 'Only its owner can read the file.')
    : doubtful(
        'database',
        `Other users of this machine can read ${file}.`,
        `Run: chmod 600 ${file}`,
      );
}

/** The file itself says whether it is written through a log: bytes 18 and 19 of its header are 2. */
function checkLog(file: string): Finding {
  const header = Buffer.alloc(20);
  const opened = openSync(file, 'r');
  readSync(opened, header, 0, 20, 0);
  closeSync(opened);
  return header[18] === 2 && header[19] === 2
    ? good('write-ahead log', 'It is on.')
    : doubtful('write-ahead log', 'It is off.', 'The next start of the server turns it on.');
}

function checkMigrations(sqlite: DatabaseSync): Finding {
  const { pending, problem, ahead } = statusFrom((author) => ranIn(sqlite, author));
  if (problem) return bad('migrations', problem.says, problem.fix);
  return pending === 0
    ? tablesAsOf(ahead)
    : doubtful(
        'migrations',
        `${pending} still to be run.`,
        'The next start of the server runs them; make a backup before.',
      );
}

/** What is said of tables on which this version can serve. */
export const tablesAsOf = (ahead = 0): Finding =>
  good(
    'migrations',
    ahead === 0
      ? 'The tables are up to date.'
      : `The tables are ahead of this version by ${ahead} migrations, and it can serve on them.`,
  );

function ranIn(sqlite: DatabaseSync, { table }: Author): Ran[] | null {
  const found = sqlite.prepare('select 1 from sqlite_master where name = ?').get(table);
  return found ? (sqlite.prepare(`select * from "${table}"`).all() as Ran[]) : null;
}

/** Ids tell when they were made (UUID v7): the newest event must not lie ahead of the clock. */
function checkClock(sqlite: DatabaseSync): Finding[] {
  const table = "select 1 from sqlite_master where name = 'audit_events'";
  if (!sqlite.prepare(table).get()) return [];
  const newest = String(
    sqlite.prepare('select max(id) as id from audit_events').get()?.['id'] ?? '',
  );
  const madeAt = Number.parseInt(newest.replace('-', '').slice(0, 12), 16) || 0;
  return madeAt <= Date.now() + 60_000
    ? []
    : [
        bad(
          'clock',
          `The database knows an event of ${new Date(madeAt).toISOString()}, which is still to come.`,
          'Set the clock of this machine (NTP).',
        ),
      ];
}
