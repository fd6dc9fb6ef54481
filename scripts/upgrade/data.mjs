import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Stopped } from './git.mjs';

const urlOf = () => process.env.DATABASE_URL || 'file:data/gatehouse.db';

/** The file of the database; null while there is none. */
function fileOf(root) {
  if (!urlOf().startsWith('file:')) return null;
  const file = resolve(root, urlOf().slice('file:'.length));
  return existsSync(file) ? file : null;
}

const gatehouse = (root, args, env = {}) =>
  spawnSync(process.execPath, [join(root, 'scripts/run.mjs'), 'gatehouse', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });

/** Copies the database before anything is changed; null where there is nothing to copy. */
export function keepData(root, tag, { isKept }) {
  if (/^postgres/.test(urlOf()) && !isKept)
    throw new Stopped(
      'The database is a PostgreSQL: make a dump with pg_dump, then run this again with --data-is-kept.',
    );
  const file = fileOf(root);
  if (!file) return null;
  const backup = `${file}.before-${tag}`;
  rmSync(backup, { force: true });
  const { status, stderr } = gatehouse(root, ['db', 'backup', backup]);
  if (status !== 0) throw new Stopped(`The database could not be copied: ${stderr.trim()}`);
  return backup;
}

/** Lets the new version bring a copy of the database up to date, and verify its audit log. The database stays as it is. */
export function tryData(root, backup) {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-upgrade-'));
  const copy = join(folder, 'copy.db');
  try {
    copyFileSync(backup, copy);
    const { status, stdout, stderr } = gatehouse(root, ['audit', 'verify'], {
      DATABASE_URL: `file:${copy}`,
    });
    if (status !== 0)
      throw new Stopped(
        `The new version cannot use a copy of the database: ${(stderr || stdout).trim()}`,
      );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Puts the copy from before in the place of the database, which is kept beside it. Answers under which name. */
export function putBackData(root, backup, tag) {
  if (!backup || !existsSync(backup))
    throw new Stopped('There is no copy of the database from before the upgrade.');
  const file = resolve(root, urlOf().slice('file:'.length));
  const aside = `${file}.after-${tag}`;
  const giveBack = takeServing(root, file);
  for (const end of ['', '-wal', '-shm'])
    if (existsSync(file + end)) renameSync(file + end, aside + end);
  copyFileSync(backup, file);
  giveBack();
  return aside;
}

/** The lock that a server holds while it serves: see lib/db/lock.ts. */
function takeServing(root, file) {
  const Database = createRequire(join(root, 'package.json'))('better-sqlite3');
  const lock = new Database(`${file}.serving`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch {
    lock.close();
    throw new Stopped('A server uses the database. Stop it, then run this again.');
  }
}
