import { enterNew } from '#e2e/support/account';
import { codeOfApp } from '#e2e/support/authenticator-app';
import { nextDocument } from '#e2e/support/next-document';
import { change } from '#e2e/support/rows';
import { CODE, setUpApp } from '#e2e/support/set-up-app';
import { giveRole } from '#e2e/support/staff';
import { expect, press, test } from '#e2e/support/story';
import { signIn } from '#e2e/support/test';

const DUE = 'update users set second_factor_due_at = ? where email = ?';
const TRUST = 'Don’t ask on this browser for 30 days';

test('staff who must have a second factor are told until when, and are led to set one up', {
  tag: '@long',
}, async ({ page, server }) => {
  const { email } = await enterNew(page, server);
  giveRole(server, email, 'administrator');
  change(server, DUE, Date.now() + 3_600_000, email);
  await page.goto('/dashboard');
  await expect(page.locator('.notice.warn')).toContainText('second factor');
  change(server, DUE, Date.now() - 1000, email);
  for (const path of ['/dashboard', '/notes', '/admin/users', '/settings/profile']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/settings\/security$/);
  }
  await expect(page.getByText('nothing else opens until you have set one up')).toBeVisible();
  await setUpApp(page);
  await page.goto('/admin/users');
  await expect(page).toHaveURL(/\/admin\/users$/);
});

test('a browser that is trusted is not asked again, until that is ended', { tag: '@long' }, async ({
  page,
  server,
}) => {
  const person = await enterNew(page, server);
  const key = await setUpApp(page);
  const signInAgain = async () => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await signIn(page, person);
  };
  await signInAgain();
  await page.waitForURL('**/sign-in/second-factor');
  await page.getByLabel(TRUST).check();
  await page.getByLabel(CODE).fill('000000');
  await press(page, 'Sign in');
  await expect(page.locator('.summary')).toBeVisible();
  await expect(page.getByLabel(TRUST)).toBeChecked();
  await page.getByLabel(CODE).fill(codeOfApp(key));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/dashboard');

  await signInAgain();
  await page.waitForURL('**/dashboard');
  await page.goto('/settings/authenticator');
  await expect(page).toHaveURL(/\/confirm\?next=/);
  await page.goto('/settings/sessions');
  await nextDocument(page, () => page.getByRole('button', { name: /^End trust/ }).click());
  await expect(page.getByText('That browser is asked for a second factor again.')).toBeVisible();
  await signInAgain();
  await page.waitForURL('**/sign-in/second-factor');
});
