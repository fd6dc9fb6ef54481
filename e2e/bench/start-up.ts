import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnBare, stopProcess } from '#e2e/bench/bare';
import { type Finding, ratios } from '#e2e/bench/finding';
import { cpuMs } from '#e2e/bench/process';
import { bareApp } from '#e2e/bench/servers';
import { freePort } from '#e2e/support/server';
import { QUICK_START } from '#lib/testing/deployment.test-support';

const ROUNDS = 7;
const LONGEST_MS = 30_000;
const EVERY_MS = 5;

/** From starting the server process to its first page, on a database that is there already. */
export async function startUp(): Promise<Finding[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-'));
  const bare = bareApp();
  const ours = (port: number) => spawnOurs(folder, port);
  await firstAnswer(ours, '/sign-in');
  const rounds: [Taken, Taken][] = [];
  for (let nth = 0; nth < ROUNDS; nth++) {
    const theirs = await firstAnswer((port) => spawnBare(bare, port), '/dashboard');
    rounds.push([await firstAnswer(ours, '/sign-in'), theirs]);
  }
  const compare = (what: keyof Taken) =>
    ratios(
      rounds.map(([one, other]) => [one[what], other[what]]),
      'ms',
    );
  rmSync(folder, { recursive: true, force: true });
  return [
    {
      what: 'start to first answer',
      against: 'a bare Next app',
      ...compare('wall'),
      detail: `${compare('wall').detail}; processor time ${compare('cpu').detail}`,
      atMost: 1.5,
      aim: 1.2,
    },
  ];
}

function spawnOurs(folder: string, port: number): ChildProcess {
  const env = {
    NODE_ENV: 'production' as const,
    PATH: process.env['PATH'] ?? '',
    ...QUICK_START,
    PORT: String(port),
    DATABASE_URL: `file:${join(folder, 'gatehouse.db')}`,
  };
  return spawn(process.execPath, ['lib/server/http/serve.ts'], { env, stdio: 'ignore' });
}

type Taken = { wall: number; cpu: number };

/** Milliseconds until the page was there; the server is stopped then. */
async function firstAnswer(start: (port: number) => ChildProcess, path: string): Promise<Taken> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = start(port);
  while (!(await isThere(`http://localhost:${port}${path}`))) {
    if (child.exitCode !== null || performance.now() - startedAt > LONGEST_MS)
      throw new Error(`A server did not answer ${path}.`);
    await sleep(EVERY_MS);
  }
  const took = { wall: performance.now() - startedAt, cpu: cpuMs(child.pid as number) };
  await stopProcess(child);
  return took;
}

async function isThere(url: string): Promise<boolean> {
  const page = await fetch(url).catch(() => null);
  await page?.text();
  return page?.ok === true;
}
