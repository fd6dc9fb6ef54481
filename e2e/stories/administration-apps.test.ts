import type { Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import { newDevice } from '#e2e/support/programs';
import { change, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { giveRole, type Role } from '#e2e/support/staff';
import { expect, press, pressAndRead, test } from '#e2e/support/story';

async function enterWith(page: Page, server: TestServer, role: Role) {
  const { email } = await enterNew(page, server);
  giveRole(server, email, role);
}

/** By the links of the shell and the search. */
async function openApp(page: Page) {
  await page.goto('/dashboard');
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByRole('link', { name: 'Apps', exact: true }).click();
  await page.getByLabel('Find by a part').fill('HOUSE-cl');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.waitForURL('**/admin/apps?q=*');
  await page.getByRole('link', { name: 'gatehouse CLI' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('gatehouse CLI');
}

test('an administrator sees an app and who let it in, shuts it out, and lets it ask again', async ({
  page,
  anotherPage,
  server,
}) => {
  const theirs = await anotherPage();
  const ada = await enterNew(theirs, server);
  const device = await newDevice(server);
  await theirs.goto(device.link);
  await theirs.getByRole('button', { name: 'Continue' }).click();
  await theirs.getByRole('button', { name: 'Allow' }).click();
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('You let gatehouse CLI in');
  const { access_token: token } = await device.poll();
  const opens = async () =>
    (await fetch(`${server.url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } }))
      .status;
  expect(await opens()).toBe(200);

  await enterWith(page, server, 'administrator');
  await openApp(page);
  await expect(page.locator('.facts')).toContainText('May ask');
  await expect(page.locator('.facts')).toContainText('http://127.0.0.1/callback');
  await expect(page.locator('.facts')).not.toContainText('Not yet');
  await expect(page.getByRole('listitem').filter({ hasText: ada.email })).toBeVisible();
  await press(page, 'Disable');
  await expect(page.getByRole('alert').first()).toContainText('Tick the box');
  expect(await opens()).toBe(200);
  await page.getByLabel('Shut this app out').check();
  await pressAndRead(page, 'Disable', 'The app is disabled');
  await expect(page.locator('.facts')).toContainText('Disabled since');
  await expect(page.getByText('Nobody has let it in.')).toBeVisible();
  expect(await opens()).toBe(401);

  await pressAndRead(page, 'Enable', 'The app may ask again.');
  expect(await opens()).toBe(401);
  await expect(page.locator('.facts')).toContainText('May ask');
  const log = rows(
    server,
    "select actor, detail from audit_events where type = 'client_changed' order by at desc limit 2",
  );
  expect(log.map(({ actor, detail }) => `${actor} ${detail}`).sort()).toEqual([
    'administrator client_disabled',
    'administrator client_enabled',
  ]);
});

test('support sees an app and shuts none out; after a while who does has to prove who they are', async ({
  page,
  anotherPage,
  server,
}) => {
  const theirs = await anotherPage();
  await enterWith(theirs, server, 'support');
  await openApp(theirs);
  for (const name of ['Disable', 'Enable'])
    await expect(theirs.getByRole('button', { name })).toHaveCount(0);
  expect((await theirs.goto('/admin/apps/program?id=nobody'))?.status()).toBe(404);
  await theirs.goto('/admin/apps/program');
  await expect(theirs).toHaveURL(/\/admin\/apps$/);

  await enterWith(page, server, 'administrator');
  await openApp(page);
  change(server, 'update sessions set proven_at = ?', Date.now() - 11 * 60_000);
  await page.getByLabel('Shut this app out').check();
  await press(page, 'Disable');
  await expect(page.locator('[name=password]')).toBeVisible();
  expect(rows(server, 'select id from oauth_clients where disabled_at is not null')).toEqual([]);
});
