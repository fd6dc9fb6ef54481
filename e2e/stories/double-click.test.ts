import { count } from '#e2e/support/database';
import { latestCode, mailsTo } from '#e2e/support/mailbox';
import { expect, test } from '#e2e/support/story';
import { newPerson, signIn } from '#e2e/support/test';

test('a double click on every button makes one account', async ({ page, server }) => {
  const person = newPerson();
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.locator('[name=password]').fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).dblclick();
  await page.waitForURL('**/sign-up/verify');
  await page.getByLabel('Six-digit code').fill(await latestCode(server.port, person.email));
  await page.getByRole('button', { name: 'Verify' }).dblclick();
  await page.waitForURL('**/dashboard');
  expect(await mailsTo(server.port, person.email)).toHaveLength(1);

  expect(count(server, 'select count(*) from users where email = ?', person.email)).toBe(1);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in?signed-out=1');
  await signIn(page, person);
  await page.waitForURL('**/dashboard');
});
