import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Stopped } from './git.mjs';

const isServer = (url) => /^postgres(ql)?:/.test(url);

/** As lib/env/root-secret reads it. */
const fileAt = (root, url) => resolve(root, url.replace(/^file:(\/\/)?/, ''));

const gatehouse = (root, args, env = {}) =>
  spawnSync(process.execPath, [join(root, 'scripts/run.mjs'), 'gatehouse', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });

/** Names that were never taken: what lies under one is somebody's last copy. */
const moment = () => new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');

/** Copies the database before anything is changed. Answers where it lies and where its copy does; says where there is none. */
export function keepData(root, tag, { isKept, say }) {
  const url = process.env.DATABASE_URL || 'file:data/gatehouse.db';
  if (isServer(url)) {
    if (isKept) return {};
    throw new Stopped(
      'The database is a PostgreSQL: make a dump with pg_dump, then run this again with --data-is-kept.',
    );
  }
  const database = fileAt(root, url);
  if (!existsSync(database)) {
    say(`There is no database at ${database}, so none is copied. If it lies elsewhere, stop here and set DATABASE_URL as the server has it.`); // biome-ignore format: one line
    return {};
  }
  const backup = `${database}.before-${tag}-${moment()}`;
  const { status, stderr } = gatehouse(root, ['db', 'backup', backup]);
  if (status !== 0) throw new Stopped(`The database could not be copied: ${stderr.trim()}`);
  say(`The database is copied into ${backup}.`);
  return { database, backup };
}

/** Lets the new version bring a copy of the database up to date, and verify its audit log. The database stays as it is. */
export function tryData(root, backup) {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-upgrade-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const stop = () => {
    remove();
    process.exit(1);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, stop);
  try {
    const copy = join(folder, 'copy.db');
    copyFileSync(backup, copy);
    const { status, stdout, stderr } = gatehouse(root, ['audit', 'verify'], {
      DATABASE_URL: `file:${copy}`,
    });
    if (status !== 0)
      throw new Stopped(
        `The new version cannot use a copy of the database: ${(stderr || stdout).trim()}`,
      );
  } finally {
    for (const signal of signals) process.off(signal, stop);
    remove();
  }
}

/**
 * Puts the copy from before in the place of the database, under its owner and rights; what was there until now is kept beside
 * it. Answers under which name. The place is taken by one rename, of a whole file.
 */
export function putBackData(root, { backup, database, tag }) {
  if (!backup || !existsSync(backup))
    throw new Stopped('There is no copy of the database from before the upgrade.');
  const aside = `${database}.after-${tag}-${moment()}`;
  const draft = `${aside}.draft`;
  const giveBack = takeServing(root, database);
  copyFileSync(backup, draft);
  const { uid, gid, mode } = statSync(existsSync(database) ? database : backup);
  chmodSync(draft, mode);
  if (process.getuid?.() === 0) chownSync(draft, uid, gid);
  const descriptor = openSync(draft, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
  for (const end of ['-wal', '-shm', ''])
    if (existsSync(database + end)) renameSync(database + end, aside + end);
  renameSync(draft, database);
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
