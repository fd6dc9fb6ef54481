import { enter, newAccount } from '#e2e/support/account';
import { latestCode } from '#e2e/support/mailbox';
import { change, storedPassword } from '#e2e/support/rows';
import { expect, press, pressAndRead, test } from '#e2e/support/story';
import { newPerson } from '#e2e/support/test';

const ANOTHER = 'eleven quiet lanterns drift';

test('a person without a password proves it by a mailed code, and sets one', async ({
  page,
  server,
}) => {
  const mia = await newAccount(server, newPerson('Mia'));
  await enter(page, server, mia.session);
  await page.goto('/settings/password');
  await pressAndRead(page, 'Remove password', 'Your password stays');
  change(server, 'delete from credentials where secret = ?', storedPassword(server, mia.email));
  change(server, 'update sessions set proven_at = 1');

  await page.goto('/confirm?next=/settings/password');
  await expect(page.getByLabel('Password', { exact: true })).toHaveCount(0);
  await pressAndRead(page, 'Email me a code', 'A code is on its way');
  const code = page.getByLabel('Six-digit code');
  await code.fill('000000');
  await press(page, 'Confirm');
  await expect(page.getByRole('alert').first()).toContainText('code');
  await code.fill(await latestCode(server.port, mia.email, 'Your code to confirm'));
  await press(page, 'Confirm');
  await page.waitForURL('**/settings/password');

  await expect(page.getByRole('heading', { name: 'Set a password' })).toBeVisible();
  await page.locator('[name=password]').fill(ANOTHER);
  await pressAndRead(page, 'Set password', 'Your password is set.');
  await expect(page.getByRole('heading', { name: 'Change your password' })).toBeVisible();
});
