import { newAccount } from '#e2e/support/account';
import { SUBJECTS } from '#e2e/support/account-acts';
import { latestCode, mailsTo } from '#e2e/support/mailbox';
import { rows } from '#e2e/support/rows';
import { expect, press, test } from '#e2e/support/story';

test('a code that is mailed signs in, back to where one wanted to go, and kept signed in', async ({
  page,
  server,
}) => {
  const { email } = await newAccount(server);
  await page.goto('/notes');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Keep me signed in').check();
  await press(page, 'Email me a code');
  await page.waitForURL('**/sign-in/code/verify');
  await page.getByLabel('Six-digit code').fill('000000');
  await press(page, 'Sign in');
  await expect(page.locator('.summary')).toContainText('This is not the code we mailed');
  const code = await latestCode(server.port, email, SUBJECTS.signIn);
  await page.getByLabel('Six-digit code').fill(code);
  await press(page, 'Sign in');
  await page.waitForURL('**/notes');
  const kept = rows(
    server,
    "select id from sessions where amr = 'mca' and is_persistent = 1 and user_id = (select id from users where email = ?)",
    email,
  );
  expect(kept).toHaveLength(1);
});

test('another code can be had on the page of its own, where it is asked for by the address alone', {
  tag: '@long',
}, async ({ page, server }) => {
  const { email } = await newAccount(server);
  await page.goto('/sign-in/code?next=/settings/profile');
  await press(page, 'Email me a code');
  await expect(page.locator('.summary')).toContainText('Enter your email');
  await page.getByLabel('Email').fill(email);
  await press(page, 'Email me a code');
  await page.waitForURL('**/sign-in/code/verify');
  const code = await latestCode(server.port, email, SUBJECTS.signIn);
  await page.getByLabel('Six-digit code').fill(code);
  await press(page, 'Sign in');
  await page.waitForURL('**/settings/profile');
});

test('what is asked for without an account looks the same, and says so by mail', async ({
  page,
  server,
}) => {
  const email = `nobody-${Date.now()}@example.com`;
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await press(page, 'Email me a code');
  await page.waitForURL('**/sign-in/code/verify');
  await expect(page.getByText(/We sent a 6-digit code to/)).toBeVisible();
  const [mail] = await mailsTo(server.port, email);
  expect(mail).toContain('there is no account with this address');
});
