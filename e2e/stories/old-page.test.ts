import { enterNew } from '#e2e/support/account';
import { expect, press, test } from '#e2e/support/story';

const FOREIGN = '00'.repeat(21);

test('a form of a page from before an update ends on a page that says what to do', async ({
  page,
  isWithScripts,
  watch,
}) => {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill('ada@example.com');
  await page.locator('[name=password]').fill('anything at all');
  if (isWithScripts) {
    // What the router's error boundary writes for whoever looks into the console.
    watch.allow(/^UnrecognizedActionError: /);
    await page.route('**/sign-in', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'next-action': FOREIGN } }),
    );
    await press(page, 'Sign in');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This did not work');
    await page.unroute('**/sign-in');
    await page.getByRole('button', { name: 'Reload this page' }).click();
    await expect(page.getByLabel('Email')).toBeVisible();
    return;
  }
  for (const hidden of await page.locator('form input[type=hidden][value*="\\"id\\""]').all())
    await hidden.evaluate((input: HTMLInputElement, id) => {
      input.value = input.value.replace(/"id":"[0-9a-f]+"/, `"id":"${id}"`);
    }, FOREIGN);
  const answer = await press(page, 'Sign in');
  expect(answer.status()).toBe(409);
  await expect(page).toHaveTitle('This page has been updated · Gatehouse');
  await expect(page.getByText('Reload it and send the form again')).toBeVisible();
});

test('the same for a button of a page that needs a session', async ({
  page,
  server,
  anotherPage,
  isWithScripts,
  watch,
}) => {
  const person = await enterNew(page, server);
  const other = await anotherPage();
  await other.goto('/sign-in');
  await other.getByLabel('Email').fill(person.email);
  await other.locator('[name=password]').fill(person.password);
  await press(other, 'Sign in');
  await other.waitForURL('**/dashboard');
  await page.goto('/settings/sessions');
  if (isWithScripts) {
    watch.allow(/^UnrecognizedActionError: /);
    await page.route('**/settings/sessions', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'next-action': FOREIGN } }),
    );
    await press(page, 'Sign out everywhere else');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This did not work');
  } else {
    const name = page.locator('main > form input[name^="$ACTION_ID_"]');
    await name.evaluate((input, id) => input.setAttribute('name', `$ACTION_ID_${id}`), FOREIGN);
    const answer = await press(page, 'Sign out everywhere else');
    expect(answer.status()).toBe(409);
    await expect(page).toHaveTitle('This page has been updated · Gatehouse');
  }
  await other.reload();
  await expect(other).toHaveURL(/dashboard/);
});
