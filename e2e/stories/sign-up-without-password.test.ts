import { SUBJECTS } from '#e2e/support/account-acts';
import { latestCode } from '#e2e/support/mailbox';
import { addAuthenticator, withoutAutofill } from '#e2e/support/passkeys';
import { expect, press, pressAndRead, test } from '#e2e/support/story';
import { newPerson } from '#e2e/support/test';

test('an account begins without a password, with a passkey where there are scripts, and by mail', async ({
  page,
  server,
  isWithScripts,
}) => {
  await withoutAutofill(page);
  const { name, email } = newPerson();
  await page.goto('/sign-up?next=/notes');
  await page.getByRole('link', { name: 'Use a passkey and no password' }).click();
  await expect(page.locator('[name=password]')).toHaveCount(0);
  await press(page, 'Create account');
  await expect(page.locator('.summary')).toBeVisible();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Email').fill(email);
  await press(page, 'Create account');
  await page.waitForURL('**/sign-up/verify');
  await page.getByLabel('Six-digit code').fill(await latestCode(server.port, email));
  await press(page, 'Verify');
  await page.waitForURL('**/settings/passkeys');
  if (isWithScripts) {
    await addAuthenticator(page);
    await pressAndRead(page, 'Add a passkey', 'The passkey is added');
  } else await expect(page.getByRole('button', { name: 'Add a passkey' })).toHaveCount(0);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  if (isWithScripts) await page.getByRole('button', { name: 'Use a passkey' }).click();
  else {
    await page.getByLabel('Email').fill(email);
    await press(page, 'Email me a code');
    await page.waitForURL('**/sign-in/code/verify');
    const code = await latestCode(server.port, email, SUBJECTS.signIn);
    await page.getByLabel('Six-digit code').fill(code);
    await press(page, 'Sign in');
  }
  await page.waitForURL('**/dashboard');
});
