import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeFolder } from '#lib/testing/database.test-support';
import { openFile } from '#lib/testing/open-file.test-support';

vi.setConfig({ testTimeout: 30_000 });

/** A program of these lines, and what it says next. */
function start(lines: string) {
  const words = ['--conditions=react-server', '--input-type=module', '-e', lines];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = createInterface(child.stdout)[Symbol.asyncIterator]();
  return { child, next: async () => String((await said.next()).value) };
}

/** Whether it is at work: what has ended and was not asked for yet is not. */
function isAlive(pid: number) {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && !/\) [ZX] /.test(readFileSync(file, 'utf8'));
}

test.skipIf(process.platform !== 'linux').each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'a rehearsal that gets %s leaves no folder and no program behind',
  async (signal) => {
    // The program that verifies has to wait for this one.
    const copy = join(makeFolder(), 'copy.db');
    const held = openFile(copy);
    onTestFinished(() => void held.close());
    held.exec('begin exclusive');
    const { child, next } = start(`
      import { readFileSync } from 'node:fs';
      import { inFolder } from '#lib/operator/rehearsal/in-folder';
      import { verifyCopy } from '#lib/operator/rehearsal/on-copy';
      await inFolder(async (folder) => {
        const verifying = verifyCopy(${JSON.stringify(copy)}, null);
        console.log(folder);
        console.log(readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8').trim());
        await verifying;
      });`);
    const [folder, verifier] = [await next(), Number(await next())];
    expect([existsSync(folder), isAlive(verifier)]).toEqual([true, true]);
    child.kill(signal);
    await once(child, 'exit');
    expect(existsSync(folder)).toBe(false);
    await expect.poll(() => isAlive(verifier), { timeout: 500 }).toBe(false);
  },
);

const SERVES =
  "import { endWithStarter } from '#lib/server/rehearsal'; endWithStarter(); console.log('serves');";

test('a server that proves a backup ends when its starter is gone, however that ended', async () => {
  const { child, next } = start(`${SERVES} setInterval(() => {}, 1000);`);
  expect(await next()).toBe('serves');
  child.stdin.destroy();
  expect(await once(child, 'exit')).toEqual([1, null]);
});

test('such a server ends by itself as any other does, while its starter waits', async () => {
  const { child } = start(SERVES);
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('the server asks for that before it does anything, and its starter gives it the line', () => {
  const serve = readFileSync('lib/server/http/serve.ts', 'utf8');
  expect(serve).toContain('if (isRehearsal(process.env[REHEARSAL])) endWithStarter();');
  expect(readFileSync('lib/operator/rehearsal/on-copy.ts', 'utf8')).toContain(
    "stdio: ['pipe', 'ignore', 'pipe']",
  );
});
