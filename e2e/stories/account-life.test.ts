import { ageProofs } from '#e2e/support/account-acts';
import { latestCode, latestMail } from '#e2e/support/mailbox';
import { expect, pressAndRead, test } from '#e2e/support/story';
import { newEmail, signIn, signUp } from '#e2e/support/test';

test('a new address is proven by a code, the old one is told, and signing in goes by the new', async ({
  page,
  server,
}) => {
  const person = await signUp(page, server);
  const email = newEmail('moved');
  await page.goto('/settings/email');
  await page.getByLabel('New email').fill(email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.waitForURL('**/settings/email/verify');
  const code = await latestCode(server.port, email, 'Your code for a new address');
  await page.getByLabel('Six-digit code').fill(code);
  await pressAndRead(page, 'Verify', 'has its new address');
  expect(await latestMail(server.port, person.email, 'has another address now')).toBeTruthy();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await signIn(page, person);
  await expect(page.getByRole('alert').first()).toContainText('not right');
  await page.goto('/sign-in');
  await signIn(page, { ...person, email });
  await page.waitForURL('**/dashboard');
});

test('after ten minutes a sensitive page asks for the password, and nothing typed is lost', {
  tag: '@long',
}, async ({ page, server }) => {
  const person = await signUp(page, server);
  await page.goto('/settings/email');
  const email = newEmail('later');
  await page.getByLabel('New email').fill(email);
  ageProofs(server, person.email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Type your password to go on');
  await expect(page.getByLabel('New email')).toHaveValue(email);
  await page.locator('[name=password]').fill(person.password);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.waitForURL('**/settings/email/verify');

  ageProofs(server, person.email);
  await page.goto('/settings/data?x=1');
  await expect(page).toHaveURL(/\/confirm\?next=%2Fsettings%2Fdata%3Fx%3D1$/);
  await page.locator('[name=password]').fill('not my password at all');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('alert').first()).toContainText('not your password');
  await page.locator('[name=password]').fill(person.password);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL('**/settings/data?x=1');
});

test('a stranger at the account is noticed, thrown out, and the password is next', {
  tag: '@long',
}, async ({ page, browser, server, network, javaScriptEnabled }) => {
  const person = await signUp(page, server);
  const context = await browser.newContext({
    baseURL: server.url,
    extraHTTPHeaders: { 'X-Forwarded-For': network },
    javaScriptEnabled,
  });
  const stranger = await context.newPage();
  await stranger.goto('/sign-in');
  await signIn(stranger, person);
  await stranger.waitForURL('**/dashboard');
  expect(await latestMail(server.port, person.email, 'from a new browser')).toBeTruthy();
  await stranger.goto('/settings/profile');
  await stranger.getByLabel('Name').fill('Somebody Else');
  await stranger.getByLabel('Dark').check();
  await pressAndRead(stranger, 'Save profile', 'Your profile is saved.');
  await expect(stranger.locator('html')).toHaveAttribute('data-theme', 'dark');

  await page.goto('/settings/activity');
  await expect(page.getByText('Each is kept for 400 days.')).toBeVisible();
  await page.getByRole('button', { name: 'This wasn’t me' }).first().click();
  await page.waitForURL('**/settings/password?since=*');
  await expect(page.getByText('The profile was changed')).toBeVisible();
  await stranger.goto('/dashboard');
  await expect(stranger).toHaveURL(/\/sign-in\?next=/);
  await expect(stranger.getByRole('status').first()).toContainText('Your session has ended');
  await context.close();
});

test('the data is one file, and a deleted account leaves a clean address', {
  tag: '@long',
}, async ({ page, server }) => {
  const person = await signUp(page, server);
  await page.goto('/settings/data');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download my data' }).click(),
  ]);
  const file = JSON.parse(
    await (await import('node:fs/promises')).readFile(await download.path(), 'utf8'),
  );
  expect(file.account.email).toBe(person.email);
  expect(JSON.stringify(file)).not.toMatch(/argon2|Fe26|[0-9a-f]{64}/);

  await page.getByLabel(`Type ${person.email} to be sure`).fill('somebody@else.example');
  await page.getByRole('button', { name: 'Delete my account' }).click();
  await expect(page.getByRole('alert').first()).toContainText('not the address of your account');
  await page.getByLabel(`Type ${person.email} to be sure`).fill(person.email);
  await pressAndRead(page, 'Delete my account', 'Your account is deleted.');
  await page.goto('/sign-in');
  await signIn(page, person);
  await expect(page.getByRole('alert').first()).toContainText('not right');
  expect(await latestMail(server.port, person.email, 'Your account was deleted')).toBeTruthy();
});
