import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { backUp } from '#lib/db/back-up';
import { db } from '#lib/db/client';
import { identityOf } from '#lib/db/identity';
import { again } from '#lib/operator/backups/again';
import { durationFrom } from '#lib/operator/backups/duration';
import { makeNext } from '#lib/operator/backups/make';
import { copiesIn, copyName, copyTime, takeFolder } from '#lib/operator/backups/series';
import { makeFolder, moveToFile } from '#lib/testing/database.test-support';
import { newDeployment, QUICK_START } from '#lib/testing/deployment.test-support';
import { openFile } from '#lib/testing/open-file.test-support';

vi.setConfig({ testTimeout: 60_000 });

const DAY = 86_400_000;

/** A folder for copies, and copies of the last days in it that are databases. */
function folderWith(...ages: number[]) {
  const folder = makeFolder();
  for (const age of ages) {
    const file = openFile(join(folder, copyName(new Date(Date.now() - age * DAY))));
    file.exec('create table users (id)');
    file.close();
  }
  return folder;
}

test.each([
  ['1m', 60_000],
  ['90m', 5_400_000],
  ['6h', 21_600_000],
  ['7d', 7 * DAY],
])('--every %s is a time', (given, ms) => {
  expect(durationFrom('every', given)).toBe(ms);
});

test.each([
  '',
  '0h',
  '6',
  'h',
  '06h',
  '6 h',
  '6H',
  '30s',
  '-1h',
  '1.5h',
  '8d',
  '169h',
  '1e3m',
  '6h1m',
])('--every %j is none', (given) => {
  expect(() => durationFrom('every', given)).toThrow(
    '--every takes a time such as 30m, 6h or 1d, a week at most.',
  );
});

test('the name of a copy says when it was made, and names sort as times do', () => {
  const at = new Date('2026-11-29T08:05:09.123Z');
  expect(copyName(at)).toBe('gatehouse-2026-11-29T08-05-09Z.db');
  expect(copyTime(copyName(at))).toBe(Date.parse('2026-11-29T08:05:09Z'));
});

test('so many copies are kept, the newest; what is not of this kind stays', async () => {
  const database = moveToFile();
  db();
  const folder = folderWith(1, 2, 3, 400);
  const foreign = {
    'notes.txt': 'x',
    'gatehouse.db': 'x',
    'gatehouse-old.db': 'SQLite format 3\0',
    // Named like one, and none.
    'gatehouse-2001-01-01T00-00-00Z.db': 'somebody’s',
  };
  for (const [name, text] of Object.entries(foreign)) writeFileSync(join(folder, name), text);
  const copies = copiesIn(folder);
  const [other] = copies;
  symlinkSync(join(folder, String(other)), join(folder, 'gatehouse-2001-01-02T00-00-00Z.db'));
  mkdirSync(join(folder, 'gatehouse-2001-01-03T00-00-00Z.db'));
  const before = readdirSync(folder);

  const { data, lines } = await makeNext(folder, database, 2);
  const { deleted, file } = data as { deleted: string[]; file: string };
  expect(deleted).toEqual(copies.slice(1));
  expect(lines).toEqual([
    expect.stringMatching(/^Copied into .* The copy is whole\.$/),
    expect.stringMatching(/^Deleted 3 older: /),
  ]);
  expect(copiesIn(folder)).toHaveLength(2);
  const gone = before.filter((name) => !readdirSync(folder).includes(name));
  expect(gone.sort()).toEqual(deleted.toSorted());
  expect(statSync(file).mode & 0o077).toBe(0);
});

test('the copy just made stays, also when the clock was set back', async () => {
  const database = moveToFile();
  db();
  const folder = folderWith(-1, -2);
  const { data } = await makeNext(folder, database, 1);
  const { file, deleted } = data as { file: string; deleted: string[] };
  expect(deleted).toHaveLength(2);
  expect(existsSync(file)).toBe(true);
});

