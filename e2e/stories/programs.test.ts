import type { Locator, Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import { latestMail } from '#e2e/support/mailbox';
import { allowApps, newApp, newDevice } from '#e2e/support/programs';
import { change } from '#e2e/support/rows';
import { expect, press, test } from '#e2e/support/story';

const LASTS = 'It stays signed in for up to 90 days, and for 14 days without use.';

/** How a button looks, as far as that could make one of two the easier to press. */
const looksOf = (button: Locator) =>
  button.evaluate((element) => {
    const style = getComputedStyle(element);
    const { backgroundColor, color, border, borderRadius, boxShadow, opacity } = style;
    const { padding, fontSize, fontWeight, textDecoration, inlineSize, blockSize } = style;
    return [
      element.className,
      ...[backgroundColor, color, border, borderRadius, boxShadow, opacity],
      ...[padding, fontSize, fontWeight, textDecoration, inlineSize, blockSize],
    ];
  });

async function type(page: Page, code: string) {
  await page.goto('/device');
  await page.getByLabel('Code').fill(code);
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('a device is let in by the code it shows, appears among the sessions, and is ended there', async ({
  page,
  server,
}) => {
  const ada = await enterNew(page, server);
  const device = await newDevice(server);
  await type(page, device.code.toLowerCase());
  await expect(
    page.getByRole('heading', { name: 'Allow gatehouse CLI to use your account?' }),
  ).toBeVisible();
  await expect(page.getByText(ada.email)).toBeVisible();
  await expect(page.getByText('gatehouse CLI on Linux')).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveText([
    'Read your account: name, address, role',
    'Read your notes and those shared with you',
  ]);
  await expect(page.getByText(LASTS)).toBeVisible();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You let gatehouse CLI in');
  const tokens = await device.poll();
  expect(tokens['token_type']).toBe('Bearer');
  await latestMail(server.port, ada.email, 'You let a program in');

  await page.goto('/settings/apps');
  await expect(page.getByRole('heading', { name: 'gatehouse CLI on Linux' })).toBeVisible();
  const row = page.getByRole('listitem').filter({ hasText: 'gatehouse CLI on Linux' });
  await expect(row).toContainText(
    /It may: Read your account: name, address, role; Read your notes and those shared with you\. It ends on .+ at the latest\./,
  );
  await page.getByRole('button', { name: 'Sign out gatehouse CLI on Linux' }).click();
  await expect(page.getByText('That app is signed out.')).toBeVisible();
  const me = await fetch(`${server.url}/api/v1/me`, {
    headers: { Authorization: `Bearer ${tokens['access_token']}` },
  });
  expect(me.status).toBe(401);
  await page.goto('/settings/activity');
  await expect(page.getByText('gatehouse CLI was let in')).toBeVisible();
});

test('the link that a device shows brings its code along, which still has to be confirmed', {
  tag: '@long',
}, async ({ page, server }) => {
  await enterNew(page, server);
  const device = await newDevice(server);
  await page.goto(device.link);
  await expect(page.getByLabel('Code')).toHaveValue(device.code);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Deny' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You turned gatehouse CLI away');
  expect((await device.poll())['error']).toBe('access_denied');
});

test('a wrong code is said to be wrong, and stays to be corrected', { tag: '@long' }, async ({
  page,
  server,
}) => {
  await enterNew(page, server);
  await page.goto('/device');
  await page.getByLabel('Code').fill('WRONG-ONE');
  const answer = await press(page, 'Continue');
  expect(answer.status()).toBe(422);
  await expect(page.getByRole('alert').first()).toContainText('That device code isn’t valid');
  await expect(page.getByLabel('Code')).toHaveValue('WRONG-ONE');
});

test('an app sends a person here; they say yes and are back with the answer', {
  tag: '@long',
}, async ({ page, server, watch }) => {
  allowApps(watch);
  await enterNew(page, server);
  const app = await newApp(server);
  await page.goto(app.url);
  await expect(
    page.getByRole('heading', { name: 'Allow gatehouse CLI to use your account?' }),
  ).toBeVisible();
  await expect(page.getByText(`127.0.0.1:${app.port}`)).toBeVisible();
  await expect(page.getByText('Read your notes and those shared with you')).toBeVisible();
  await expect(page.getByText(LASTS)).toBeVisible();
  const [allow, deny] = ['Allow', 'Deny'].map((name) => page.getByRole('button', { name }));
  // Neither answer is the easier one.
  expect(await looksOf(allow as Locator)).toEqual(await looksOf(deny as Locator));
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('Back in the app.')).toBeVisible();
  const [answer] = app.answers();
  expect(answer?.searchParams.get('state')).toBe('kept by the app');
  expect(answer?.searchParams.get('code')).toMatch(/^[\w-]{43}/);
  app.close();
});

