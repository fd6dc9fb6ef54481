import { globSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import base, { inProcesses } from './vitest.config.ts';

const draws = (file: string) => readFileSync(file, 'utf8').includes('testing/fast-check');
const files = globSync('{lib,e2e/prove}/**/*.test.ts').filter(draws);

/** What is true of all input, with other input than in the gate, and more of it: `npm run reliability`. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    projects: inProcesses(files),
    env: { ...base.test?.env, DRAW: 'anew' },
    testTimeout: 300_000,
  },
});
