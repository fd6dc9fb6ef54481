import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPython } from '../../scripts/test-programs.mjs';
import { freePort } from './server.ts';

const READY_MS = 60_000;
const FOLDER = 'e2e/examples';

export type Example = Awaited<ReturnType<typeof startExample>>;

type Told = (port: number) => Record<string, string> | Promise<Record<string, string>>;

/**
 * Starts an example of the documentation as its reader does, in its own folder and with the settings that `tell` makes for
 * its port, and waits until it answers. `words` are the command; `python` in it is the one that has the libraries.
 */
export async function startExample(name: string, words: string[], tell: Told) {
  const port = await freePort();
  const [program = '', ...rest] = words;
  let output = '';
  const child = spawn(programs()[program] ?? program, rest, {
    cwd: `${FOLDER}/${name}`,
    env: {
      PATH: process.env['PATH'],
      PORT: String(port),
      PYTHONDONTWRITEBYTECODE: '1',
      ...(await tell(port)),
    } as never,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  const url = `http://localhost:${port}`;
  await ready(child, url, () => output);
  return {
    url,
    port,
    /** Everything that it has printed. */
    output: () => output,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

const programs = (): Record<string, string> => ({
  node: process.execPath,
  python: String(findPython()),
});

async function ready(child: ChildProcess, url: string, output: () => string) {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}:\n${output()}`);
    if (await fetch(url, { redirect: 'manual' }).catch(() => null)) return;
    await sleep(50);
  }
  child.kill('SIGKILL');
  throw new Error(`It did not answer in time:\n${output()}`);
}
