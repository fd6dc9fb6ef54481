import type { Page } from '@playwright/test';
import { enter, enterNew, newAccount } from '#e2e/support/account';
import { latestMail } from '#e2e/support/mailbox';
import { change } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { giveRole, idOf, type Role } from '#e2e/support/staff';
import { answerTo, expect, press, pressAndRead, test } from '#e2e/support/story';
import { newPerson, PASSWORD, signIn } from '#e2e/support/test';

/** A page of somebody new who has this role. */
async function enterWith(page: Page, server: TestServer, role: Role) {
  const account = await enterNew(page, server);
  giveRole(server, account.email, role);
  return account;
}

/** Opens somebody’s page by the link in the shell and the search. */
async function openPerson(page: Page, email: string) {
  await page.goto('/dashboard');
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByRole('link', { name: 'People', exact: true }).first().click();
  await page.getByLabel('Find in names').fill(email.slice(3, 24).toUpperCase());
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.waitForURL('**/admin/users?q=*');
  await page.locator('tr', { hasText: email }).getByRole('link').click();
  await page.waitForURL('**/admin/users/*');
}

const ended = (page: Page) => expect(page).toHaveURL(/\/sign-in\?next=/);

test('an administrator finds a person, disables the account for a day, and opens it again', async ({
  page,
  anotherPage,
  server,
}) => {
  await enterWith(page, server, 'administrator');
  const theirs = await anotherPage();
  const mia = await newAccount(server, newPerson('Mia'));
  await enter(theirs, server, mia.session);
  await theirs.goto('/settings/profile');

  await openPerson(page, mia.email);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mia');
  await expect(page.locator('.facts')).toContainText('member');
  await press(page, 'Disable');
  await expect(page.getByRole('alert').first()).toContainText('Say why the account is disabled');
  await expect(page).toHaveTitle(/^Error: /);
  await page.getByLabel('Reason').fill('Asked for a pause');
  await page.getByLabel('Until').fill('2020-01-01T10:00');
  await press(page, 'Disable');
  await expect(page.getByRole('alert').first()).toContainText('lies in the future');
  await expect(page.getByLabel('Reason')).toHaveValue('Asked for a pause');
  await expect(page.getByLabel('Until')).toHaveValue('2020-01-01T10:00');
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  await page.getByLabel('Until').fill(tomorrow);
  await pressAndRead(page, 'Disable', 'The account is disabled');
  await expect(page.locator('.facts')).toContainText('Asked for a pause');
  await expect(page.locator('.facts')).toContainText('until');

  await theirs.goto('/settings/profile').catch(() => undefined);
  await ended(theirs);
  await expect(theirs.getByText('Asked for a pause')).toHaveCount(0);
  await signIn(theirs, mia);
  await expect(theirs.getByRole('alert').first()).toContainText('not right');

  await pressAndRead(page, 'Enable', 'The account is active again.');
  await expect(page.locator('.facts')).toContainText('Active');
  await theirs.goto('/sign-in');
  await signIn(theirs, mia);
  await theirs.waitForURL('**/dashboard');
});

test('an account that was disabled until a time opens by itself', async ({ page, server }) => {
  const mia = await newAccount(server);
  const id = idOf(server, mia.email);
  const hour = 3_600_000;
  const shut = 'update users set disabled_at = ?, disabled_until = ? where id = ?';
  change(server, shut, Date.now() - 2 * hour, Date.now() + hour, id);
  await page.goto('/sign-in');
  await signIn(page, mia);
  await expect(page.getByRole('alert').first()).toContainText('not right');
  change(server, shut, Date.now() - 2 * hour, Date.now() - 1, id);
  await page.goto('/sign-in');
  await signIn(page, mia);
  await page.waitForURL('**/dashboard');
});

test('an administrator ends sessions, asks for a new password, and deletes an account', {
  tag: '@long',
}, async ({ page, anotherPage, server }) => {
  await enterWith(page, server, 'administrator');
  const theirs = await anotherPage();
  const mia = await newAccount(server, newPerson('Mia'));
  await enter(theirs, server, mia.session);
  await openPerson(page, mia.email);
  await pressAndRead(page, 'End the session in A script', 'That session has ended.');
  await theirs.goto('/dashboard');
  await ended(theirs);
  await expect(page.getByText('Signed in nowhere.')).toBeVisible();

  await signIn(theirs, mia);
  await theirs.waitForURL('**/dashboard');
  await pressAndRead(page, 'Send reset email', 'asked by mail');
  await theirs.goto('/dashboard');
  await ended(theirs);
  expect(await latestMail(server.port, mia.email, 'Please set a new password')).toBeTruthy();

  await page.getByLabel(`Type ${mia.email} to be sure`).fill('somebody@else.example');
  await press(page, 'Delete this account');
  await expect(page.getByRole('alert').first()).toContainText('not the address of this account');
  await page.getByLabel(`Type ${mia.email} to be sure`).fill(mia.email);
  await pressAndRead(page, 'Delete this account', 'The account is deleted');
  await theirs.goto('/sign-in');
  await signIn(theirs, mia);
  await expect(theirs.getByRole('alert').first()).toContainText('not right');
});

