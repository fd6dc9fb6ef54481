import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { auditPage } from '#e2e/support/audit-page';
import { writeSite } from '../../scripts/docs.mjs';

const folder = mkdtempSync(join(tmpdir(), 'gatehouse-docs-'));
const at = (path: string) => pathToFileURL(join(folder, path)).href;

test.beforeAll(() => {
  expect(writeSite(folder).faults).toEqual([]);
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the documentation is read and searched from files, and asks nobody for anything', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));

  await page.goto(at('index.html'));
  await page.keyboard.press('/');
  await page.keyboard.type('lost passkey');
  await expect(page.getByRole('status')).toHaveText(/^\d+ places/);
  await page.keyboard.press('ArrowDown');
  const hit = page.locator('#found a').first();
  await expect(hit).toBeFocused();
  const href = await hit.getAttribute('href');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new URL(href ?? '', at('index.html')).href);
  await expect(page.locator('#found')).toBeHidden();

  await page.keyboard.press('/');
  await page.keyboard.type('xyzzyplugh');
  await expect(page.getByRole('status')).toHaveText('Nothing was found.');
  await page.keyboard.press('Escape');
  await expect(page.locator('#found')).toBeHidden();

  await page.locator('#theme').click();
  await page.locator('#theme').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('link', { name: 'The security model' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The security model');

  expect(asked.length).toBeGreaterThan(10);
  expect(asked.filter((url) => !url.startsWith(at('')))).toEqual([]);
  expect(faults).toEqual([]);
});

for (const path of ['docs/index.html', 'docs/operating.html', 'docs/decisions/070-languages.html'])
  test(`${path} of the documentation breaks no rule, light or dark, on a phone or a desk`, async ({
    page,
  }) => {
    await page.goto(at(path));
    await auditPage(page);
  });
