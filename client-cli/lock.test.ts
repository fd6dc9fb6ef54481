import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { locked } from './lock.mjs';

let home: string;
let path: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gatehouse-cli-'));
  path = join(home, 'cli.lock');
});
afterEach(() => rmSync(home, { recursive: true }));

const gone = () => Number(spawnSync(process.execPath, ['-p', 'process.pid']).stdout);

test('one does it at a time, also when the one before fails', async () => {
  let inside = 0;
  const work = async () => {
    expect(++inside).toBe(1);
    await sleep(5);
    inside--;
    throw new Error('failed');
  };
  const done = await Promise.allSettled(Array.from({ length: 10 }, () => locked(path, work)));
  expect(done.map(({ status }) => status)).toEqual(Array(10).fill('rejected'));
  expect(readdirSync(home)).toEqual([]);
});

test('a lock whose holder has died is taken over', async () => {
  writeFileSync(path, `${hostname()} ${gone()} left`);
  expect(await locked(path, async () => existsSync(path))).toBe(true);
  expect(readdirSync(home)).toEqual([]);
});

test('a lock of another machine is taken over when it is a minute old, and not before', async () => {
  writeFileSync(path, 'elsewhere 1 left');
  const held = await locked(path, async () => existsSync(path), { patienceMs: 200 });
  expect(held).toBe(true);
  expect(readdirSync(home)).toEqual(['cli.lock']);
  const old = new Date(Date.now() - 61_000);
  utimesSync(path, old, old);
  await locked(path, async () => undefined);
  expect(readdirSync(home)).toEqual([]);
});

test('a process that has waited long enough goes on, and leaves the lock of the other alone', async () => {
  writeFileSync(path, `${hostname()} ${process.pid} busy`);
  expect(await locked(path, async () => 'done', { patienceMs: 200 })).toBe('done');
  expect(readdirSync(home)).toEqual(['cli.lock']);
});
