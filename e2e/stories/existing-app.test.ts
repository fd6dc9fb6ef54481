import type { Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import { APPS, type AppName, registered, startApp } from '#e2e/support/existing-app';
import { expect, test } from '#e2e/support/story';
import { gatehouse } from '#lib/testing/deployment.test-support';

// The app is another site, and it ends with its test; by then the browser may still want its icon.
const ELSEWHERE =
  /^(sent elsewhere: http:\/\/localhost:\d+\/(sign-in|signed-in|sign-out|favicon\.ico|_next\/.*)?(\?.*)?$|Failed to load resource: net::ERR_CONNECTION_REFUSED)/;

const SIGNED_IN = /^Signed in as/;

/** Signs in at the app: its link, our question where there is one, and back. */
async function signIn(page: Page, app: { url: string }) {
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Sign in with Gatehouse' }).click();
  const allow = page.getByRole('button', { name: 'Allow' });
  await expect(allow.or(page.getByText(SIGNED_IN))).toBeVisible();
  if (await allow.isVisible()) await allow.click();
  await expect(page.getByText(SIGNED_IN)).toBeVisible();
}

/** The app hears of it from Gatehouse, and the page that is loaded next is a stranger's. */
async function expectSignedOut(page: Page, app: { url: string }) {
  await expect(async () => {
    await page.goto(app.url);
    await expect(page.getByRole('link', { name: 'Sign in with Gatehouse' })).toBeVisible({
      timeout: 100,
    });
  }).toPass({ timeout: 15_000 });
}

for (const name of Object.keys(APPS) as AppName[])
  test(`people of an app with ${name} sign in with Gatehouse, and sign out of both together`, {
    tag: '@long',
  }, async ({ page, server, watch }) => {
    watch.allow(ELSEWHERE);
    const app = await startApp(name, (url) => registered(server, url));
    try {
      const ada = await enterNew(page, server);

      // They say no first, and are back at the app, which goes on.
      await page.goto(app.url);
      await page.getByRole('link', { name: 'Sign in with Gatehouse' }).click();
      await page.getByRole('button', { name: 'Deny' }).click();
      await expect(page.getByRole('link', { name: 'Sign in with Gatehouse' })).toBeVisible();

      await signIn(page, app);
      await expect(page.getByText(`Signed in as ${ada.name}, ${ada.email}.`)).toBeVisible();

      // What they came back with is used up: loaded again, it changes nothing.
      await page.goto(`${app.url}/signed-in?code=made-up&state=made-up`);
      await expect(page.getByText(SIGNED_IN)).toBeVisible();

      // Out of the app, and with it of Gatehouse.
      await page.getByRole('button', { name: 'Sign out' }).click();
      await expect(page.getByRole('link', { name: 'Sign in with Gatehouse' })).toBeVisible();
      expect(new URL(page.url()).origin).toBe(app.url);
      await page.goto('/dashboard');
      await expect(page).toHaveURL(/\/sign-in\?next=%2Fdashboard$/);

      // Out of Gatehouse, and with it of the app.
      await enterNew(page, server);
      await signIn(page, app);
      await page.goto('/dashboard');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL('**/sign-in');
      await expectSignedOut(page, app);

      // Put out by the operator.
      const eve = await enterNew(page, server);
      await signIn(page, app);
      const revoked = await gatehouse(server, 'sessions', 'revoke', eve.email);
      expect(revoked.exitCode, revoked.stderr).toBe(0);
      await expectSignedOut(page, app);
    } finally {
      await app.stop();
    }
  });
