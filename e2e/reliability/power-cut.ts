import { randomInt } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import Database from 'better-sqlite3';
import { countAcknowledged, keepBusy } from '../support/acknowledged.ts';
import { addPeople } from '../support/people.ts';
import { LIGHT, startServer, type TestServer } from '../support/server.ts';
import { expectKept, expectSoundDatabase } from '../support/sound-database.ts';

const WAL_HEADER = 32;
const FRAME = 24 + 4096;

/** Whether every thread of a process stands still: a signal is sent long before it is obeyed. */
const standsStill = (pid: number) =>
  readdirSync(`/proc/${pid}/task`).every((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1').includes(') T '),
  );

/** Stops a busy server in the middle of it, as a power cut would, and copies what lies on the disk. */
async function freeze(server: TestServer, to: string) {
  mkdirSync(to, { recursive: true });
  const copy = join(to, 'gatehouse.db');
  process.kill(server.pid(), 'SIGSTOP');
  try {
    await expect.poll(() => standsStill(server.pid()), { intervals: [1] }).toBe(true);
    for (const suffix of ['', '-wal', '-shm'])
      copyFileSync(server.database + suffix, copy + suffix);
  } finally {
    process.kill(server.pid(), 'SIGCONT');
  }
  return copy;
}

/**
 * The bytes of the log that a cut can reach. What is being written home was on the disk before that began,
 * or the file itself may already hold a part of it: SQLite notes it as `nBackfillAttempted` (walformat).
 */
function reach(copy: string): [from: number, to: number] {
  const index = readFileSync(`${copy}-shm`);
  const [frames, writtenHome] = [index.readUInt32LE(16), index.readUInt32LE(128)];
  return [WAL_HEADER + writtenHome * FRAME, WAL_HEADER + frames * FRAME];
}

type Cut = (wal: string, at: number, end: number) => void;

const CUTS: Record<string, Cut> = {
  'nothing, and no index': () => {},
  'the log cut off': (wal, at) => truncateSync(wal, at),
  'the tail of the log zeroed': (wal, at, end) => overwrite(wal, at, Buffer.alloc(end - at)),
  'a torn page': (wal, at, end) => overwrite(wal, at, Buffer.alloc(Math.min(512, end - at), 0xa5)),
};

function overwrite(file: string, at: number, bytes: Buffer) {
  const opened = openSync(file, 'r+');
  writeSync(opened, bytes, 0, bytes.length, at);
  closeSync(opened);
}

const historyOf = (file: string) => {
  const database = new Database(file);
  const events = database.prepare('select id from audit_events order by rowid').pluck().all();
  database.close();
  return events;
};

/** The tables are in the file before anything is cut: what is lost is what happened, not that there are tables. */
function writeLogHome(file: string) {
  const database = new Database(file, { timeout: 5_000 });
  database.pragma('wal_checkpoint(FULL)');
  database.close();
}

/** Damages copies of one moment in every way; answers how many of them lost something by it. */
function expectBeginnings(original: string): number {
  const [from, to] = reach(original);
  const copies = Object.entries(CUTS).map(([how, damage], index) => {
    const folder = `${dirname(original)}-${index}`;
    mkdirSync(folder);
    const copy = join(folder, 'gatehouse.db');
    for (const suffix of ['', '-wal']) copyFileSync(original + suffix, copy + suffix);
    const at = from < to ? randomInt(from, to) : to;
    damage(`${copy}-wal`, at, to);
    return { how, copy, at };
  });
  const history = historyOf(copies[0]?.copy ?? '');
  return copies.filter(({ how, copy, at }) => {
    const left = historyOf(copy);
    expect(left, `${how} at ${at} of ${from}–${to}`).toEqual(history.slice(0, left.length));
    expectSoundDatabase(copy);
    return left.length < history.length;
  }).length;
}

/**
 * Freezes a busy server a few times and damages the end of the log in each copy in every way: each must
 * open, be sound, and hold exactly a beginning of what happened. The last undamaged one must serve.
 */
async function cutPower(server: TestServer, cuts: number) {
  let shortened = 0;
  const people = await addPeople(server, 40);
  writeLogHome(server.database);
  const { acknowledged, stop } = keepBusy(server, people);
  let served = '';
  let known = {
    accounts: [...acknowledged.accounts],
    alive: new Set(acknowledged.alive),
    ended: new Set(acknowledged.ended),
  };
  try {
    for (let cut = 0; cut < cuts; cut++) {
      const before = countAcknowledged(acknowledged);
      await expect
        .poll(() => countAcknowledged(acknowledged), { timeout: 60_000 })
        .toBeGreaterThan(before + 5);
      known = {
        accounts: [...acknowledged.accounts],
        alive: new Set(acknowledged.alive),
        ended: new Set(acknowledged.ended),
      };
      const original = await freeze(server, join(server.folder, `cut-${cut}`));
      try {
        shortened += expectBeginnings(original);
      } catch (error) {
        for (const suffix of ['', '-wal', '-shm'])
          await test.info().attach(`gatehouse.db${suffix}`, { path: original + suffix });
        throw error;
      }
      served = original;
    }
  } finally {
    await stop();
  }
  return { shortened, served, known };
}

export async function cutPowerAndServe(cuts: number) {
  const server = await startServer(LIGHT);
  try {
    const { shortened, served, known } = await cutPower(server, cuts);
    await server.stop();
    for (const suffix of ['', '-wal', '-shm'])
      copyFileSync(served + suffix, server.database + suffix);
    await server.start();
    expectSoundDatabase(server.database);
    await expectKept(server, known);
    return shortened;
  } finally {
    await server.remove();
  }
}
