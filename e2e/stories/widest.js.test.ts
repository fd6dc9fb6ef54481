import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { enter } from '#e2e/support/account';
import { GATED } from '#e2e/support/gated';
import { contentOf, liveALittle, PICTURE, SHOWS } from '#e2e/support/picture';
import { textOf } from '#e2e/support/png-text';
import { LIGHT, startServer } from '#e2e/support/server';
import { expect, test } from '#e2e/support/story';
import { widestPerson } from '#e2e/support/widest';

const WIDTHS = [320, 390, 700, 1280];

const SHORT = '.btn, .tag, .top a, .rail a, .count, .places a, .table td, .table thead th';

/** Buttons, tags and cells of tables of which a word is broken: they are narrower than their longest word. */
const brokenWords = (page: Page) =>
  page.locator(SHORT).evaluateAll((all) =>
    all.flatMap((element) => {
      const probe = element.cloneNode(true) as HTMLElement;
      probe.style.cssText = 'position:absolute;inline-size:min-content;overflow-wrap:normal';
      element.after(probe);
      const least = probe.getBoundingClientRect().width;
      probe.remove();
      const isNarrow = element.getBoundingClientRect().width < least - 1;
      return isNarrow && element.checkVisibility() ? [String(element.textContent)] : [];
    }),
  );

/** What is wider than the window, or is cut off where it cannot be reached. */
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('nothing breaks by length: the longest names, addresses, titles and browsers on every page', {
  tag: '@long',
}, async ({ page, server }) => {
  const person = await widestPerson(server);
  const pages = [
    ...GATED,
    '/',
    '/nowhere',
    '/admin/audit',
    '/admin/apps',
    '/admin/apps/program?id=gatehouse-cli',
    '/admin/mail',
    '/admin/system',
    '/dev/mailbox',
    `/admin/users/${person.id}`,
    ...['', '/sharing', '/delete'].map((path) => `/notes/${person.note}${path}`),
  ];
  await enter(page, server, person.session);
  for (const path of pages) {
    await page.goto(path);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      expect([path, width, await sideways(page), await brokenWords(page)]).toEqual([
        path,
        width,
        0,
        [],
      ]);
    }
  }
});

test('the name of the signed-in person can be seen at every width, and the way out is one line', async ({
  page,
  server,
}) => {
  const person = await widestPerson(server);
  await enter(page, server, person.session);
  await page.goto('/settings/profile');
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const who = page.getByRole('banner').getByTitle(person.email);
    await expect(who).toBeVisible();
    expect((await who.boundingBox())?.width, `${width}`).toBeGreaterThan(100);
    const out = await page.getByRole('button', { name: 'Sign out' }).boundingBox();
    expect(out?.height, `${width}`).toBeLessThan(50);
    expect(out?.width, `${width}`).toBeGreaterThan(80);
  }
});

test('the chosen one of several has its dot', async ({ page, server }) => {
  const person = await widestPerson(server);
  await enter(page, server, person.session);
  await page.goto('/settings/profile');
  const dots = await page.locator('input[type=radio]').evaluateAll((all) =>
    all.map((one) => {
      const { content, width } = getComputedStyle(one, '::before');
      return content !== 'none' && content !== 'normal' && Number.parseFloat(width) >= 6;
    }),
  );
  expect(dots).toEqual([true, false, false]);
});

test('what is printed has no navigation and no buttons', { tag: '@long' }, async ({
  page,
  server,
}) => {
  const person = await widestPerson(server);
  await enter(page, server, person.session);
  await page.emulateMedia({ media: 'print' });
  for (const path of ['/dashboard', '/settings/activity', '/admin/users']) {
    await page.goto(path);
    await expect(page.locator('h1')).toBeVisible();
    for (const hidden of ['.top', '.rail', '.btn', '.skip'])
      for (const one of await page.locator(hidden).all()) await expect(one).toBeHidden();
  }
});

test('a letter of the other half of Europe is drawn in the face of the others', async ({
  page,
}) => {
  await page.goto('/sign-in');
  await page.locator('h1').evaluate((heading) => {
    heading.textContent = 'Łukasz Dvořák-Şimşek';
  });
  await expect
    .poll(() =>
      page.evaluate(async () => {
        await document.fonts.ready;
        return [...document.fonts].filter(
          ({ status, unicodeRange }) => status === 'loaded' && /^U\+100-/i.test(unicodeRange),
        ).length;
      }),
    )
    .toBeGreaterThan(0);
});

test('the picture in README.md shows the dashboard as it is now', { tag: '@long' }, async ({
  browser,
}) => {
  const server = await startServer(LIGHT);
  try {
    const page = await liveALittle(browser, server);
    await page.goto('/dashboard');
    const now = await contentOf(page);
    expect(now, 'take it anew: npm run picture').toBe(textOf(readFileSync(PICTURE), SHOWS));
  } finally {
    for (const context of browser.contexts()) await context.close();
    await server.remove();
  }
});
