import type { Page } from '@playwright/test';
import { latestMail } from '#e2e/support/mailbox';
import { addAuthenticator, addPasskey, withoutAutofill } from '#e2e/support/passkeys';
import { change, rows } from '#e2e/support/rows';
import { expect, pressAndRead, test } from '#e2e/support/story';
import { signIn, signUp } from '#e2e/support/test';

const use = (page: Page) => page.getByRole('button', { name: 'Use a passkey' });

async function signOut(page: Page) {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
}

test('a passkey is added, named, and the owner is told by mail', async ({ page, server }) => {
  const { email } = await signUp(page, server);
  const authenticator = await addAuthenticator(page);
  await addPasskey(page);
  const row = page.locator('.rows li');
  await expect(row).toContainText('synced');
  await expect(row).toContainText('never used to sign in');
  expect(await authenticator.credentials()).toHaveLength(1);
  expect(await latestMail(server.port, email, 'A passkey was added')).toBeTruthy();
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('This device has a passkey for your account already.')).toBeVisible();
  expect(await authenticator.credentials()).toHaveLength(1);
});

test('the field of the address offers the passkey, and signs in without a name', {
  tag: '@long',
}, async ({ page, server }) => {
  await signUp(page, server);
  const authenticator = await addAuthenticator(page);
  await addPasskey(page);
  await authenticator.answers(false);
  await signOut(page);
  await authenticator.answers(true);
  await page.goto('/sign-in?next=/settings/sessions');
  await page.waitForURL('**/settings/sessions');
});

test('the button signs in while the field offers a passkey: one request is under way at a time', {
  tag: '@long',
}, async ({ page, server }) => {
  await signUp(page, server);
  const authenticator = await addAuthenticator(page);
  await addPasskey(page);
  await authenticator.answers(false);
  await Promise.all([page.waitForResponse('**/sign-in/passkey'), signOut(page)]);
  // It is asked for once the field has let go.
  await page.route('**/sign-in/passkey', async (route) => {
    await authenticator.answers(true);
    await route.continue();
  });
  await use(page).click();
  await page.waitForURL('**/dashboard');
});

test('who takes the finger away is signed in nowhere, and may try again', { tag: '@long' }, async ({
  page,
  server,
}) => {
  await signUp(page, server);
  const authenticator = await addAuthenticator(page);
  await addPasskey(page);
  await withoutAutofill(page);
  await signOut(page);
  await authenticator.verifies(false);
  await use(page).click();
  await expect(page.getByText('No passkey was used.')).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in$/);
  await authenticator.verifies(true);
  await use(page).click();
  await page.waitForURL('**/dashboard');
});

test('a passkey that the site does not know is refused, and its device forgets it', {
  tag: '@long',
}, async ({ page, server }) => {
  await signUp(page, server);
  const authenticator = await addAuthenticator(page);
  await addPasskey(page);
  await withoutAutofill(page);
  await signOut(page);
  change(server, "delete from credentials where kind = 'passkey'");
  await use(page).click();
  await expect(page.getByRole('alert').first()).toContainText('That passkey did not work here');
  await expect.poll(async () => (await authenticator.credentials()).length).toBe(0);
});

test('a signature that is none lets nobody in, and its passkey stays on the device', {
  tag: '@long',
}, async ({ page, server }) => {
  await signUp(page, server);
  const authenticator = await addAuthenticator(page);
  await addPasskey(page);
  await withoutAutofill(page);
  await signOut(page);
  await authenticator.lies({ isBogusSignature: true });
  await use(page).click();
  await expect(page.getByRole('alert').first()).toContainText('That passkey did not work here');
  expect(await authenticator.credentials()).toHaveLength(1);
});

test('behind a password the passkey is the second thing, and to cancel leads nowhere', {
  tag: '@long',
}, async ({ page, server }) => {
  const person = await signUp(page, server);
  const authenticator = await addAuthenticator(page);
  await addPasskey(page);
  await withoutAutofill(page);
  await signOut(page);
  await signIn(page, person);
  await page.waitForURL('**/sign-in/second-factor');
  await authenticator.verifies(false);
  await use(page).click();
  await expect(page.getByText('No passkey was used.')).toBeVisible();
  await page.goto('/dashboard');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.goto('/sign-in/second-factor');
  await authenticator.verifies(true);
  await use(page).click();
  await page.waitForURL('**/dashboard');
});

test('a passkey confirms who it is, on its page and within a form', async ({ page, server }) => {
  await signUp(page, server);
  await addAuthenticator(page);
  await addPasskey(page);
  change(server, 'update sessions set proven_at = ?', Date.now() - 11 * 60_000);
  await page.goto('/settings/data');
  await page.waitForURL('**/confirm?next=*');
  await expect(page.locator('[name=password]')).toHaveCount(0);
  await use(page).click();
  await page.waitForURL('**/settings/data');

  await page.goto('/settings/passkeys');
  await page.getByRole('link', { name: 'Rename or remove' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Blue key');
  change(server, 'update sessions set proven_at = ?', Date.now() - 11 * 60_000);
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByRole('alert').first()).toContainText('Use your passkey to go on');
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Blue key');
  await use(page).click();
  await expect(page.locator('.notice[role=status]').first()).toContainText('has its new name');
  await expect(page.locator('.rows li')).toContainText('Blue key');
});

test('a removed passkey is gone from the list, from the device, and opens nothing', {
  tag: '@long',
}, async ({ page, server }) => {
  const person = await signUp(page, server);
  const authenticator = await addAuthenticator(page);
  await addPasskey(page);
  await page.getByRole('link', { name: 'Rename or remove' }).click();
  await pressAndRead(page, 'Remove passkey', 'The passkey is removed');
  await expect(page.getByText('You have no passkey yet.')).toBeVisible();
  await expect.poll(async () => (await authenticator.credentials()).length).toBe(0);
  await signOut(page);
  await signIn(page, person);
  await page.waitForURL('**/dashboard');
});

test('a key in a port is on this device only; without its PIN none is made', {
  tag: '@long',
}, async ({ page, server }) => {
  const { email } = await signUp(page, server);
  const authenticator = await addAuthenticator(page, { transport: 'usb', isSynced: false });
  await authenticator.verifies(false);
  await page.goto('/settings/passkeys');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('No passkey was used.')).toBeVisible();
  await authenticator.verifies(true);
  await addPasskey(page);
  await expect(page.locator('.rows li')).toContainText('only on this device');
  await expect(page.getByText('Your only passkey is on one device.')).toBeVisible();
  const [stored] = rows(
    server,
    "select may_be_backed_up as may from credentials where kind = 'passkey' and user_id = (select id from users where email = ?)",
    email,
  );
  expect(stored).toMatchObject({ may: 0 });
});

test('a challenge that is over is said, and the next one works', { tag: '@long' }, async ({
  page,
  server,
}) => {
  await signUp(page, server);
  const _authenticator = await addAuthenticator(page);
  await addPasskey(page);
  await withoutAutofill(page);
  await signOut(page);
  await page.route('**/sign-in', async (route) => {
    if (route.request().method() === 'POST')
      change(server, 'update passkey_challenges set created_at = 0');
    await route.continue();
  });
  await use(page).click();
  await expect(page.getByRole('alert').first()).toContainText('That took too long');
  await page.unroute('**/sign-in');
  await use(page).click();
  await page.waitForURL('**/dashboard');
});
