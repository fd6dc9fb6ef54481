import { v7 as uuid } from 'uuid';
import { change } from '#e2e/support/rows';
import { idOf } from '#e2e/support/staff';
import { expect, pressAndRead, test } from '#e2e/support/story';
import { signUp } from '#e2e/support/test';

test('without JavaScript no button is dead; a passkey is renamed and removed by plain forms', async ({
  page,
  server,
}) => {
  const { email } = await signUp(page, server);
  const id = uuid();
  change(
    server,
    "insert into credentials (id, user_id, kind, handle, secret, name, created_at) values (?, ?, 'passkey', ?, 'a key', 'Passkey', ?)",
    id,
    idOf(server, email),
    `handle of ${id}`,
    Date.now(),
  );
  await page.goto('/settings/passkeys');
  const sentence = page.locator('noscript p');
  await expect(sentence).toBeVisible();
  expect(await sentence.textContent()).toContain('Adding a passkey needs JavaScript.');
  await expect(page.getByRole('button', { name: 'Add a passkey' })).toBeHidden();
  await page.getByRole('link', { name: 'Rename or remove' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Enter a name for this passkey');
  await page.getByRole('textbox', { name: 'Name' }).fill('Blue key');
  await pressAndRead(page, 'Save name', 'has its new name');
  await expect(page.locator('.rows li')).toContainText('Blue key');
  await page.getByRole('link', { name: 'Rename or remove' }).click();
  await pressAndRead(page, 'Remove passkey', 'The passkey is removed');
  await page.goto('/sign-in');
  await page.goto(`/settings/passkeys/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText('Blue key');
});

test('the sign-in page has no dead button without JavaScript', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Use a passkey' })).toBeHidden();
});
