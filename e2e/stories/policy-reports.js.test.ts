import type { Page } from '@playwright/test';
import { test as behindTls } from '#e2e/support/behind-tls';
import { startSink } from '#e2e/support/raw-socket';
import type { TestServer } from '#e2e/support/server';
import { expect, test } from '#e2e/support/story';
import { violationsIn } from '#e2e/support/violations';
import { findBrowser } from '../../scripts/browser.mjs';

// Chromium without a window sends no reports this way, and with one would collect them for up to a minute.
const executablePath = (await findBrowser()) ?? '';
const deployed = behindTls.extend({
  launchOptions: [
    async ({ launchOptions }, use) =>
      use({
        ...launchOptions,
        executablePath,
        args: [...(launchOptions.args ?? []), '--short-reporting-delay'],
      }),
    { scope: 'worker' },
  ],
});

/** What is said of a refusal in the browser, and that it was wanted, before it is refused. */
const REFUSED =
  /violates the following Content Security Policy directive|sent elsewhere: .*seen\.png/;

/** Does two things on a page that our policy forbids; each must be in the log once, and have come to nothing. */
async function expectReports(page: Page, server: TestServer) {
  const elsewhere = await startSink();
  const before = violationsIn(server).length;
  const since = () => violationsIn(server).slice(before);
  const noted = () => since().map(({ directive, page: at }) => [directive, at]);
  const [script, image] = ['script-src-attr', 'img-src'].map((directive) => [
    directive,
    `${server.url}/sign-in`,
  ]);
  await page.goto('/sign-in?next=%2Fdashboard');
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<details open ontoggle="name = `it ran`">');
  });
  await expect.poll(noted, { timeout: 30_000 }).toEqual([script]);
  await page.evaluate((port) => {
    const src = `http://127.0.0.1:${port}/seen.png?by=all`;
    document.body.append(Object.assign(new Image(), { src }));
  }, elsewhere.port);
  await expect.poll(noted, { timeout: 30_000 }).toEqual([script, image]);
  expect(since().map(({ blocked }) => blocked)).toEqual([
    'inline',
    expect.stringMatching(new RegExp(`^https?://127\\.0\\.0\\.1:${elsewhere.port}/seen\\.png$`)),
  ]);
  expect(await page.evaluate(() => window.name)).toBe('');
  expect(elsewhere.calls()).toBe(0);
  elsewhere.close();
}

test('what a browser refuses on a page is one line in the log', async ({ page, server, watch }) => {
  watch.allow(REFUSED);
  await expectReports(page, server);
});

deployed(
  'a browser reports through the proxy too, and is not taken for a forger',
  async ({ page, server, watch }) => {
    watch.allow(REFUSED);
    await expectReports(page, server);
    expect(server.output()).not.toContain('malicious_csrf');
  },
);
