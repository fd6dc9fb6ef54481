import { randomBytes } from 'node:crypto';
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than anything that is done under it. */
const STALE_MS = 60_000;
const PATIENCE_MS = 20_000;
const PAUSE_MS = 50;

/**
 * Does something while no other copy of the program does it. A lock whose holder has died, or that is a
 * minute old, is taken over. After 20 seconds of waiting a process goes on without it: what is done here must then be
 * harmless, only wasteful.
 */
export async function locked(path, work, { patienceMs = PATIENCE_MS } = {}) {
  const mine = `${hostname()} ${process.pid} ${randomBytes(6).toString('hex')}`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const deadline = Date.now() + patienceMs;
  while (!take(path, mine) && Date.now() < deadline) {
    removeStale(path);
    await sleep(PAUSE_MS);
  }
  try {
    return await work();
  } finally {
    if (read(path) === mine) rmSync(path, { force: true });
  }
}

function take(path, mine) {
  try {
    writeFileSync(path, mine, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function removeStale(path) {
  const seen = read(path);
  if (seen === null || !isStale(path, seen)) return;
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(path, aside);
    // Somebody else was faster, and this is already the lock of the next one: it goes back.
    if (read(aside) !== seen) linkSync(aside, path);
  } catch {
    // Gone, or there again: the next look will tell.
  }
  rmSync(aside, { force: true });
}

function isStale(path, seen) {
  const [host, pid] = seen.split(' ');
  if (host === hostname() && Number(pid) > 0 && !isAlive(Number(pid))) return true;
  const { mtimeMs = Date.now() } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return Date.now() - mtimeMs > STALE_MS;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code !== 'ESRCH';
  }
}
