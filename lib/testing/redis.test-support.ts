import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { onTestFinished } from 'vitest';
import { findRedis, NO_REDIS } from '../../scripts/redis.mjs';

/** A Redis of the test's own, that keeps nothing; gone when the test is over. */
export async function startRedis(settings: Record<string, string> = {}) {
  const program = findRedis();
  if (!program) throw new Error(NO_REDIS);
  const port = await freePort();
  let server: ChildProcess;

  async function start() {
    const given = { port: String(port), save: '', bind: '127.0.0.1', ...settings };
    const words = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
    server = spawn(program as string, words, { cwd: '/', stdio: ['ignore', 'pipe', 'ignore'] });
    await ready(server);
  }

  /** As a process ends that is killed. */
  async function kill() {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  }

  await start();
  onTestFinished(kill);
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    pause: () => void server.kill('SIGSTOP'),
    goOn: () => void server.kill('SIGCONT'),
  };
}

/** Until it says so. */
function ready(server: ChildProcess) {
  return new Promise<void>((resolve, reject) => {
    let said = '';
    server.stdout?.on('data', (text) => {
      said += text;
      if (/Ready to accept connections/.test(said)) resolve();
    });
    server.once('exit', () => reject(new Error(`Redis did not start: ${said}`)));
  });
}

export async function freePort(): Promise<number> {
  const door = createServer().listen(0, '127.0.0.1');
  await once(door, 'listening');
  const { port } = door.address() as AddressInfo;
  door.close();
  await once(door, 'close');
  return port;
}