test('a copy that fails deletes none, and leaves nothing behind', async () => {
  const database = moveToFile();
  const folder = folderWith(1, 2);
  const before = readdirSync(folder);
  await expect(makeNext(folder, database, 1)).rejects.toThrow(
    `There is no database at ${database}.`,
  );
  writeFileSync(
    database,
    'no database at all, but as long as one has to be for a header…'.repeat(9),
  );
  await expect(makeNext(folder, database, 1)).rejects.toThrow(/not a database/);
  expect(readdirSync(folder)).toEqual(before);
});

test('a copy has its name only when it is whole, and two of one name are never made', async () => {
  moveToFile();
  db();
  const file = join(makeFolder(), 'copy.db');
  writeFileSync(`${file}.unfinished`, 'of one that was cut off');
  expect(await backUp(file)).toEqual({ ok: false, reason: 'unfinished_exists' });
  expect(existsSync(file)).toBe(false);
  expect(readFileSync(`${file}.unfinished`, 'utf8')).toBe('of one that was cut off');
  writeFileSync(file, 'mine');
  expect(await backUp(file)).toEqual({ ok: false, reason: 'file_exists' });
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

test('no table is brought up to date: a copy before an upgrade is of the tables before it', async () => {
  const database = moveToFile();
  const old = openFile(database);
  old.exec('create table users (id)');
  old.close();
  const file = join(makeFolder(), 'copy.db');
  expect((await backUp(file)).ok).toBe(true);
  const copy = openFile(file, { readonly: true });
  expect(copy.prepare('select name from sqlite_master').pluck().all()).toEqual(['users']);
  copy.close();
});

const put = (folder: string, name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const open = (folder: string, mode: number) => {
  chmodSync(folder, mode);
  return folder;
};
/** A database of its own, at a path that another may have had before. */
function newDatabase(file = join(makeFolder(), 'gatehouse.db')) {
  rmSync(file, { force: true });
  const made = openFile(file);
  made.exec('create table users (id)');
  made.close();
  return file;
}
const takeBefore = (folder: string, database: string) => {
  takeFolder(folder, database)();
  return folder;
};

const OF_ANOTHER =
  /has the copies of another database, which is \S+\.db where they are made\. Name another folder, or delete/;

const REFUSED: [string, (folder: string, database: string) => string, RegExp][] = [
  ['is not there', (folder) => join(folder, 'none'), /^There is no folder .*install -d -m 700/],
  ['is a file', (folder) => put(folder, 'file', ''), /is no folder\. With --every or --keep/],
  ['others may write', (folder) => open(folder, 0o777), /^Others may write into .*install -d/],
  ['a group may write', (folder) => open(folder, 0o770), /^Others may write into/],
  ['has the copies of another database', (folder) => takeBefore(folder, newDatabase()), OF_ANOTHER],
  [
    'has those of a database that has the same path on another machine',
    (folder, database) => {
      takeBefore(folder, database);
      newDatabase(database);
      return folder;
    },
    OF_ANOTHER,
  ],
  [
    'was taken by path alone',
    (folder, database) => dirname(put(folder, '.gatehouse-backups', `${database}\n`)),
    OF_ANOTHER,
  ],
  [
    'is in use',
    (folder, database) => {
      onTestFinished(takeFolder(folder, database));
      return folder;
    },
    /^Another process makes copies into/,
  ],
];

test.each(REFUSED)('a folder for copies that %s is refused', (_, make, says) => {
  const database = newDatabase();
  const folder = make(makeFolder(), database);
  expect(() => takeFolder(folder, database)).toThrow(says);
});

test('a database that comes into the place of another deletes none of its copies', async () => {
  const database = moveToFile();
  const folder = folderWith(1, 2);
  newDatabase(database);
  takeBefore(folder, database);
  newDatabase(database);
  await expect(makeNext(folder, database, 1)).rejects.toThrow(OF_ANOTHER);
  expect(copiesIn(folder)).toHaveLength(2);
});

test('a database has one number for good, in its copies too, and another one has another', async () => {
  const database = moveToFile();
  db();
  const drawn = identityOf(database);
  expect(drawn).toBeGreaterThan(0);
  expect(identityOf(database)).toBe(drawn);
  const file = join(makeFolder(), 'copy.db');
  expect((await backUp(file)).ok).toBe(true);
  expect(identityOf(file)).toBe(drawn);
  expect(identityOf(newDatabase())).not.toBe(drawn);
});

test('a folder is taken again once it is given back, and what was cut off there is taken away', () => {
  const folder = folderWith(1);
  const [copy] = copiesIn(folder);
  put(folder, 'gatehouse-2026-01-01T00-00-00Z.db.unfinished', '');
  put(folder, 'gatehouse-2026-01-01T00-00-00Z.db.unfinished-journal', '');
  put(folder, 'mine.unfinished', '');
  const database = newDatabase();
  takeFolder(folder, database)();
  takeFolder(folder, database)();
  expect(
    readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .sort(),
  ).toEqual([copy, 'mine.unfinished'].sort());
});

test('work is done again and again, also after it failed, and ends when it is told to', async () => {
  const end = new AbortController();
  const outcomes = [true, false, true];
  const done: number[] = [];
  await again(
    async () => {
      done.push(performance.now());
      if (done.length === 3) end.abort();
      return outcomes[done.length - 1] as boolean;
    },
    { firstMs: 0, everyMs: 200, retryMs: 20, end: end.signal },
  );
  const [first = 0, second = 0, third = 0] = done;
  expect(second - first).toBeGreaterThanOrEqual(190);
  expect(third - second).toBeGreaterThanOrEqual(15);
  expect(third - second).toBeLessThan(190);
  expect(done).toHaveLength(3);
});

/** The command that goes on, as a program hears it. */
function goingOn(database: string, folder: string) {
  const words = ['db', 'backup', folder, '--every', '1h', '--keep', '1', '--json'];
  const env = { ...QUICK_START, DATABASE_URL: `file:${database}`, LOG_LEVEL: 'silent' };
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', 'lib/operator/gatehouse.ts', ...words],
    { env: env as unknown as NodeJS.ProcessEnv, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    next: async () => JSON.parse(String((await lines.next()).value)),
    async end() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      return await ended;
    },
  };
}

test('the command goes on by itself and alone, and ends with 0 when it is asked to', async () => {
  const here = newDeployment();
  onTestFinished(() => here.remove());
  await here.seed();
  const folder = makeFolder();
  const running = goingOn(here.file, folder);
  const made = await running.next();
  expect(made).toMatchObject({ file: join(folder, String(copiesIn(folder)[0])), deleted: [] });
  const meanwhile = await here.gatehouse('db', 'backup', folder, '--keep', '1');
  expect(meanwhile).toMatchObject({ exitCode: 1, stdout: '' });
  expect(meanwhile.stderr).toContain('Another process makes copies into');
  expect(await running.end()).toEqual([0, null]);
  expect(copiesIn(folder)).toHaveLength(1);

  for (const [wrong, says] of [
    [['--every', 'often'], '--every takes a time'],
    [['--keep', '0'], '--keep takes a whole number from 1 to 10000.'],
    [['--keep', 'all'], '--keep takes a whole number'],
    [[], 'is a folder. Name a file in it, or say --keep N'],
  ] as const) {
    const refused = await here.gatehouse('db', 'backup', folder, ...wrong);
    expect(refused).toMatchObject({ exitCode: wrong.length > 0 ? 2 : 1 });
    expect(refused.stderr).toContain(says);
  }
  const inMemory = await here.run('gatehouse', ['db', 'backup', folder, '--keep', '1'], {
    DATABASE_URL: ':memory:',
  });
  expect(inMemory.stderr).toBe('A database in memory has no file to be copied.\n');
});

test('a copy that cannot be made is told, and the command goes on', async () => {
  const folder = makeFolder();
  const database = put(makeFolder(), 'broken.db', 'no database '.repeat(99));
  const running = goingOn(database, folder);
  expect(await running.next()).toEqual({
    at: expect.stringMatching(/Z$/),
    error: expect.stringMatching(/not a database/),
  });
  expect(copiesIn(folder)).toEqual([]);
  expect(await running.end()).toEqual([0, null]);
});
