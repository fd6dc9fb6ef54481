import { globSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import base, { inProcesses, LONG } from './vitest.config.ts';

/** What compiles or tests a copy of the sources, or counts to a hundred thousand: `npm run reliability`. */
export default defineConfig({
  ...base,
  test: { ...base.test, projects: inProcesses(globSync(LONG)) },
});
