import type { Page } from '@playwright/test';
import { newAccount } from '#e2e/support/account';
import { ANOTHER, resetCode } from '#e2e/support/account-acts';
import { forgetLimits } from '#e2e/support/database';
import { latestCode, mailsTo } from '#e2e/support/mailbox';
import { change } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, press, test } from '#e2e/support/story';
import { newEmail, newPerson, PASSWORD } from '#e2e/support/test';

type Typed = { name: string; email: string; password: string };

async function fillIn(page: Page, { name, email, password }: Typed) {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Email').fill(email);
  await page.locator('[name=password]').fill(password);
}

async function askForAccount(page: Page, person: Typed) {
  await page.goto('/sign-up');
  await fillIn(page, person);
  await press(page, 'Create account');
  await page.waitForURL('**/sign-up/verify');
}

async function askForReset(page: Page, email: string) {
  await page.goto('/forgot-password');
  await page.getByLabel('Email').fill(email);
  await press(page, 'Send me a code');
  await page.waitForURL('**/reset-password');
}

async function typeCode(page: Page, server: TestServer, email: string) {
  await page.getByLabel('Six-digit code').fill(await latestCode(server.port, email));
  await press(page, 'Verify');
}

async function reset(page: Page, server: TestServer, email: string) {
  await page.getByLabel('Six-digit code').fill(await resetCode(server, email));
  await page.locator('[name=password]').fill(ANOTHER);
  await press(page, 'Save new password');
  await page.waitForURL('**/dashboard');
}

test('back, and create the account again: the one mail is said, and its code works', async ({
  page,
  server,
}) => {
  const person = newPerson();
  await askForAccount(page, person);
  await page.goBack();
  await fillIn(page, { ...person, name: 'Ada the Second' });
  await press(page, 'Create account');
  await page.waitForURL('**/sign-up/verify');
  await expect(page.getByText(/We sent a 6-digit code to .* at .*It works until/)).toBeVisible();
  expect(await mailsTo(server.port, person.email)).toHaveLength(1);
  await typeCode(page, server, person.email);
  await page.waitForURL('**/dashboard');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ada the Second');
});

test('forgotten twice within a minute: the code of the one mail works', { tag: '@long' }, async ({
  page,
  server,
}) => {
  const { email } = await newAccount(server);
  const before = (await mailsTo(server.port, email)).length;
  await askForReset(page, email);
  await askForReset(page, email);
  expect(await mailsTo(server.port, email)).toHaveLength(before + 1);
  await reset(page, server, email);
});

test('a reset that is done and sent once more says that the password is saved', {
  tag: '@long',
}, async ({ page, context, server }) => {
  const { email } = await newAccount(server);
  await askForReset(page, email);
  const second = await context.newPage();
  await second.goto('/reset-password');
  await reset(page, server, email);
  await second.getByLabel('Six-digit code').fill('123456');
  await second.locator('[name=password]').fill(ANOTHER);
  expect((await press(second, 'Save new password')).status()).toBe(422);
  await expect(second.getByRole('alert').first()).toContainText('the new password is saved');
});

test('a browser that asked for nothing is told that no code went out, and no code opens it', {
  tag: '@long',
}, async ({ page, server, anotherPage }) => {
  const person = newPerson();
  await askForAccount(page, person);
  const elsewhere = await anotherPage();
  await askForAccount(elsewhere, { ...person, password: 'a password of somebody else' });
  await expect(elsewhere.getByText('No code went out for this page yet')).toBeVisible();
  await typeCode(elsewhere, server, person.email);
  await expect(elsewhere.getByRole('alert').first()).toContainText('No code was mailed for this');
  await typeCode(page, server, person.email);
  await page.waitForURL('**/dashboard');
});

test('two sign-ups and a reset beside them: each tab is answered by its own', {
  tag: '@long',
}, async ({ page, context, server }) => {
  const [one, two] = [newPerson(), newPerson()];
  const { email: known } = await newAccount(server);
  const [second, third] = [await context.newPage(), await context.newPage()];
  await askForAccount(page, one);
  await askForAccount(second, two);
  await askForReset(third, known);
  // The wrong one of both: said in the tab it was typed in, about its own address.
  await page.getByLabel('Six-digit code').fill(await latestCode(server.port, two.email));
  await press(page, 'Verify');
  await expect(page.getByText(one.email).first()).toBeVisible();
  await expect(page.getByText(two.email)).toHaveCount(0);
  await typeCode(page, server, one.email);
  await page.waitForURL('**/dashboard');
  await typeCode(second, server, two.email);
  await second.waitForURL('**/dashboard');
  await reset(third, server, known);
});

test('what took too long says so, and what was typed is there', { tag: '@long' }, async ({
  page,
  server,
}) => {
  const person = newPerson();
  await askForAccount(page, person);
  const code = await latestCode(server.port, person.email);
  change(
    server,
    'update codes set created_at = created_at - 3600001 where email = ?',
    person.email,
  );
  await page.getByLabel('Six-digit code').fill(code);
  await press(page, 'Verify');
  await page.waitForURL('**/sign-up?again=*');
  await expect(page.getByRole('status').filter({ hasText: 'longer than an hour' })).toBeVisible();
  await expect(page.getByLabel('Name')).toHaveValue(person.name);
  await expect(page.getByLabel('Email')).toHaveValue(person.email);
  await page.goto('/sign-up');
  await expect(page.getByLabel('Email')).toHaveValue('');
});

test('a code whose browser has forgotten it leads to the form with a sentence', {
  tag: '@long',
}, async ({ page, context, server }) => {
  const person = newPerson();
  await askForAccount(page, person);
  await context.clearCookies();
  await typeCode(page, server, person.email);
  await page.waitForURL('**/sign-up');
  await expect(page.getByText('begun in another browser')).toBeVisible();
});

test('"Use another address" keeps what was typed', { tag: '@long' }, async ({ page }) => {
  const person = { name: 'Ada', email: newEmail('wrnog'), password: PASSWORD };
  await askForAccount(page, person);
  await page.getByRole('link', { name: 'Use another address' }).click();
  await expect(page.getByLabel('Name')).toHaveValue('Ada');
  await expect(page.getByLabel('Email')).toHaveValue(person.email);
});

test('an account that was just deleted can be made anew; within the minute the page says when', {
  tag: '@long',
}, async ({ page, server }) => {
  const person = newPerson();
  await askForAccount(page, person);
  await typeCode(page, server, person.email);
  await page.waitForURL('**/dashboard');
  await page.goto('/settings/data');
  await page.locator('[name=email]').fill(person.email);
  await press(page, 'Delete my account');
  await page.waitForURL((url) => url.pathname === '/');
  // Nobody may see by a mailbox that an account at it is gone: it is mailed no sooner than any other.
  await askForAccount(page, person);
  await expect(page.getByText(/No code went out for this page yet/)).toBeVisible();
  forgetLimits(server);
  await askForAccount(page, person);
  await expect(page.getByText(/We sent a 6-digit code to .* at/)).toBeVisible();
  await page.getByLabel('Six-digit code').fill(await latestCode(server.port, person.email));
  await press(page, 'Verify');
  await page.waitForURL('**/dashboard');
});
