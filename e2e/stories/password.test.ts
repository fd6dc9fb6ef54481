import { latestCode, latestMail } from '#e2e/support/mailbox';
import { expect, pressAndRead, test } from '#e2e/support/story';
import { newPerson, signIn, signUp } from '#e2e/support/test';

const ANOTHER = 'eleven quiet lanterns drift';

test('a forgotten password is replaced by a mailed code, and every session ends', async ({
  page,
  browser,
  server,
  network,
  javaScriptEnabled,
}) => {
  const person = await signUp(page, server);
  const headers = { 'X-Forwarded-For': network };
  const context = await browser.newContext({
    baseURL: server.url,
    extraHTTPHeaders: headers,
    javaScriptEnabled,
  });
  const elsewhere = await context.newPage();
  await elsewhere.goto('/sign-in?next=/settings/sessions');
  await elsewhere.getByRole('link', { name: 'Forgot password?' }).click();
  await elsewhere.getByLabel('Email').fill(person.email);
  await elsewhere.getByRole('button', { name: 'Send me a code' }).click();
  await elsewhere.waitForURL('**/reset-password');

  // A weak password spends no try and keeps the code.
  const code = await latestCode(server.port, person.email, 'Your code for a new password');
  await elsewhere.getByLabel('Six-digit code').fill(code);
  await elsewhere.locator('[name=password]').fill('password123456789');
  await elsewhere.getByRole('button', { name: 'Save new password' }).click();
  await expect(elsewhere.getByRole('alert').first()).toContainText('in lists of leaked passwords');
  await expect(elsewhere.getByLabel('Six-digit code')).toHaveValue(code);

  await elsewhere.locator('[name=password]').fill(ANOTHER);
  await elsewhere.getByRole('button', { name: 'Save new password' }).click();
  await elsewhere.waitForURL('**/settings/sessions');
  expect(await latestMail(server.port, person.email, 'Your password was changed')).toBeTruthy();

  await page.goto('/dashboard');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page, person);
  await expect(page.getByRole('alert').first()).toContainText('not right');
  await page.goto('/sign-in');
  await signIn(page, { ...person, password: ANOTHER });
  await page.waitForURL('**/dashboard');
  await context.close();
});

test('an address without an account sees the same pages, and its owner is told', {
  tag: '@long',
}, async ({ page, server }) => {
  const stranger = newPerson('Nobody');
  await page.goto('/forgot-password');
  await page.getByLabel('Email').fill(stranger.email);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page.waitForURL('**/reset-password');
  expect(
    await latestMail(server.port, stranger.email, 'There is no account with this address'),
  ).toBeTruthy();
  await page.getByLabel('Six-digit code').fill('123456');
  await page.locator('[name=password]').fill(ANOTHER);
  await page.getByRole('button', { name: 'Save new password' }).click();
  await expect(page.getByRole('alert').first()).toContainText('This is not the code we mailed.');
});

test('a changed password keeps this session, under a new secret, and ends the others', {
  tag: '@long',
}, async ({ page, browser, server, network, javaScriptEnabled }) => {
  const person = await signUp(page, server);
  const context = await browser.newContext({
    baseURL: server.url,
    extraHTTPHeaders: { 'X-Forwarded-For': network },
    javaScriptEnabled,
  });
  const elsewhere = await context.newPage();
  await elsewhere.goto('/sign-in');
  await signIn(elsewhere, person);
  await elsewhere.waitForURL('**/dashboard');

  const sealed = async () =>
    (await page.context().cookies()).find(({ name }) => name === 'session')?.value;
  const before = await sealed();
  await page.goto('/.well-known/change-password');
  await expect(page).toHaveURL(/\/settings\/password$/);
  await page.locator('[name=current]').fill('not the current one');
  await page.locator('[name=password]').fill(ANOTHER);
  await page.getByRole('button', { name: 'Save new password' }).click();
  await expect(page.getByRole('alert').first()).toContainText('not your current password');
  await page.locator('[name=current]').fill(person.password);
  await page.locator('[name=password]').fill(ANOTHER);
  await pressAndRead(page, 'Save new password', 'Your new password is saved.');
  expect(await sealed()).not.toBe(before);

  await elsewhere.goto('/dashboard');
  await expect(elsewhere).toHaveURL(/\/sign-in\?next=/);
  await context.close();
});
