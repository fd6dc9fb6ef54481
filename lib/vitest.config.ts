import { configDefaults, defineConfig } from 'vitest/config';
import { findRedis } from '../scripts/redis.mjs';

/** See lib/long.vitest.config. */
export const LONG = ['{lib,texts}/**/*.long.test.ts'];
/** What starts a Redis of its own. */
const NEEDS_REDIS = findRedis() ? [] : ['lib/redis/*.test.ts', 'lib/operator/doctor/redis.test.ts'];

export default defineConfig({
  // The condition under which `server-only` is an empty module, as in Next's own server build.
  resolve: { conditions: ['react-server'] },
  ssr: { resolve: { conditions: ['react-server'] } },
  test: {
    root: '.',
    include: ['{app,lib,drizzle,scripts,texts,client-cli,e2e/prove}/**/*.test.ts'],
    // The first need a PostgreSQL: see lib/postgres.vitest.config.
    exclude: [...configDefaults.exclude, 'lib/db/postgres/**', ...LONG, ...NEEDS_REDIS],
    env: { DATABASE_URL: ':memory:', LOG_LEVEL: 'silent', ARGON2_MEMORY_KIB: '19456' },
    testTimeout: 20_000,
    // Both of a small machine's cores: many of these tests wait for processes that they start.
    maxWorkers: 2,
  },
});
