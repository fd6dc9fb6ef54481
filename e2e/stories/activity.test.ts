import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { enterNew, newAccount } from '#e2e/support/account';
import { ageProofs } from '#e2e/support/account-acts';
import { writeNote } from '#e2e/support/note-pages';
import { sendForm } from '#e2e/support/plain-form';
import { expect, press, test } from '#e2e/support/story';
import { signIn } from '#e2e/support/test';

const PAGE = '/settings/activity';
const HOSTILE = '=HYPERLINK("https://evil.test")';

const events = (page: Page) => page.getByRole('region', { name: 'Events' }).getByRole('listitem');
const chosen = (page: Page, name: string) =>
  page.getByRole('link', { name, exact: true }).and(page.locator('[aria-current]'));

async function downloaded(page: Page, button: string) {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test('activity is narrowed by kind and device, says what it is about, and is taken along', async ({
  page,
  server,
  network,
}) => {
  // In this very browser: its session says what that calls itself.
  const ada = await newAccount(server);
  await page.goto('/sign-in');
  await signIn(page, ada);
  await page.waitForURL('**/dashboard');
  const wrong = { email: ada.email, password: 'not this one at all' };
  await sendForm(server.url, '/sign-in', wrong, {
    'User-Agent': HOSTILE,
    'X-Forwarded-For': network,
  });
  await writeNote(page, 'Launch plan', 'soon');
  await page.goto(PAGE);
  await expect(page.getByRole('heading', { level: 3 })).toContainText('Today');
  await expect(chosen(page, 'Everything')).toBeVisible();
  await expect(events(page).first()).toContainText('You created “Launch plan”');

  await page.getByRole('link', { name: 'Refused', exact: true }).click();
  await expect(chosen(page, 'Refused')).toBeVisible();
  await expect(events(page)).toHaveCount(1);
  await expect(events(page)).toContainText('A wrong password was tried');

  const csv = await downloaded(page, 'Download as CSV');
  expect(csv.name).toBe('my-activity.csv');
  expect(csv.text.split('\r\n')).toHaveLength(3);
  expect(csv.text).toContain(`"'=HYPERLINK(""https://evil.test"")"`);
  expect(csv.text).not.toContain('Launch plan');

  await page.locator('summary').filter({ hasText: 'Device' }).click();
  await page.getByRole('link', { name: /, which you are using$/ }).click();
  await expect(page.getByText('Nothing that fits has happened')).toBeVisible();
  await page.getByRole('link', { name: 'Your notes', exact: true }).click();
  await expect(events(page)).toHaveCount(1);
  await expect(page).toHaveURL(/\?kind=things&device=[0-9a-f-]{36}$/);
  const json = await downloaded(page, 'Download as JSON');
  expect(JSON.parse(json.text)).toMatchObject([{ says: 'You created “Launch plan”', type: 'sensitive_create' }]); // biome-ignore format: one line

  ageProofs(server, ada.email);
  await press(page, 'Download as JSON');
  await expect(page).toHaveURL(/\/confirm\?next=/);
});

for (const [query, says] of [
  ['kind=nothing', 'There is no such kind of event.'],
  ['device=nothing', 'There is no such device.'],
  ['kind=%3Cscript%3E&device=%00', 'There is no such kind of event.'],
] as const)
  test(`an address that asks for ${query} is told, and shows everything`, async ({
    page,
    server,
  }) => {
    await enterNew(page, server);
    const answer = await page.goto(`${PAGE}?${query}`);
    expect(answer?.status()).toBe(200);
    await expect(page.getByRole('alert').first()).toContainText(says);
    await expect(events(page)).toHaveCount(1);
  });
