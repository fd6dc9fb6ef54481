import { enterNew } from '#e2e/support/account';
import { expect, press, test } from '#e2e/support/story';

const FOREIGN = '00'.repeat(21);

test('a form of a page from before an update ends on a page that says what to do', async ({
  page,
  isWithScripts,
}) => {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill('ada@example.com');
  await page.locator('[name=password]').fill('anything at all');
  if (isWithScripts) {
    await page.route('**/sign-in', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'next-action': FOREIGN } }),
    );
    await press(page, 'Sign in');
    const problem = page.locator('.summary');
    await expect(problem).toContainText('The site was updated after you opened this page');
    await expect(problem.getByRole('link')).toHaveAttribute('href', '/sign-in');
    await expect(page.getByLabel('Email')).toHaveValue('ada@example.com');
    await expect(page.locator('[name=password]')).toHaveValue('');
    return;
  }
  for (const hidden of await page.locator('form input[type=hidden][value*="\\"id\\""]').all())
    await hidden.evaluate((input: HTMLInputElement, id) => {
      input.value = input.value.replace(/"id":"[0-9a-f]+"/, `"id":"${id}"`);
    }, FOREIGN);
  const answer = await press(page, 'Sign in');
  expect(answer.status()).toBe(409);
  await expect(page).toHaveTitle('This page has been updated · Gatehouse');
  await expect(page.getByText('Open the page again and send the form from there')).toBeVisible();
  await expect(page.getByLabel('Email')).toHaveValue('ada@example.com');
  await expect(page.locator('[name=password]')).toHaveCount(0);
});

test('the same for a button of a page that needs a session', { tag: '@long' }, async ({
  page,
  server,
  anotherPage,
  isWithScripts,
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
    await page.route('**/settings/sessions', (route) =>
      route.continue({ headers: { ...route.request().headers(), 'next-action': FOREIGN } }),
    );
    await press(page, 'Sign out everywhere else');
    await expect(page.locator('.summary')).toContainText('The site was updated');
  } else {
    const name = page.locator(
      'form:has-text("Sign out everywhere else") input[name^="$ACTION_ID_"]',
    );
    await name.evaluate((input, id) => input.setAttribute('name', `$ACTION_ID_${id}`), FOREIGN);
    const answer = await press(page, 'Sign out everywhere else');
    expect(answer.status()).toBe(409);
    await expect(page).toHaveTitle('This page has been updated · Gatehouse');
    const way = page.getByRole('link', { name: 'Open the page again' });
    await expect(way).toHaveAttribute('href', '/settings/sessions');
  }
  await other.reload();
  await expect(other).toHaveURL(/dashboard/);
});
