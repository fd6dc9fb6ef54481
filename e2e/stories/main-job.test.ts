import { expect, test } from '#e2e/support/story';
import { newPerson, signIn, signUp } from '#e2e/support/test';

test('a stranger creates an account, signs out, and comes back to the page that was asked for', async ({
  page,
  server,
}) => {
  const person = await signUp(page, server);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Hello, ${person.name}`);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  expect((await page.context().cookies()).filter(({ name }) => name.endsWith('session'))).toEqual(
    [],
  );

  await page.goto('/settings/sessions?a=1&b=2');
  expect(new URL(page.url()).search).toBe(
    `?next=${encodeURIComponent('/settings/sessions?a=1&b=2')}`,
  );
  await signIn(page, person);
  await page.waitForURL('**/settings/sessions?a=1&b=2');
  await expect(page.getByText('This device')).toBeVisible();
});

test('a wrong password and an unknown address read the same, and keep what was typed', async ({
  page,
  server,
}) => {
  const person = await signUp(page, server, newPerson());
  await page.getByRole('button', { name: 'Sign out' }).click();
  for (const email of [person.email, `nobody-${person.email}`]) {
    await page.goto('/sign-in');
    await signIn(page, { email, password: 'not the right password' });
    await expect(page.getByRole('alert').first()).toContainText(
      'The email or password is not right.',
    );
    await expect(page.getByLabel('Email')).toHaveValue(email);
    await expect(page.locator('[name=password]')).toHaveValue('');
    await expect(page).toHaveTitle(/^Error: /);
  }
});
