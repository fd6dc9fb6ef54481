import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { QUICK_START } from '#lib/testing/deployment.test-support';
import { listenTo } from './mailbox.ts';

const READY_MS = 30_000;

/** The least work a hash may take, for tests that are about something else. */
export const LIGHT = { ARGON2_MEMORY_KIB: '19456', ARGON2_TIME: '2' };

/** A production server of our own, on its own database, on loopback. */
export type TestServer = Awaited<ReturnType<typeof startServer>>;

/**
 * Starts the built server the way `npm start` does, on a free port and a new database (or the folder
 * given), and waits until it is ready. Behaves as if one proxy stood in front of it, so that each test can
 * be a network of its own; `env` changes that and anything else.
 */
export async function startServer(
  env: Record<string, string> = {},
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-')),
  /** Where the build and the sources lie. */
  home = '.',
) {
  const port = Number(env['PORT'] ?? (await freePort()));
  const url = env['APP_URL'] ?? `http://localhost:${port}`;
  const database = join(folder, 'gatehouse.db');
  const settings = {
    PORT: String(port),
    DATABASE_URL: `file:${database}`,
    TRUSTED_PROXY_HOPS: '1',
    ...env,
  };
  let output = '';
  let child: ChildProcess;

  async function start() {
    child = spawn(process.execPath, ['lib/server/http/serve.ts'], {
      cwd: home,
      env: {
        NODE_ENV: 'production',
        PATH: process.env['PATH'] ?? '',
        ...QUICK_START,
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.on('data', (text) => {
      output += text;
    });
    child.stderr?.on('data', (text) => {
      output += text;
    });
    await ready();
  }

  async function ready() {
    const deadline = Date.now() + READY_MS;
    while (Date.now() < deadline) {
      if (child.exitCode !== null)
        throw new Error(`The server ended with ${child.exitCode}:\n${output}`);
      const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
      if (answer?.ok) return;
      await sleep(50);
    }
    // Nobody who could end it has it yet.
    child.kill('SIGKILL');
    throw new Error(`The server was not ready in time:\n${output}`);
  }

  async function stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  }

  listenTo(port, () => output);
  await start();
  return {
    url,
    port,
    /** Where it lies: the path of a file, or an address. */
    database: database as string,
    /** What an operator's command is told of it. */
    settings: { DATABASE_URL: settings.DATABASE_URL } as Record<string, string>,
    folder,
    /** The process, as the system names it. */
    pid: () => child.pid as number,
    /** Everything the server has printed. */
    output: () => output,
    start,
    /** Ends the process, or waits for its end, and answers its exit code; null after a signal. */
    stop,
    async remove() {
      await stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0);
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
