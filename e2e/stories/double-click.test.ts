import type { Page } from '@playwright/test';
import { enterNew, newAccount } from '#e2e/support/account';
import { ANOTHER, ageProofs, moveCode } from '#e2e/support/account-acts';
import { count } from '#e2e/support/database';
import { latestCode, mailsTo } from '#e2e/support/mailbox';
import { allowApps, newApp, newDevice } from '#e2e/support/programs';
import type { TestServer } from '#e2e/support/server';
import { expect, press, test } from '#e2e/support/story';
import { newEmail, newPerson, signIn } from '#e2e/support/test';

test('a double click on every button makes one account', async ({
  page,
  server,
  javaScriptEnabled,
}) => {
  const person = newPerson();
  const accounts = () => count(server, 'select count(*) from users where email = ?', person.email);
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.locator('[name=password]').fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).dblclick();
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Six-digit code').fill(await latestCode(server.port, person.email));
  await page.getByRole('button', { name: 'Verify' }).dblclick();

  // Without scripts nothing holds the second click back, and the browser throws away the answer to the first:
  // the code is used by then, and the account is there.
  const signOut = page.getByRole('button', { name: 'Sign out' });
  const isUsed = page.getByText('it was used, and the account is there').first();
  await expect(javaScriptEnabled ? signOut : signOut.or(isUsed).first()).toBeVisible();
  expect(await mailsTo(server.port, person.email)).toHaveLength(1);
  expect(accounts()).toBe(1);

  if (await signOut.isVisible()) await signOut.click();
  else await page.goto('/sign-in');
  await page.waitForURL('**/sign-in*');
  await signIn(page, person);
  await page.waitForURL('**/dashboard');
});

/** The way to a button, and how to tell that what it is for was done, and that the page says so. */
type Press = {
  button: string;
  prepare: (page: Page, server: TestServer) => Promise<() => Promise<unknown>>;
};

const fillIn = async (page: Page, fields: Record<string, string>) => {
  for (const [name, value] of Object.entries(fields))
    await page.locator(`[name=${name}]`).last().fill(value);
};
const says = (page: Page, text: string) =>
  expect(page.locator('.notice[role=status]').first()).toContainText(text);
const changesOf = (server: TestServer, type: string, email: string) =>
  count(
    server,
    'select count(*) from audit_events where type = ? and user_id = (select id from users where email = ?)',
    type,
    email,
  );

const BUTTONS: Record<string, Press> = {
  'signs in': {
    button: 'Sign in',
    prepare: async (page, server) => {
      const { email, password } = await newAccount(server);
      await page.goto('/sign-in');
      await fillIn(page, { email, password });
      return () => page.waitForURL('**/dashboard');
    },
  },
  'proves who it is': {
    button: 'Confirm',
    prepare: async (page, server) => {
      const { email, password } = await enterNew(page, server);
      ageProofs(server, email);
      await page.goto('/confirm?next=/settings/sessions');
      await fillIn(page, { password });
      return async () => {
        await page.waitForURL('**/settings/sessions');
        expect(changesOf(server, 'authn_confirmed', email)).toBe(1);
      };
    },
  },
  'changes the password': {
    button: 'Save new password',
    prepare: async (page, server) => {
      const { email, password } = await enterNew(page, server);
      await page.goto('/settings/password');
      await fillIn(page, { current: password, password: ANOTHER });
      return async () => {
        await says(page, 'Your new password is saved.');
        expect(changesOf(server, 'authn_password_change', email)).toBe(1);
        expect(changesOf(server, 'authn_login_fail', email)).toBe(0);
      };
    },
  },
  'changes the address': {
    button: 'Verify',
    prepare: async (page, server) => {
      await enterNew(page, server);
      const email = newEmail('moved');
      await page.goto('/settings/email');
      await fillIn(page, { email });
      await press(page, 'Send me a code');
      await page.waitForURL('**/settings/email/verify');
      await fillIn(page, { code: await moveCode(server, email) });
      return () => says(page, 'Your account has its new address.');
    },
  },
  'lets a device in': {
    button: 'Allow',
    prepare: async (page, server) => {
      await enterNew(page, server);
      const device = await newDevice(server);
      await page.goto(device.link);
      await press(page, 'Continue');
      await page.waitForURL('**/device/*');
      return async () => {
        await expect(page.getByText('You let gatehouse CLI in')).toBeVisible();
        expect(await device.poll()).toMatchObject({ token_type: 'Bearer' });
      };
    },
  },
  'lets an app in': {
    button: 'Allow',
    prepare: async (page, server) => {
      await enterNew(page, server);
      const app = await newApp(server);
      await page.goto(app.url);
      return async () => {
        await expect(page.getByText('Back in the app.')).toBeVisible();
        expect(app.answers().at(-1)?.searchParams.get('code')).toMatch(/^[\w-]{43}/);
        app.close();
      };
    },
  },
};

for (const [what, { button, prepare }] of Object.entries(BUTTONS)) {
  test(`a double click that ${what} does it once, says so, and leaves the person signed in`, async ({
    page,
    server,
    watch,
  }) => {
    allowApps(watch);
    const isDone = await prepare(page, server);
    await page.getByRole('button', { name: button, exact: true }).dblclick();
    await isDone();
    await page.goto('/settings/sessions');
    await expect(page.getByRole('heading', { name: 'Where you’re signed in' })).toBeVisible();
  });
}
