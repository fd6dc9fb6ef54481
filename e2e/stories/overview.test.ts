import { readFileSync } from 'node:fs';
import { enterNew, newAccount } from '#e2e/support/account';
import { change } from '#e2e/support/rows';
import { giveRole, idOf } from '#e2e/support/staff';
import { expect, press, test } from '#e2e/support/story';
import { newPerson } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

test('an administrator sees how the site is: numbers, a picture with its table, and what to look at', async ({
  page,
  server,
}) => {
  const bob = newVisitor(server);
  const email = await bob.signUp();
  await bob.signOut();
  for (let nth = 0; nth < 2; nth++) await bob.signIn(email, 'not the password of bob');
  const dee = await enterNew(page, server);
  giveRole(server, dee.email, 'administrator');
  await page.goto('/dashboard');
  await page.getByRole('link', { name: 'Administration' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  const figure = (name: RegExp) =>
    page.getByRole('list', { name: 'Numbers' }).getByRole('link', { name });
  await expect(figure(/^People/)).toHaveText(/People\d+\d+ new in 30 days/);
  await expect(figure(/^Signed in now/)).toHaveText(/in \d+ sessions?$/);
  await expect(figure(/^Failed tries/)).toBeVisible();
  const chart = page.getByRole('region', { name: 'Sign-ins and failed tries' });
  await expect(chart.getByRole('img', { name: /The table below has every number/ })).toBeVisible();
  await chart.getByText('Show the numbers as a table').click();
  await expect(chart.getByRole('row')).toHaveCount(31);
  const look = page.getByRole('region', { name: 'Look at this' });
  await expect(look).toContainText(/\d+ of the staff ha(s|ve) no second factor/);
  await expect(page.getByRole('region', { name: 'How people sign in' })).toContainText(
    'Code by mail',
  );
  const system = page.getByRole('region', { name: 'System' });
  await expect(system).toContainText('Free on the disk');
  await expect(page.getByRole('region', { name: 'Latest entries of the log' })).toContainText(
    'A session began',
  );
  await figure(/^Failed tries/).click();
  await expect(page).toHaveURL(/\/admin\/audit\?type=authn_login_fail$/);
  await expect(page.getByLabel('Event')).toHaveValue('authn_login_fail');
});

test('support sees of the overview what their role reads, and no more', async ({
  page,
  server,
}) => {
  const rex = await enterNew(page, server);
  giveRole(server, rex.email, 'support');
  await page.goto('/admin');
  await expect(page.getByRole('region', { name: 'How people sign in' })).toBeVisible();
  await expect(page.getByText('Free on the disk')).toHaveCount(0);
  await expect(page.getByText(/no second factor/)).toHaveCount(0);
  await page.goto('/admin/users');
  await expect(page.getByRole('button', { name: 'Export as CSV' })).toHaveCount(0);
});

test('people are sifted by role and state, and what is shown is taken along', async ({
  page,
  server,
}) => {
  const dee = await enterNew(page, server);
  giveRole(server, dee.email, 'administrator');
  const shut = await newAccount(server, {
    ...newPerson('Ferdinand'),
    name: 'Ferdinand von Zack',
  });
  const open = await newAccount(server, newPerson('Zackarias'));
  change(server, 'update users set disabled_at = 1 where id = ?', idOf(server, shut.email));
  await page.goto('/admin/users');
  await page.getByLabel('Find in names').fill('ZACK');
  await page.getByLabel('State').selectOption('Disabled');
  await page.getByLabel('Role').selectOption('member');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.waitForURL('**/admin/users?*state=disabled*');
  const rows = page.locator('tbody tr');
  await expect(rows.filter({ hasText: shut.email })).toHaveCount(1);
  await expect(rows.filter({ hasText: open.email })).toHaveCount(0);
  await expect(page.getByLabel('State')).toHaveValue('disabled');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^people-\d{4}-\d\d-\d\d\.csv$/);
  const file = readFileSync(await download.path(), 'utf8');
  expect(file.split('\r\n')[0]).toBe(
    'id,name,email,role,state,disabled_until,second_factor,created,last_seen',
  );
  expect(file).toContain(shut.email);
  expect(file).not.toContain(open.email);
  await page.goto('/admin/audit?type=sensitive_read');
  await expect(
    page.getByRole('region', { name: 'Entries' }).getByRole('listitem').first(),
  ).toContainText('A list of people was exported');
  await page.goto('/admin/users?role=root&state=never');
  await expect(page.getByRole('main').getByRole('alert')).toHaveText(
    'There is no such choice. All are shown.',
  );
});

test('the page of a person keeps what helps apart from what takes something away', async ({
  page,
  server,
}) => {
  const dee = await enterNew(page, server);
  giveRole(server, dee.email, 'administrator');
  const mia = await newAccount(server, newPerson('Mia'));
  await page.goto(`/admin/users/${idOf(server, mia.email)}`);
  const help = page.getByRole('region', { name: 'Help' });
  const danger = page.getByRole('region', { name: 'Danger zone' });
  await expect(help.getByRole('button', { name: 'Send reset email' })).toBeVisible();
  for (const name of ['Change role', 'Disable', 'Delete this account']) {
    await expect(danger.getByRole('button', { name })).toBeVisible();
    await expect(help.getByRole('button', { name })).toHaveCount(0);
  }
  await expect(page.locator('.facts')).toContainText('Last seen');
  await press(page, 'Disable');
  await expect(danger.getByRole('alert').first()).toContainText('Say why');
});

test('the log can be verified again at any time, and says when and what was found', async ({
  page,
  server,
}) => {
  const dee = await enterNew(page, server);
  giveRole(server, dee.email, 'administrator');
  await page.goto('/admin/audit');
  for (const _ of [1, 2]) {
    await press(page, 'Verify now');
    await expect(page.getByText('The log was verified.')).toBeVisible();
    await expect(page.getByText(/were verified on|Those up to \d+ were, on/)).toBeVisible();
  }
});