test('who says no is back too, and the app hears it', { tag: '@long' }, async ({
  page,
  server,
  watch,
}) => {
  allowApps(watch);
  await enterNew(page, server);
  const app = await newApp(server);
  await page.goto(app.url);
  await page.getByRole('button', { name: 'Deny' }).click();
  await expect(page.getByText('Back in the app.')).toBeVisible();
  expect(app.answers()[0]?.searchParams.get('error')).toBe('access_denied');
  app.close();
});

test('a stranger signs in first and comes back to the question', { tag: '@long' }, async ({
  page,
  server,
  watch,
  anotherPage,
}) => {
  allowApps(watch);
  const ada = await enterNew(await anotherPage(), server);
  const app = await newApp(server);
  await page.goto(app.url);
  await expect(page).toHaveURL(/\/sign-in\?next=%2Foauth%2Fconsent%2F/);
  await page.getByLabel('Email').fill(ada.email);
  await page.locator('[name=password]').fill(ada.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('Back in the app.')).toBeVisible();
  app.close();
});

test('who would rather be another signs out, signs in, and comes back to the question', async ({
  page,
  server,
  watch,
  anotherPage,
}) => {
  allowApps(watch);
  const bob = await enterNew(await anotherPage(), server);
  const ada = await enterNew(page, server);
  const app = await newApp(server);
  await page.goto(app.url);
  await expect(page.getByText(ada.email)).toBeVisible();
  await page.getByRole('button', { name: 'Use another account' }).click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Foauth%2Fconsent%2F/);
  await page.getByLabel('Email').fill(bob.email);
  await page.locator('[name=password]').fill(bob.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText(bob.email)).toBeVisible();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('Back in the app.')).toBeVisible();
  app.close();
});

test('after a while it has to be proven again before a program is let in', {
  tag: '@long',
}, async ({ page, server }) => {
  const ada = await enterNew(page, server);
  const device = await newDevice(server);
  await type(page, device.code);
  await expect(
    page.getByRole('heading', { name: 'Allow gatehouse CLI to use your account?' }),
  ).toBeVisible();
  change(
    server,
    'update sessions set proven_at = ? where client_id is null',
    Date.now() - 11 * 60_000,
  );
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL('**/confirm?*');
  expect((await device.poll())['error']).toBe('authorization_pending');
  await page.locator('[name=password]').fill(ada.password);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You let gatehouse CLI in');
});

test('a request that somebody else began is not answered here', { tag: '@long' }, async ({
  page,
  server,
  anotherPage,
}) => {
  const app = await newApp(server);
  const mallory = await anotherPage();
  await enterNew(mallory, server);
  await mallory.goto(app.url);
  await expect(mallory.getByRole('button', { name: 'Allow' })).toBeVisible();
  await enterNew(page, server);
  const opened = await page.goto(mallory.url());
  expect(opened?.status()).toBe(410);
  await expect(page.getByRole('heading', { name: 'This request is over' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Allow' })).toHaveCount(0);
  app.close();
});

test('a program that asks wrongly gets a page that says so, and no answer elsewhere', {
  tag: '@long',
}, async ({ page, server }) => {
  await enterNew(page, server);
  const app = await newApp(server);
  for (const [from, to] of [
    ['gatehouse-cli', 'nobody-here'],
    ['%2Fcallback', '%2Felsewhere'],
  ] as const) {
    const opened = await page.goto(app.url.replace(from, to));
    expect(opened?.status()).toBe(400);
    await expect(
      page.getByRole('heading', { name: 'This app’s request can’t be completed' }),
    ).toBeVisible();
  }
  expect(app.answers()).toEqual([]);
  app.close();
});
