import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { findRedis } from '../scripts/redis.mjs';

/** See lib/long.vitest.config. */
export const LONG = ['{lib,texts}/**/*.long.test.ts'];
/** What starts a Redis of its own. */
const NEEDS_REDIS = findRedis() ? [] : ['lib/redis/*.test.ts', 'lib/operator/doctor/redis.test.ts'];

/** What replaces or forgets a module does so for the whole process, and what lists the statements of an act wants no others. */
const NEEDS_PROCESS = /\bvi\.((do)?[mM]ock|resetModules)\(|\bstatementsOf\b/;

/**
 * The files in two groups: some run each in a process of its own, and the others one after the other in
 * a process for each core, which has loaded everything by then. See docs/decisions/024.
 */
export function inProcesses(files: string[], setupFiles: string[] = []) {
  const needsProcess = (file: string) => NEEDS_PROCESS.test(readFileSync(file, 'utf8'));
  const group = (name: string, isolate: boolean, more: string[]) => ({
    extends: true as const,
    test: {
      name,
      isolate,
      include: files.filter((file) => needsProcess(file) === isolate),
      setupFiles: ['lib/testing/no-dns.test-support.ts', ...more, ...setupFiles],
    },
  });
  return [
    group('together', false, ['lib/testing/next-file.test-support.ts']),
    group('alone', true, []),
  ];
}

const files = globSync(
  '{app,lib,drizzle,scripts,texts,client-cli,witness,e2e/prove}/**/*.test.ts',
  {
    // The first need a PostgreSQL: see lib/postgres.vitest.config.
    exclude: ['lib/db/postgres/**', ...LONG, ...NEEDS_REDIS],
  },
);

export default defineConfig({
  // The condition under which `server-only` is an empty module, as in Next's own server build.
  resolve: { conditions: ['react-server'] },
  ssr: { resolve: { conditions: ['react-server'] } },
  test: {
    root: '.',
    projects: inProcesses(files),
    env: { DATABASE_URL: ':memory:', LOG_LEVEL: 'silent', ARGON2_MEMORY_KIB: '19456' },
    testTimeout: 20_000,
    // Both of a small machine's cores: many of these tests wait for processes that they start.
    maxWorkers: 2,
  },
});