test('a new role holds at the next click, with a mail, and goes as it came', {
  tag: '@long',
}, async ({ page, anotherPage, server }) => {
  const dee = await enterWith(page, server, 'administrator');
  const theirs = await anotherPage();
  const rex = await newAccount(server, newPerson('Rex'));
  await enter(theirs, server, rex.session);
  await theirs.goto('/dashboard');
  await expect(theirs.getByRole('link', { name: 'Administration' })).toHaveCount(0);

  await openPerson(page, rex.email);
  await page.getByLabel('Role', { exact: true }).selectOption('support');
  await pressAndRead(page, 'Change role', 'The role is changed');
  expect(await latestMail(server.port, rex.email, 'Your role was changed')).toContain('support');
  await openPerson(theirs, dee.email);
  await expect(theirs.getByRole('button', { name: 'Send reset email' })).toHaveCount(0);
  const mia = await newAccount(server, newPerson('Mia'));
  await openPerson(theirs, mia.email);
  await expect(theirs.getByRole('button', { name: 'Send reset email' })).toBeVisible();
  for (const name of ['Disable', 'Change role', 'Delete this account', 'Enable'])
    await expect(theirs.getByRole('button', { name })).toHaveCount(0);
  await expect(theirs.getByRole('heading', { name: 'Access', exact: true })).toHaveCount(0);

  await page.getByLabel('Role', { exact: true }).selectOption('member');
  await press(page, 'Change role');
  await expect(page.locator('.facts')).toContainText('member');
  // The page still lies open there, with a button that would have worked.
  await theirs.getByRole('button', { name: 'Send reset email' }).click();
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
  expect((await theirs.goto('/admin/users'))?.status()).toBe(404);
});

test('after five minutes the password is asked for, and nothing typed is lost', {
  tag: '@long',
}, async ({ page, server, isWithScripts }) => {
  await enterWith(page, server, 'administrator');
  const mia = await newAccount(server, newPerson('Mia'));
  await openPerson(page, mia.email);
  await page.getByLabel('Reason').fill('Typed with care');
  change(server, 'update sessions set proven_at = ?', Date.now() - 6 * 60_000);
  await press(page, 'Disable');
  await expect(page.getByRole('alert').first()).toContainText('Type your password to go on');
  await expect(page.getByLabel('Reason')).toHaveValue('Typed with care');
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  if (isWithScripts) await expect(page.getByText('Your password is hidden')).toHaveRole('status');
  await pressAndRead(page, 'Disable', 'The account is disabled');

  change(server, 'update sessions set proven_at = ?', Date.now() - 6 * 60_000);
  await answerTo(page, () => page.getByRole('button', { name: 'Enable' }).click());
  await page.waitForURL('**/confirm?next=*');
  await page.locator('[name=password]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL(`**/admin/users/${idOf(server, mia.email)}`);
  await pressAndRead(page, 'Enable', 'The account is active again.');
});

test('an administrator sees what serves the site, and on which database; support does not', {
  tag: '@long',
}, async ({ page, anotherPage, server, nodes }) => {
  await enterWith(page, server, 'administrator');
  await page.goto('/admin/users');
  await page.getByRole('link', { name: 'System' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('System');
  const engine = nodes === 2 ? 'The database is PostgreSQL' : 'The database is a SQLite file';
  await expect(page.getByText(engine)).toBeVisible();
  const processes = page.getByRole('region', { name: 'Processes' }).locator('tbody tr');
  await expect(processes).toHaveCount(nodes);
  await expect(processes.filter({ hasText: String(server.pid()) })).toHaveCount(1);
  await expect(page.locator('.notice')).toHaveCount(0);
  const theirs = await anotherPage();
  await enterWith(theirs, server, 'support');
  await theirs.goto('/admin/users');
  await expect(theirs.getByRole('link', { name: 'System' })).toHaveCount(0);
  expect((await theirs.goto('/admin/system'))?.status()).toBe(404);
});

test('a member and a stranger find no administration', { tag: '@long' }, async ({
  page,
  anotherPage,
  server,
}) => {
  const mia = await enterNew(page, server);
  for (const path of [
    '/admin',
    '/admin/users',
    '/admin/users?state=never',
    `/admin/users/${idOf(server, mia.email)}`,
    '/admin/mail',
    '/admin/system',
    '/admin/x',
  ]) {
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such page');
  }
  const stranger = await anotherPage();
  for (const path of ['/admin', '/admin/users?q=ada', '/admin/x']) {
    await stranger.goto(path);
    await expect(stranger).toHaveURL(`/sign-in?next=${encodeURIComponent(path)}`);
  }
});

test('the list is paged, and its first page is found again', { tag: '@long' }, async ({
  page,
  server,
}) => {
  await enterWith(page, server, 'administrator');
  const insert =
    "insert into users (id, email, name, search_name, created_at) values (?, ?, 'Zoë Ürgüp', 'zoë ürgüp', 1)";
  for (let at = 10; at < 40; at++)
    change(
      server,
      `${insert} on conflict do nothing`,
      `00000000-0000-7000-8000-0000000000${at}`,
      `paged${at}@example.com`,
    );
  for (const typed of ['paged', 'ZOË ürg', 'ë ÜRG']) {
    await page.goto('/admin/users');
    await page.getByLabel('Find in names').fill(typed);
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page.locator('tbody tr')).toHaveCount(25);
    await expect(page.locator('tbody tr').first()).toContainText('paged10@example.com');
    await page.getByRole('link', { name: 'Next page' }).click();
    await expect(page.locator('tbody tr')).toHaveCount(5);
    await expect(page.getByLabel('Find in names')).toHaveValue(typed);
    await expect(page.getByRole('link', { name: 'Next page' })).toHaveCount(0);
    await page.getByRole('link', { name: 'Show everybody' }).click();
    await page.waitForURL('**/admin/users');
  }
});
