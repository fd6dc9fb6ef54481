import { enterNew } from '#e2e/support/account';
import { expect, pressAndRead, test } from '#e2e/support/story';
import { signIn, signUp } from '#e2e/support/test';

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

test('times are in the zone of the browser that signed up, and another browser’s is offered first', async ({
  server,
  anotherPage,
}) => {
  const page = await anotherPage({ timezoneId: 'Asia/Tokyo' });
  const person = await signUp(page, server);
  await page.goto('/settings/activity');
  await expect(page.locator('main li time').first()).toHaveAttribute('title', /GMT\+9$/);
  await page.goto('/settings/profile');
  await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Tokyo');

  const away = await anotherPage({ timezoneId: 'America/Bogota' });
  await away.goto('/sign-in?next=/settings/profile');
  await signIn(away, person);
  await away.waitForURL('**/settings/profile');
  const zones = away.getByLabel('Time zone');
  await expect(zones).toHaveValue('Asia/Tokyo');
  await expect(zones.locator('optgroup').first()).toHaveAttribute('label', 'Where this browser is');
  await expect(zones.locator('option').first()).toHaveAttribute('value', 'America/Bogota');
});

test('how long ago something was stays right on a page that stays open, whatever its clock says', async ({
  page,
  server,
}) => {
  await enterNew(page, server);
  // Its clock is years wrong, and runs on.
  await page.clock.install({ time: new Date('2031-05-05T05:05:05Z') });
  await page.goto('/settings/activity');
  const when = page.locator('main li time').first();
  await expect(when).toHaveText(/^(now|1 minute ago)$/);
  await expect(when).toHaveAttribute('title', /^\d{1,2} \w{3,4} \d{4}, \d\d:\d\d UTC$/);
  await page.clock.fastForward('03:00:30');
  await expect(when).toHaveText('3 hours ago');
});
