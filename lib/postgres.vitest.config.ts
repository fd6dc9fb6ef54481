import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import base, { inProcesses, LONG } from './vitest.config.ts';

/** What is about a file, or about many processes, and was not worth running twice. */
const OF_SQLITE = [
  'lib/db/{audit-guards,seal-in-file,client,relaxed,plans,migrate,migrations}.test.ts',
  'lib/admin/asked-again.test.ts',
  'lib/assembly/{purge-relaxed,doors}.test.ts',
  'lib/accounts/hashes/sign-in.test.ts',
  'lib/server/operation.test.ts',
  'lib/mail/tls.test.ts',
  'lib/limits/who-spends.test.ts',
  'lib/accounts/stored-hash.test.ts',
  'lib/oauth/ending.test.ts',
  'lib/server/{bind,strangers,watched}.test.ts',
  'lib/operator/doctor/logout-notices.test.ts',
  'lib/operator/{doctor,gatehouse,clients,audit,users,end-of-account}.test.ts',
];
/** What reads or writes in the process of the test. */
const USES_IT =
  /#lib\/db\/(client|transaction)'|\b(emptyTables|addUser|statementsOf|everyActOfAll)\b/;

const files = globSync('lib/**/*.test.ts', { exclude: [...OF_SQLITE, ...LONG] }).filter((path) =>
  USES_IT.test(readFileSync(path, 'utf8')),
);

/** The tests of the domain on a PostgreSQL of their own: see lib/testing/own-cluster. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    projects: inProcesses(files, ['lib/testing/own-database.test-support.ts']),
    env: {
      ...base.test?.env,
      SESSION_SECRET: 'Pm3x0Jr5kzYv8QWb2cTgNq7LhSdFe9uAoiXyRtKlVMw',
    },
    globalSetup: ['lib/testing/own-cluster.test-support.ts'],
  },
});
