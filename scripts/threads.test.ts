import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '#lib/testing/database.test-support';
import { THREADS } from './threads.mjs';

/** Four threads wait for what never comes, as lookups do that no name server answers; then a password is hashed. */
const HASHES = `
  import { open } from 'node:fs';
  import { hash } from '@node-rs/argon2';
  for (let nth = 0; nth < 4; nth++) open(process.argv[1], 'r', () => {});
  await hash('a password', { memoryCost: 19456, timeCost: 2, parallelism: 1 });
  process.stdout.write('hashed');
  process.exit();
`;

/** Whether the hash is made while the four wait. */
async function hashesWith(UV_THREADPOOL_SIZE: string) {
  const pipe = join(makeFolder(), 'pipe');
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
  const child = spawn(process.execPath, ['--input-type=module', '-e', HASHES, pipe], {
    env: { ...process.env, NODE_OPTIONS: '', UV_THREADPOOL_SIZE },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const waiting = setTimeout(() => child.kill('SIGKILL'), 3_000);
  let said = '';
  child.stdout.on('data', (text) => {
    said += text;
  });
  await once(child, 'close');
  clearTimeout(waiting);
  return said === 'hashed';
}

test('names that nobody answers keep no hash waiting; with the threads that there are by default they would', async () => {
  expect(await Promise.all([hashesWith(THREADS), hashesWith('4')])).toEqual([true, false]);
});
