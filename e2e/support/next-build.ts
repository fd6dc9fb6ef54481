import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const NEXT = 'node_modules/next/dist/bin/next';
export const BUILD_MS = 300_000;

/**
 * Builds a Next.js app of somebody else, in a folder below this project. Next takes what lies in the folders above for its
 * own, so the folder says where its root is, and has the packages as hard links.
 */
export async function buildNext(home: string) {
  await run('cp', ['-al', resolve('node_modules'), home]);
  writeFileSync(
    join(home, 'next.config.mjs'),
    'export default { turbopack: { root: import.meta.dirname } };',
  );
  const env = { PATH: process.env['PATH'], NEXT_TELEMETRY_DISABLED: '1' } as never;
  await run(process.execPath, [NEXT, 'build'], { cwd: home, env, timeout: BUILD_MS });
}
