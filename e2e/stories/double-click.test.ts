import { count } from '#e2e/support/database';
import { latestCode, mailsTo } from '#e2e/support/mailbox';
import { expect, test } from '#e2e/support/story';
import { newPerson, signIn } from '#e2e/support/test';

test('a double click on every button makes one account', async ({
  page,
  server,
  javaScriptEnabled,
}) => {
  const person = newPerson();
  const accounts = () => count(server, 'select count(*) from users where email = ?', person.email);
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.locator('[name=password]').fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).dblclick();
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Six-digit code').fill(await latestCode(server.port, person.email));
  await page.getByRole('button', { name: 'Verify' }).dblclick();

  // Without scripts nothing holds the second click back, and the browser throws away the answer to the first:
  // the code is used by then, and the account is there.
  const signOut = page.getByRole('button', { name: 'Sign out' });
  const isUsed = page.getByText('it was used, and the account is there').first();
  await expect(javaScriptEnabled ? signOut : signOut.or(isUsed).first()).toBeVisible();
  expect(await mailsTo(server.port, person.email)).toHaveLength(1);
  expect(accounts()).toBe(1);

  if (await signOut.isVisible()) await signOut.click();
  else await page.goto('/sign-in');
  await page.waitForURL('**/sign-in*');
  await signIn(page, person);
  await page.waitForURL('**/dashboard');
});
