import type { Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import { latestMail } from '#e2e/support/mailbox';
import { change } from '#e2e/support/rows';
import { expect, press, pressAndRead, test } from '#e2e/support/story';

const PAGE = '/settings/apps';
const MAKE = 'Make the token';
const shown = (page: Page) => page.locator('p.token');

async function make(page: Page, name: string, ...may: string[]) {
  await page.locator('#name').fill(name);
  for (const one of may) await page.getByLabel(one).check();
  return press(page, MAKE);
}

test('a token is made, shown once, used, seen to be used, and ended', async ({ page, server }) => {
  const ada = await enterNew(page, server);
  await page.goto('/settings/security');
  await page.getByRole('link', { name: 'Look at them Apps and access tokens' }).click();
  await expect(page.getByText('You have made none.')).toBeVisible();

  const refused = await make(page, 'Backup of my notes');
  expect(refused.status()).toBe(422);
  await expect(page.getByRole('alert').first()).toContainText('Tick at least one thing');
  await expect(page.locator('#name')).toHaveValue('Backup of my notes');
  await page.getByLabel('It ends after').selectOption('7');
  await make(page, 'Backup of my notes', 'Read your notes and those shared with you');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your new access token');
  const token = (await shown(page).textContent()) ?? '';
  expect(token).toMatch(/^gatehouse_pat_[0-9A-Za-z]{39}$/);
  expect(page.url()).toBe(server.url + PAGE);
  expect(await latestMail(server.port, ada.email, 'An access token was made')).toContain('for 7 days'); // biome-ignore format: one line

  const ask = (path: string) =>
    fetch(`${server.url}/api/v1${path}`, { headers: { Authorization: `Bearer ${token}` } });
  await page.goto(PAGE);
  await expect(shown(page)).toHaveCount(0);
  await expect(page.getByText('not used yet')).toBeVisible();
  expect([(await ask('/notes')).status, (await ask('/me')).status]).toEqual([200, 403]);
  // The last use is written once a minute.
  change(server, 'update sessions set created_at = created_at - 120000, last_seen_at = last_seen_at - 120000 where token_name is not null'); // biome-ignore format: one line
  expect((await ask('/notes')).status).toBe(200);
  await expect(async () => {
    await page.goto(PAGE);
    await expect(page.getByText('last used')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.getByRole('listitem')).toContainText('It may: Read your notes and those shared with you. It ends on'); // biome-ignore format: one line
  await page.goto('/settings/sessions');
  await expect(page.getByRole('link', { name: '1 app or access token may use your account.' })).toHaveAttribute('href', PAGE); // biome-ignore format: one line

  await page.goto(PAGE);
  await pressAndRead(page, 'End Backup of my notes', 'That token opens nothing any more.');
  expect((await ask('/notes')).status).toBe(401);
  await page.goto('/settings/activity');
  await expect(page.getByText('An access token was made')).toBeVisible();
  await expect(page.getByText('An access token was ended')).toBeVisible();
});

test('after ten minutes it is asked once more who it is, and what was filled in stays', {
  tag: '@long',
}, async ({ page, server }) => {
  const ada = await enterNew(page, server);
  await page.goto(PAGE);
  change(server, 'update sessions set proven_at = proven_at - 660000, created_at = created_at - 660000'); // biome-ignore format: one line
  const asked = await make(page, 'Backup', 'See where you are signed in, and end sessions');
  expect(asked.status()).toBe(422);
  await expect(shown(page)).toHaveCount(0);
  await expect(page.locator('#name')).toHaveValue('Backup');
  await expect(page.getByLabel('See where you are signed in, and end sessions')).toBeChecked();
  await page.locator('#current-password').fill('wrong');
  await press(page, MAKE);
  await expect(page.getByRole('alert').first()).toContainText('not your password');
  await page.locator('#current-password').fill(ada.password);
  await press(page, MAKE);
  await expect(shown(page)).toBeVisible();
});

test('a double click makes one token, and shows it', { tag: '@long' }, async ({ page, server }) => {
  await enterNew(page, server);
  await page.goto(PAGE);
  await page.locator('#name').fill('Backup');
  await page.getByLabel('Read your notes and those shared with you').check();
  await page.getByRole('button', { name: MAKE }).dblclick();
  await expect(shown(page)).toBeVisible();
  await page.getByRole('link', { name: 'I have copied it' }).click();
  await expect(page.getByRole('button', { name: 'End Backup' })).toHaveCount(1);
});
