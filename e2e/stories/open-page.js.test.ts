import { expect, pressAndRead, test } from '#e2e/support/story';
import { signUp } from '#e2e/support/test';

test('an open page notices within seconds that its session was ended elsewhere, and comes back', async ({
  page,
  browser,
  server,
  network,
}) => {
  const person = await signUp(page, server);
  await page.goto('/settings/activity?x=1');
  const context = await browser.newContext({
    baseURL: server.url,
    extraHTTPHeaders: { 'X-Forwarded-For': network },
  });
  const elsewhere = await context.newPage();
  await elsewhere.goto('/sign-in?next=/settings/sessions');
  await elsewhere.getByLabel('Email').fill(person.email);
  await elsewhere.locator('[name=password]').fill(person.password);
  await elsewhere.getByRole('button', { name: 'Sign in' }).click();
  await elsewhere.waitForURL('**/settings/sessions');
  await pressAndRead(elsewhere, 'Sign out everywhere else', 'signed out everywhere else');

  // Nobody touches the page: it finds out by itself.
  await page.waitForURL('**/sign-in?next=*', { timeout: 15_000 });
  expect(new URL(page.url()).searchParams.get('next')).toBe('/settings/activity?x=1');
  await expect(page.getByRole('status').first()).toContainText('Your session has ended');
  await context.close();
});
