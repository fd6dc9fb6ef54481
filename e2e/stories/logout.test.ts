import { enterNew } from '#e2e/support/account';
import { newSite } from '#e2e/support/site';
import { expect, test } from '#e2e/support/story';

const ELSEWHERE =
  /^(sent elsewhere: http:\/\/localhost:\d+\/(signed-in|signed-out|leave|favicon)|Failed to load resource: net::ERR_CONNECTION_REFUSED)/;

test('signing out at one site signs out here, and at the other site too', { tag: '@long' }, async ({
  page,
  server,
  watch,
}) => {
  watch.allow(ELSEWHERE);
  const [shop, blog] = [await newSite(server), await newSite(server, { name: 'The blog' })];
  await enterNew(page, server);
  for (const [site, name] of [[blog, 'The blog'], [shop, 'The shop']] as const) {
    await page.goto(site.asking);
    await page.getByRole('button', { name: 'Allow' }).click();
    await expect(page.getByText(`Signed in at ${name}.`)).toBeVisible();
  }
  await page.getByRole('link', { name: 'Sign out of all' }).click();
  await expect(page.getByText('Signed out of The shop.')).toBeVisible();
  await expect(page).toHaveURL(`${shop.after}?state=said%20at%20the%20end`);
  await expect.poll(() => [shop.told.length, blog.told.length]).toEqual([1, 1]);
  await page.goto('/dashboard');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fdashboard$/);
  shop.close();
  blog.close();
}); // biome-ignore format: a short list

test('a site that does not show whom it means has to have it confirmed', { tag: '@long' }, async ({
  page,
  server,
  watch,
}) => {
  watch.allow(ELSEWHERE);
  const shop = await newSite(server);
  const ada = await enterNew(page, server);
  const asked = shop.leaving({ id_token_hint: '', client_id: shop.id });
  await page.goto(asked);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Do you want to sign out?');
  await expect(page.getByText(ada.email)).toBeVisible();
  await expect(page.getByText('The shop asks you to sign out.')).toBeVisible();
  await page.getByRole('link', { name: 'Stay signed in' }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
  await page.goto(asked);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('Signed out of The shop.')).toBeVisible();
  await page.goto('/oauth/logout');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You’re signed out');
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  shop.close();
});

test('a site stands in the list of sessions, and ending it there tells the site', {
  tag: '@long',
}, async ({ page, server, watch }) => {
  watch.allow(ELSEWHERE);
  const shop = await newSite(server);
  await enterNew(page, server);
  await page.goto(shop.asking);
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('Signed in at The shop.')).toBeVisible();
  await page.goto('/settings/sessions');
  await page.getByRole('button', { name: /^Sign out The shop/ }).click();
  await expect(page.getByText('That session has ended.')).toBeVisible();
  await expect.poll(() => shop.told.length).toBe(1);
  await page.goto('/settings/activity');
  await expect(page.getByText('The shop was told that a session there ended')).toBeVisible();
  shop.close();
});
