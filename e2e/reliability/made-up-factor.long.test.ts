import type { Browser, Page } from '@playwright/test';
import { ANOTHER, ageProofs, resetCode } from '#e2e/support/account-acts';
import { latestCode } from '#e2e/support/mailbox';
import { newApp, newDevice } from '#e2e/support/programs';
import { buildChanged } from '#e2e/support/second-build';
import { LIGHT, startServer, type TestServer } from '#e2e/support/server';
import { expect, newNetwork, newPerson, test } from '#e2e/support/test';

/** Everybody has it, and it is teal. That it is one folder and one line is shown by lib/factors/made-up.long.test.ts. */
const FACTOR = `= [{
  kind: 'favourite-colour',
  amr: ['kba'],
  field: { label: 'Favourite colour' },
  isSetUp: () => true,
  verify: async (_, typed) =>
    typed === 'teal' ? { ok: true, value: [] } : { ok: false, reason: 'wrong_factor' },
}];`;

let built: ReturnType<typeof buildChanged>;
let made: TestServer;
test.beforeAll(async () => {
  test.setTimeout(600_000);
  built = buildChanged([['lib/factors/list.ts', '= [];', FACTOR]]);
  made = await startServer(LIGHT, undefined, built.home);
});
test.afterAll(async () => {
  await made?.remove();
  built?.remove();
});

test.use({ actionTimeout: 20_000 });

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const isAt = (page: Page, path: string) =>
  expect(page).toHaveURL(({ pathname }) => pathname === path);

/** The page of the factor: half a sign-in opens nothing, a wrong answer nothing either, the right one all. */
async function answerFactor(page: Page) {
  await isAt(page, '/sign-in/second-factor');
  const other = await page.context().newPage();
  await other.goto('/dashboard');
  await isAt(other, '/sign-in');
  await other.close();

  await page.getByLabel('Favourite colour').fill('beige');
  await press(page, 'Sign in');
  await expect(page.getByText('This is not right. Check it and try again.').first()).toBeVisible();
  await isAt(page, '/sign-in/second-factor');
  await page.getByLabel('Favourite colour').fill('teal');
  await press(page, 'Sign in');
}

async function signIn(page: Page, { email, password }: { email: string; password: string }) {
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await press(page, 'Sign in');
  await answerFactor(page);
}

for (const javaScriptEnabled of [true, false]) {
  const open = async (browser: Browser) => {
    const context = await browser.newContext({
      javaScriptEnabled,
      baseURL: made.url,
      extraHTTPHeaders: { 'X-Forwarded-For': newNetwork() },
    });
    return context.newPage();
  };

  test(`${javaScriptEnabled ? 'with' : 'without'} scripts every page that lets somebody in asks for a made-up factor`, async ({
    browser,
  }) => {
    const person = newPerson();
    const page = await open(browser);

    await test.step('sign-up', async () => {
      await page.goto('/sign-up');
      await page.getByLabel('Name').fill(person.name);
      await page.getByLabel('Email').fill(person.email);
      await page.locator('[name=password]').fill(person.password);
      await press(page, 'Create account');
      await isAt(page, '/sign-up/verify');
      await page.getByLabel('Six-digit code').fill(await latestCode(made.port, person.email));
      await press(page, 'Verify');
      await answerFactor(page);
      await isAt(page, '/dashboard');
    });

    await test.step('sign-in, back to the page that was asked for', async () => {
      await press(page, 'Sign out');
      await isAt(page, '/sign-in');
      await page.goto('/settings/sessions');
      await signIn(page, person);
      await isAt(page, '/settings/sessions');
    });

    await test.step('confirming', async () => {
      ageProofs(made, person.email);
      await page.goto('/confirm?next=/settings/email');
      await page.locator('[name=password]').fill(person.password);
      await page.getByLabel('Favourite colour').fill('beige');
      await press(page, 'Confirm');
      await expect(page.getByText('This is not right.').first()).toBeVisible();
      await page.locator('[name=password]').fill(person.password);
      await page.getByLabel('Favourite colour').fill('teal');
      await press(page, 'Confirm');
      await isAt(page, '/settings/email');
    });

    await test.step('a device', async () => {
      const device = await newDevice(made);
      const other = await open(browser);
      await other.goto(device.link);
      await signIn(other, person);
      await isAt(other, '/device');
      await press(other, 'Continue');
      expect(await device.poll()).toMatchObject({ error: 'authorization_pending' });
      await press(other, 'Allow');
      await expect(other.getByText('You let gatehouse CLI in')).toBeVisible();
      await other.context().close();
    });

    await test.step('an app', async () => {
      const app = await newApp(made);
      const other = await open(browser);
      await other.goto(app.url);
      await signIn(other, person);
      await expect(other.getByRole('button', { name: 'Allow', exact: true })).toBeVisible();
      expect(app.answers()).toEqual([]);
      await press(other, 'Allow');
      await expect(other.getByText('Back in the app.')).toBeVisible();
      expect(app.answers()).toHaveLength(1);
      app.close();
      await other.context().close();
    });

    await test.step('a new password by a mailed code', async () => {
      const other = await open(browser);
      await other.goto('/forgot-password');
      await other.locator('[name=email]').fill(person.email);
      await press(other, 'Send me a code');
      await isAt(other, '/reset-password');
      await other.locator('[name=code]').fill(await resetCode(made, person.email));
      await other.locator('[name=password]').fill(ANOTHER);
      await press(other, 'Save new password');
      await answerFactor(other);
      await isAt(other, '/dashboard');
      await other.context().close();
    });

    await page.context().close();
  });
}
