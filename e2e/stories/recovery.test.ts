import { enter, enterNew, newAccount } from '#e2e/support/account';
import { latestCode, latestMail } from '#e2e/support/mailbox';
import { change } from '#e2e/support/rows';
import { giveRole, idOf } from '#e2e/support/staff';
import { expect, press, pressAndRead, test } from '#e2e/support/story';
import { newPerson, signIn } from '#e2e/support/test';

const ANOTHER = 'eleven quiet lanterns drift';

test('who lost everything waits, is told, opens the account by the mailbox, and sets a new password', async ({
  page,
  anotherPage,
  server,
}) => {
  const staff = await enterNew(page, server);
  giveRole(server, staff.email, 'support');
  const mia = await newAccount(server, newPerson('Mia'));
  await page.goto(`/admin/users/${idOf(server, mia.email)}`);
  await pressAndRead(page, 'Start a recovery', 'A recovery is under way');
  await expect(page.getByText('It opens at')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start a recovery' })).toHaveCount(0);
  const mail = await latestMail(server.port, mia.email, 'A recovery of your account');
  expect(mail).toContain('/sign-in/recover');
  expect(mail).not.toMatch(/\b\d{6}\b/);

  const theirs = await anotherPage();
  await theirs.goto('/sign-in/recover');
  await theirs.getByLabel('Email').fill(mia.email);
  await theirs.getByRole('button', { name: 'Send me a code' }).click();
  await theirs.waitForURL('**/sign-in/recover/verify');
  const code = await latestCode(server.port, mia.email, 'Your code to recover your account');
  await theirs.getByLabel('Six-digit code').fill(code);
  await press(theirs, 'Go on');
  await expect(theirs.getByRole('alert').first()).toContainText('The waiting time is not over yet');

  change(server, 'update recoveries set opens_at = ?', Date.now() - 1000);
  await expect(theirs.getByLabel('Six-digit code')).toHaveValue(code);
  await press(theirs, 'Go on');
  await theirs.waitForURL('**/forgot-password');
  await expect(theirs.getByText('Your account is open again')).toBeVisible();
  expect(await latestMail(server.port, mia.email, 'was recovered')).toBeTruthy();

  await theirs.getByLabel('Email').fill(mia.email);
  await theirs.getByRole('button', { name: 'Send me a code' }).click();
  await theirs.waitForURL('**/reset-password');
  const reset = await latestCode(server.port, mia.email, 'Your code for a new password');
  await theirs.getByLabel('Six-digit code').fill(reset);
  await theirs.locator('[name=password]').fill(ANOTHER);
  await press(theirs, 'Save new password');
  await theirs.waitForURL('**/dashboard');
});

test('a recovery that nobody asked for is stopped in a session, or by signing in', {
  tag: '@long',
}, async ({ page, anotherPage, server }) => {
  const staff = await enterNew(page, server);
  giveRole(server, staff.email, 'administrator');
  const mia = await newAccount(server, newPerson('Mia'));
  await page.goto(`/admin/users/${idOf(server, mia.email)}`);
  await pressAndRead(page, 'Start a recovery', 'A recovery is under way');

  const theirs = await anotherPage();
  await enter(theirs, server, mia.session);
  await theirs.goto('/sign-in/recover');
  await expect(theirs.getByText('You are signed in')).toBeVisible();
  await pressAndRead(theirs, 'Stop the recovery', 'The recovery of your account is stopped.');
  await theirs.goto('/sign-in/recover');
  await expect(theirs.getByText('No recovery of your account is under way.')).toBeVisible();

  await page.goto(`/admin/users/${idOf(server, mia.email)}`);
  await pressAndRead(page, 'Start a recovery', 'A recovery is under way');
  const elsewhere = await anotherPage();
  await elsewhere.goto('/sign-in');
  await signIn(elsewhere, mia);
  await elsewhere.waitForURL('**/dashboard');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Start a recovery' })).toBeVisible();
});
