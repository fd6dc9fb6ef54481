import type { Page } from '@playwright/test';
import { codeBefore, codeOfApp } from '#e2e/support/authenticator-app';
import { latestMail } from '#e2e/support/mailbox';
import { change } from '#e2e/support/rows';
import { CODE, readKey, setUpApp } from '#e2e/support/set-up-app';
import { expect, press, pressAndRead, test } from '#e2e/support/story';
import { signIn, signUp } from '#e2e/support/test';

async function getCodes(page: Page): Promise<string[]> {
  await page.goto('/settings/recovery-codes');
  await press(page, 'Get recovery codes');
  await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
  return page.locator('.codes li').allInnerTexts();
}

async function signOut(page: Page) {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
}

test('an app is set up by its first code, asked for at sign-in, and a code works once', async ({
  page,
  server,
}) => {
  const person = await signUp(page, server);
  await page.goto('/settings/security');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign-in & security');
  await page.getByRole('link', { name: 'Set up Authenticator app' }).click();
  await page.waitForURL('**/settings/authenticator');
  const key = (await page.locator('dd.mono').textContent()) ?? '';
  expect(key).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  await page.getByLabel(CODE).fill('000000');
  await press(page, 'Set up');
  await expect(page.getByRole('alert').first()).toContainText('not the code that the app shows');
  expect(await page.locator('dd.mono').textContent()).toBe(key);
  await page.getByLabel(CODE).fill(await codeBefore(key));
  await pressAndRead(page, 'Set up', 'Your authenticator app is set up');
  await expect(page.getByText('You have no recovery codes.')).toBeVisible();
  expect(
    await latestMail(server.port, person.email, 'An authenticator app was added'),
  ).toBeTruthy();

  await signOut(page);
  await signIn(page, person);
  await page.waitForURL('**/sign-in/second-factor');
  const used = codeOfApp(key);
  await page.getByLabel(CODE).fill('000000');
  await press(page, 'Sign in');
  await expect(page.getByRole('alert').first()).toContainText('not right');
  await page.getByLabel(CODE).fill(`${used.slice(0, 3)} ${used.slice(3)}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/dashboard');

  await signOut(page);
  await signIn(page, person);
  await page.waitForURL('**/sign-in/second-factor');
  await page.getByLabel(CODE).fill(used);
  await press(page, 'Sign in');
  await expect(page.getByRole('alert').first()).toContainText('not right');
  await page.getByLabel(CODE).fill(codeOfApp(key, 1));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/dashboard');
});

test('a recovery code opens once in the place of the app, its owner is told, and the page counts', async ({
  page,
  server,
}) => {
  const person = await signUp(page, server);
  await setUpApp(page);
  const codes = await getCodes(page);
  expect(codes).toHaveLength(10);
  expect(new Set(codes.map((code) => code.replace(/[0-9A-HJKMNP-TV-Z]{4}/g, 'x')))).toEqual(new Set(['x-x-x-x'])); // biome-ignore format: one line
  expect(page.url()).toMatch(/\/settings\/recovery-codes$/);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as a text file' }).click(),
  ]);
  const { readFile } = await import('node:fs/promises');
  const file = await readFile(await download.path(), 'utf8');
  expect(file.split('\r\n').slice(2, 12)).toEqual(codes);
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 codes left.')).toBeVisible();
  await page.goto('/settings/recovery-codes');
  await expect(page.locator('.codes')).toHaveCount(0);

  for (const isAgain of [false, true]) {
    await signOut(page);
    await signIn(page, person);
    await page.waitForURL('**/sign-in/second-factor');
    await page.getByRole('link', { name: 'Use a recovery code' }).click();
    await expect(page.getByRole('link', { name: 'Use your authenticator app' })).toBeVisible();
    await page.getByLabel('Recovery code').fill(codes[0]?.toLowerCase().replaceAll('-', ' ') ?? '');
    if (isAgain) {
      await press(page, 'Sign in');
      await expect(page.getByRole('alert').first()).toContainText('not right');
      await page.getByLabel('Recovery code').fill(codes[1] ?? '');
    }
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/dashboard');
  }
  expect(await latestMail(server.port, person.email, 'A recovery code was used')).toContain('8 codes are left'); // biome-ignore format: one line
  await page.goto('/settings/security');
  await expect(page.getByText('8 codes left.')).toBeVisible();
});

test('what is set up is asked for where somebody proves again who they are, and removed by a button', {
  tag: '@long',
}, async ({ page, server }) => {
  const person = await signUp(page, server);
  const key = await setUpApp(page);
  const [code = ''] = await getCodes(page);
  change(server, 'update sessions set proven_at = ?', Date.now() - 11 * 60_000);
  await page.goto('/settings/authenticator');
  await page.waitForURL('**/confirm?next=**');
  await page.locator('[name=password]').fill(person.password);
  await page.getByLabel(CODE).fill('000000');
  await press(page, 'Confirm');
  await expect(page.getByRole('alert').first()).toContainText('not right');
  await page.getByRole('link', { name: 'Use a recovery code' }).click();
  await page.locator('[name=password]').fill(person.password);
  await page.getByLabel('Recovery code').fill(code);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL('**/settings/authenticator');
  await pressAndRead(page, 'Remove Authenticator app', 'The authenticator app is removed.');
  expect(await latestMail(server.port, person.email, 'authenticator app was removed')).toBeTruthy();

  await signOut(page);
  await signIn(page, person);
  await page.waitForURL('**/dashboard');
  expect(await readKey(page)).not.toBe(key);
});

test('a form that is sent again shows the same codes, and after others none', {
  tag: '@long',
}, async ({ page, server }) => {
  await signUp(page, server);
  const codes = await getCodes(page);
  const form = await page.locator('form[action$="/file"] [name=form]').inputValue();
  await page.goto('/settings/recovery-codes');
  const again = async () => {
    await page.locator('main [name=form]').evaluate((field, value) => Object.assign(field, { value }), form); // biome-ignore format: one line
    await press(page, 'Get recovery codes');
  };
  await again();
  await expect(page.locator('.codes li')).toHaveText(codes);
  await getCodes(page);
  await page.goto('/settings/recovery-codes');
  await again();
  await expect(page.locator('.notice[role=status]').first()).toContainText('are not shown again');
  await expect(page.locator('.codes')).toHaveCount(0);
});
