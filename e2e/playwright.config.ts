import { defineConfig } from '@playwright/test';
import { findBrowser } from '../lib/command/browser.mjs';

const executablePath = (await findBrowser()) ?? '';

/**
 * stories/  what people do, each with and without JavaScript (`*.js.test.ts` and `*.nojs.test.ts`: only so)
 * attacks/  what must not work, over raw HTTP
 * reliability/  what must survive; `*.long.test.ts` only by `npm run reliability`
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // Real time and a real browser on a machine that may be busy: what passes only at the second try is named.
  retries: 1,
  timeout: 60_000,
  reporter: [
    ['list'],
    [
      'json',
      { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] ?? '../test-results/report.json' },
    ],
  ],
  use: {
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'js',
      testMatch: 'stories/**/*.test.ts',
      testIgnore: '**/*.nojs.test.ts',
      use: { javaScriptEnabled: true },
    },
    {
      name: 'nojs',
      testMatch: 'stories/**/*.test.ts',
      testIgnore: '**/*.js.test.ts',
      use: { javaScriptEnabled: false },
    },
    { name: 'http', testMatch: 'attacks/**/*.test.ts' },
    { name: 'reliability', testMatch: 'reliability/**/*.test.ts', testIgnore: '**/*.long.test.ts' },
    { name: 'reliability-long', testMatch: 'reliability/**/*.long.test.ts', timeout: 600_000 },
  ],
});
