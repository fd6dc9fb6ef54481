import { defineConfig } from '@playwright/test';
import { findPostgres } from '../scripts/postgres.mjs';
import { CHROMIUM } from './support/chromium.ts';

/** Left out where there is none: scripts/test says so. */
const NEEDS_POSTGRES = findPostgres()
  ? []
  : [
      '**/reliability/postgres.test.ts',
      '**/reliability/workers.test.ts',
      '**/reliability/two-versions.long.test.ts',
      '**/reliability/nodes-in-trouble.long.test.ts',
    ];
/** What of both runs once more at two nodes with each change; `npm run reliability` runs all: see docs/decisions/080. */
const AT_TWO_NODES = [
  '**/attacks/{account-races,account-sessions,dead-sessions}.test.ts',
  '**/stories/{account-life,administration,administration-apps,open-page.js,programs,sharing,recovery,second-try}.test.ts',
];
/** About a connection that is kept; before two nodes each ends with its first answer: see support/two-nodes. */
const KEEPS_A_CONNECTION = /requests on one connection are answered/;
/** Eight of one form at once: one of four runs failed before 081 was mended, none of twenty-four since. Left to reliability. */
const NOT_IN_GATE = /many proofs at once/;
const onNodes = (name: string, config: object) => ({
  name,
  use: { nodes: 2 as const },
  grepInvert: KEEPS_A_CONNECTION,
  ...config,
  ...(findPostgres() ? {} : { testMatch: [] }),
});

/**
 * stories/  what people do, each with and without JavaScript (`*.js.test.ts` and `*.nojs.test.ts`: only one of them)
 * attacks/  what must not work, over raw HTTP
 * conformance/  what the standards ask, row by row, over raw HTTP
 * clients/  programs that nobody here wrote, and our own command line
 * reliability/  what must survive; `*.long.test.ts` only by `npm run reliability`
 *
 * A test with the tag `@long` is left to `npm run e2e` and `npm run reliability`: see docs/decisions/024.
 */
export default defineConfig<object, { nodes: 1 | 2 }>({
  // A pattern is looked for in the whole path, also above this repository: folders are named as such.
  testMatch: '**/*.test.ts',
  outputDir: '../test-results',
  // Browsers work all the time; attacks and reliability cases mostly wait, for time-outs and mail servers. Three of the
  // first and two of the second keep two cores busy from the first test to the last.
  workers: 5,
  // A test that passes at its second try is named, and more than two of them fail the run: see scripts/test.mjs.
  retries: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [
    ['list'],
    [
      'json',
      { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? '../test-results/report.json' },
    ],
  ],
  use: {
    launchOptions: CHROMIUM,
  },
  projects: [
    {
      name: 'js',
      testDir: 'stories',
      testIgnore: '**/*.nojs.test.ts',
      use: { javaScriptEnabled: true },
      workers: 2,
    },
    {
      name: 'nojs',
      testDir: 'stories',
      testIgnore: '**/*.js.test.ts',
      use: { javaScriptEnabled: false },
      workers: 1,
    },
    {
      name: 'reliability',
      testDir: 'reliability',
      testIgnore: ['**/*.long.test.ts', ...NEEDS_POSTGRES],
      workers: 1,
    },
    // Before the many that run in any order: these follow on each other for a minute.
    { name: 'clients', testDir: 'clients' },
    { name: 'http', testDir: 'attacks' },
    { name: 'conformance', testDir: 'conformance' },
    onNodes('nodes', { testMatch: AT_TWO_NODES, grepInvert: NOT_IN_GATE, workers: 1 }),
    onNodes('js-on-nodes', {
      testDir: 'stories',
      testIgnore: '**/*.nojs.test.ts',
      use: { nodes: 2, javaScriptEnabled: true },
      workers: 2,
    }),
    onNodes('nojs-on-nodes', {
      testDir: 'stories',
      testIgnore: '**/*.js.test.ts',
      use: { nodes: 2, javaScriptEnabled: false },
      workers: 2,
    }),
    onNodes('http-on-nodes', { testDir: 'attacks', workers: 2 }),
    {
      name: 'reliability-long',
      testDir: 'reliability',
      testMatch: '**/*.long.test.ts',
      testIgnore: NEEDS_POSTGRES,
      timeout: 600_000,
    },
  ],
});
