import type { Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import type { TestServer } from '#e2e/support/server';
import { withoutStreams } from '#e2e/support/session-stream';
import { expect, inBrief, press, test } from '#e2e/support/story';
import { newPerson, signIn } from '#e2e/support/test';

type Refusal = {
  what: string;
  title: string;
  reach: (page: Page, server: TestServer) => Promise<unknown>;
  button: string;
  typed: Record<string, string>;
  /** A code alone is typed again: it was looked up for this one time. */
  isForgotten?: true;
  /** By the id of the field. */
  problems: Record<string, string>;
};

const inside = (path: string) => async (page: Page, server: TestServer) => {
  await enterNew(page, server);
  await page.goto(path);
};

const SHORT = 'Use at least 15 characters. A few random words work well.';
const NO_ADDRESS = 'Enter an email address like name@example.com.';
const NO_CODE = 'Enter the six digits of the code.';

const REFUSALS: Refusal[] = [
  {
    what: 'a forgotten password',
    title: 'Set a new password',
    reach: (page) => page.goto('/forgot-password'),
    button: 'Send me a code',
    typed: { email: 'ada at example' },
    problems: { email: NO_ADDRESS },
  },
  {
    what: 'a new password by code',
    title: 'Choose a new password',
    reach: async (page) => {
      await page.goto('/forgot-password');
      await page.getByLabel('Email').fill(newPerson().email);
      await press(page, 'Send me a code');
      await page.waitForURL('**/reset-password');
    },
    button: 'Save new password',
    typed: { code: '12', password: 'short' },
    problems: { code: NO_CODE, 'new-password': SHORT },
  },
  {
    what: 'the change of password',
    title: 'Change your password',
    reach: inside('/settings/password'),
    button: 'Save new password',
    typed: { password: 'short' },
    problems: { 'current-password': 'Enter your password.', 'new-password': SHORT },
  },
  {
    what: 'the change of address',
    title: 'Change your email',
    reach: inside('/settings/email'),
    button: 'Send me a code',
    typed: { email: 'ada@' },
    problems: { email: NO_ADDRESS },
  },
  {
    what: 'the code for an address',
    title: 'Check your new mailbox',
    reach: async (page, server) => {
      await inside('/settings/email')(page, server);
      await page.getByLabel('New email').fill(newPerson().email);
      await press(page, 'Send me a code');
      await page.waitForURL('**/settings/email/verify');
    },
    button: 'Verify',
    typed: { code: 'abc' },
    isForgotten: true,
    problems: { code: NO_CODE },
  },
  {
    what: 'the profile',
    title: 'Your profile',
    reach: inside('/settings/profile'),
    button: 'Save profile',
    typed: { name: ' ' },
    problems: { name: 'Enter your name.' },
  },
  {
    what: 'the proof',
    title: 'Confirm it’s you',
    reach: inside('/confirm?next=%2Fsettings%2Fdata'),
    button: 'Confirm',
    typed: {},
    problems: { 'current-password': 'Enter your password.' },
  },
  {
    what: 'the deletion',
    title: 'Your data',
    reach: inside('/settings/data'),
    button: 'Delete my account',
    typed: { email: 'somebody@else.example' },
    problems: { email: 'This is not the address of your account.' },
  },
];

for (const { what, title, reach, button, typed, isForgotten, problems } of REFUSALS) {
  test(`${what}: what is wrong is said once at the top and at its field, and the rest is kept`, async ({
    page,
    server,
    isWithScripts,
  }) => {
    await reach(page, server);
    for (const [name, value] of Object.entries(typed))
      await page.locator(`[name=${name}]`).fill(value);
    expect((await press(page, button)).status()).toBe(422);
    await expect(page).toHaveTitle(`Error: ${title} · Gatehouse`);
    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' });
    await expect(summary).toBeVisible();
    if (isWithScripts) await expect(summary).toBeFocused();
    for (const [name, value] of Object.entries(typed)) {
      const isSecret = isForgotten || name === 'password';
      await expect(page.locator(`[name=${name}]`)).toHaveValue(isSecret ? '' : value);
    }
    for (const [id, text] of Object.entries(problems)) {
      const field = page.locator(`#${id}`);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(new RegExp(RegExp.escape(text)));
      await summary.getByRole('link', { name: inBrief(text), exact: true }).click();
      await expect(field).toBeFocused();
    }
    await expect(page.locator('[aria-invalid]')).toHaveCount(Object.keys(problems).length);
  });
}

test('a form sent after signing out in another tab keeps its text, leads to sign-in and back, and is sent again', {
  tag: '@long',
}, async ({ page, server, isWithScripts }) => {
  const person = await enterNew(page, server);
  const { email } = newPerson();
  await page.goto('/settings/email?x=1');
  await page.getByLabel('New email').fill(email);
  const second = await page.context().newPage();
  await second.goto('/dashboard');
  await second.getByRole('button', { name: 'Sign out' }).click();
  await second.waitForURL('**/sign-in');
  expect((await press(page, 'Send me a code')).status()).toBe(409);
  await expect(page.getByText('You were signed out. Nothing was changed this time')).toBeVisible();
  const way = page.getByRole('link', { name: 'Sign in again (in a new tab)' }).first();
  await expect(way).toHaveAttribute('href', /^\/sign-in\?next=%2Fsettings%2Femail(%3F|$)/);
  const [beside] = await Promise.all([page.context().waitForEvent('page'), way.click()]);
  await signIn(beside, person);
  await beside.waitForURL('**/settings/email**');
  await expect(beside.getByLabel('New email')).toBeVisible();
  await expect(page.locator('[name=email]:not([type=hidden])')).toHaveValue(email);
  await press(page, isWithScripts ? 'Send me a code' : 'Send it again');
  await page.waitForURL('**/settings/email/verify');
});

test('two clicks on one button change the password once, and the new one is good', async ({
  page,
  server,
}) => {
  await withoutStreams(page);
  const person = await enterNew(page, server);
  const password = 'eleven quiet lanterns drift';
  await page.goto('/settings/password');
  await page.locator('[name=current]').fill(person.password);
  await page.locator('[name=password]').fill(password);
  await page.getByRole('button', { name: 'Save new password' }).dblclick();
  // Without scripts the answer to the second click may still be on its way.
  await expect(() => page.goto('/sign-in')).toPass();
  if (page.url().includes('/sign-in')) {
    await page.getByLabel('Email').fill(person.email);
    await page.locator('[name=password]').fill(password);
    await press(page, 'Sign in');
  }
  await page.waitForURL('**/dashboard');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Hello, ${person.name}`);
});
