import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import { withoutStreams } from '#e2e/support/session-stream';
import { answerTo, expect, press, test } from '#e2e/support/story';

const KB = 1000;
/** What each script of ours on these pages says, and none of Next. */
const OUR_WORDS = /titleDone|className:"(brand|summary)/;

/** Everything a page loads, by kind, in bytes as gzip makes them (fonts as they are). */
async function load(page: Page, path: string) {
  const kinds = new Map<string, string>();
  // What is asked for twice comes out of the browser's own store the second time.
  page.on('request', (request) => kinds.set(request.url(), request.resourceType()));
  await page.goto(path, { waitUntil: 'networkidle' });
  page.removeAllListeners('request');
  const files = await Promise.all(
    [...kinds].map(async ([url, kind]) => {
      const answer = await fetch(url);
      return { kind, body: Buffer.from(await answer.arrayBuffer()) };
    }),
  );
  const weigh = (kind: string) =>
    files
      .filter((file) => file.kind === kind)
      .reduce((sum, { body }) => sum + (kind === 'font' ? body : gzipSync(body)).length, 0);
  const scripts = files.filter(({ kind }) => kind === 'script').map(({ body }) => body.toString());
  const ours = scripts.filter((script) => OUR_WORDS.test(script));
  return {
    requests: files.length,
    script: weigh('script'),
    own: ours.reduce((sum, script) => sum + gzipSync(script).length, 0),
    stylesheet: weigh('stylesheet'),
    font: weigh('font'),
    scripts,
  };
}

test('the pages of strangers are light, and bring no checker of forms or passwords along', async ({
  page,
}) => {
  for (const path of ['/sign-in', '/sign-up']) {
    const weight = await load(page, path);
    // Next and React are 136 of them, and asking for a passkey is one.
    expect(weight.script, path).toBeLessThanOrEqual(145 * KB);
    expect(weight.own, path).toBeLessThanOrEqual(9 * KB);
    expect(weight.own, path).toBeGreaterThan(3 * KB);
    expect(weight.script, path).toBeGreaterThan(50 * KB);
    expect(weight.stylesheet, path).toBeLessThanOrEqual(12 * KB);
    expect(weight.stylesheet, path).toBeGreaterThan(1 * KB);
    expect(weight.font, path).toBeLessThanOrEqual(80 * KB);
    expect(weight.requests, path).toBeLessThanOrEqual(15);
    const found = ['zod', 'zxcvbn', 'argon2', 'drizzle', 'better-sqlite'].filter((name) =>
      weight.scripts.some((script) => script.includes(name)),
    );
    expect(found, path).toEqual([]);
  }
});

test('what a page loads is loaded once, and kept by the browser', async ({ page, server }) => {
  const hashed: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/_next/static/')) hashed.push(request.url());
  });
  await page.goto('/sign-in', { waitUntil: 'networkidle' });
  expect(hashed.length).toBeGreaterThan(3);
  for (const url of new Set(hashed)) {
    const answer = await fetch(url);
    expect(answer.headers.get('cache-control'), url).toBe('public, max-age=31536000, immutable');
  }
  const missing = await fetch(`${server.url}/_next/static/chunks/missing.js`);
  expect(missing.status).toBe(404);
  expect(missing.headers.get('cache-control')).toMatch(/no-store/);
});

test('nothing jumps while fonts load or an error appears, and the largest thing painted is text', {
  tag: '@long',
}, async ({ page, server }) => {
  await page.addInitScript(() => {
    const seen = { shift: 0, largest: '' };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[])
        if (!entry.hadRecentInput) seen.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => {
      const entry = list.getEntries().at(-1) as PerformanceEntry & { element?: Element };
      seen.largest = entry.element?.tagName ?? '';
    }).observe({ type: 'largest-contentful-paint', buffered: true });
  });
  const seen = () =>
    page.evaluate(
      () =>
        new Promise<{ shift: number; largest: string }>((done) => {
          const result = (window as unknown as { seen: { shift: number; largest: string } }).seen;
          requestAnimationFrame(() => requestAnimationFrame(() => done(result)));
        }),
    );
  const expectCalm = async (path: string) => {
    await page.evaluate(() => document.fonts.ready);
    const { shift, largest } = await seen();
    expect(shift, path).toBe(0);
    expect(largest, path).toMatch(/^(H1|H2|P|LABEL|A|DD|LI|SPAN)$/);
  };
  for (const path of ['/', '/sign-in', '/sign-up', '/nowhere']) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await expectCalm(path);
  }
  await page.goto('/sign-in', { waitUntil: 'networkidle' });
  await answerTo(page, () => press(page, 'Sign in'));
  await expect(page.locator('.summary')).toBeFocused();
  // That it comes moves what stands below, and counts as a jump where the answer took longer than half a second.
  await page.evaluate(() => {
    (window as unknown as { seen: { shift: number } }).seen.shift = 0;
  });
  await expectCalm('/sign-in with errors');
  await enterNew(page, server);
  await withoutStreams(page);
  for (const path of ['/dashboard', '/settings/sessions']) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await expectCalm(path);
  }
});
