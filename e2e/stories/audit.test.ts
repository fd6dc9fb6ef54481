import type { Locator } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import { change } from '#e2e/support/rows';
import { ageProof, giveRole } from '#e2e/support/staff';
import { expect, pressAndRead, test } from '#e2e/support/story';
import { newVisitor } from '#e2e/support/visitor';

/** The place of an entry in the log. */
const numberOf = async (entry: Locator) =>
  Number((await entry.getByRole('paragraph').first().textContent())?.match(/^\d+/)?.[0]);

test('an administrator looks through the log: newest first, by kind, by person, by day, page by page', {
  tag: '@long',
}, async ({ page, server }) => {
  const bob = newVisitor(server);
  const email = await bob.signUp();
  expect((await bob.go('/admin/audit')).status).toBe(404);
  await bob.signOut();
  await bob.signIn(email, 'not the password of bob');
  for (let nth = 0; nth < 26; nth++) {
    expect((await bob.signIn(email)).status).toBe(303);
    await bob.signOut();
  }
  const { email: admin } = await enterNew(page, server);
  giveRole(server, admin, 'administrator');
  await page.goto('/admin/audit');
  const entries = page.getByRole('region', { name: 'Entries' }).getByRole('listitem');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit log');
  // What was not looked at is not green.
  await expect(page.getByText(/entries are not yet verified/)).toBeVisible();
  await expect(page.locator('.notice:not(.plain)')).toHaveCount(0);
  await pressAndRead(page, 'Verify now', 'The log was verified.');
  await expect(page.getByText(/^All entries up to \d+ were verified on/)).toBeVisible();
  await expect(entries).toHaveCount(50);
  await expect(entries.first()).toContainText('session_created');
  await expect(entries.first()).toContainText(admin);
  const oldest = await numberOf(entries.last());
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page).toHaveURL(/before=/);
  expect(await numberOf(entries.first())).toBe(oldest - 1);

  await page.goto('/admin/audit');
  await page.getByLabel('Event').selectOption('authn_login_fail');
  await page.getByLabel('Person').fill(email.toUpperCase());
  await page.getByRole('button', { name: 'Apply', exact: true }).click();
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText('A wrong password was tried failure');
  await expect(entries).toContainText(`authn_login_fail · failure`);
  await expect(entries).toContainText(email);
  await expect(entries).toContainText(bob.network);
  await expect(page.getByLabel('Event')).toHaveValue('authn_login_fail');
  // Nobody knows who guesses a password; a refusal while signed in has a name.
  await expect(entries.getByRole('definition').nth(1)).toHaveText('whoever sent it');
  await page.goto(`/admin/audit?person=${email}&type=authz_fail`);
  await expect(entries).toHaveCount(1);
  await expect(entries.getByRole('definition').nth(1)).toHaveText('the person');

  const day = new Date().toISOString().slice(0, 10);
  await page.goto(`/admin/audit?person=${email}&from=${day}&to=${day}`);
  await expect(entries).toHaveCount(50);
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(entries.last()).toContainText('user_created');
  await page.goto(`/admin/audit?person=${email}&to=2020-01-01`);
  await expect(page.getByText('No matching entries.')).toBeVisible();
  const zoneOfAdmin = (zone: string) =>
    change(server, 'update users set time_zone = ? where email = ?', zone, admin);
  // Of its clocks one shows another day than those of UTC, at every hour.
  for (const zone of ['Pacific/Kiritimati', 'Pacific/Niue']) {
    zoneOfAdmin(zone);
    const today = new Date().toLocaleDateString('sv-SE', { timeZone: zone });
    await page.goto(`/admin/audit?person=${email}&from=${today}&to=${today}`);
    await expect(page.getByLabel(`From (${zone})`)).toHaveValue(today);
    await expect(page.getByLabel(`To (${zone})`)).toHaveValue(today);
    await expect(page.getByText(`Times are in ${zone}.`)).toBeVisible();
    expect(await entries.count(), zone).toBeGreaterThan(0);
  }
  zoneOfAdmin('');
  await page.goto('/admin/audit?type=toString&from=2026-02-31&to=%27&before=x&before=y');
  await expect(page.getByRole('main').getByRole('alert')).toHaveText([
    'There is no such kind of event.',
    'Give a day as YYYY-MM-DD.',
    'Give a day as YYYY-MM-DD.',
  ]);
});

test('what a caller sent is text on the page and nothing else, however it is written', async ({
  page,
  server,
}) => {
  const { email } = await enterNew(page, server);
  giveRole(server, email, 'administrator');
  const nasty = '<img src=x onerror=document.title=1>"{{7*7}}\u202e%7B';
  const visitor = newVisitor(server);
  const form = await visitor.form('/sign-in');
  const fields: [string, string][] = [
    ['email', email],
    ['password', 'wrong <b>password</b>'],
  ];
  // Header values are bytes; a browser that lies sends these.
  const bytes = Buffer.from(nasty).toString('latin1');
  await visitor.submit(form, fields, 'form', { 'User-Agent': bytes });
  await visitor.post('/dashboard', {
    body: '',
    headers: { Origin: 'http://<b>evil</b>.test', 'User-Agent': bytes },
  });
  await expect
    .poll(async () => {
      await page.goto('/admin/audit?type=malicious_csrf');
      return page.getByText('http://<b>evil</b>.test').count();
    })
    .toBeGreaterThan(0);
  await page.goto(`/admin/audit?person=${email}&type=authn_login_fail`);
  await expect(page.getByRole('region', { name: 'Entries' }).getByRole('listitem')).toHaveCount(1);
  await expect(page.locator('main img, main b')).toHaveCount(0);
  await expect(page).toHaveTitle('Audit log · Gatehouse');
  expect(await page.content()).not.toContain('wrong <b>password');
});

test('after five minutes the log asks for the password first, and goes on to what was asked', async ({
  page,
  server,
}) => {
  const { email, password } = await enterNew(page, server);
  giveRole(server, email, 'administrator');
  ageProof(server, email, 6);
  await page.goto('/admin/audit?type=user_created');
  await expect(page).toHaveURL(/\/confirm\?next=%2Fadmin%2Faudit%3Ftype%3Duser_created$/);
  await page.locator('[name=password]').fill(password);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.waitForURL('**/admin/audit?type=user_created');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit log');
});

test('an administrator takes the log home; the export is an entry itself', {
  tag: '@long',
}, async ({ page, server }) => {
  const { email } = await enterNew(page, server);
  giveRole(server, email, 'administrator');
  await page.goto('/admin/audit');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
  await page.goto('/admin/audit');
  const first = page.getByRole('region', { name: 'Entries' }).getByRole('listitem').first();
  await expect(first).toContainText('The audit log was exported');
  await expect(first).toContainText(`administrator ${email}`);
});
