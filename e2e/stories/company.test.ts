import { newAccount } from '#e2e/support/account';
import { mailsTo } from '#e2e/support/mailbox';
import { addTestProvider, sendDomain } from '#e2e/support/providers';
import { rows } from '#e2e/support/rows';
import { expect, press, test } from '#e2e/support/story';
import { newPerson } from '#e2e/support/test';

/** Browsers are sent to the provider, which is on this machine. */
const THERE = /^sent elsewhere: http:\/\/127\.0\.0\.1:\d+\//;

test('somebody of a company types an address, is sent to its provider, and has an account', async ({
  page,
  server,
  watch,
}) => {
  watch.allow(THERE);
  const domain = `c${Date.now()}.example`;
  const { provider, removed } = await addTestProvider(server, 'acme');
  const opened = await sendDomain(server, domain, '--provider', 'acme', '--required');
  const email = `grace@${domain}`;
  provider.person = { sub: `grace-${Date.now()}`, claims: { email, name: 'Grace' } };
  await page.goto('/sign-in?next=%2Fnotes');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('whatever it is');
  await press(page, 'Sign in');
  await page.waitForURL(`**/sign-in/company/${domain}?next=%2Fnotes`);
  await expect(page.getByText(`People with an address at ${domain} sign in with acme.`)).toBeVisible(); // biome-ignore format: one line
  await press(page, 'Continue with acme');
  await page.waitForURL('**/notes');
  const [made] = rows(server, 'select name, role from users where email = ?', email);
  expect(made).toEqual({ name: 'Grace', role: 'member' });
  opened();
  removed();
});

test('somebody whose company offers its provider finds it beside what was wrong, and comes in by it', async ({
  page,
  server,
  watch,
}) => {
  watch.allow(THERE);
  const domain = `o${Date.now()}.example`;
  const { provider, removed } = await addTestProvider(server, 'acme');
  const opened = await sendDomain(server, domain, '--provider', 'acme');
  const email = `grace@${domain}`;
  provider.person = { sub: `grace-${Date.now()}`, claims: { email, name: 'Grace' } };
  await page.goto('/sign-in?next=%2Fnotes');
  await page.getByLabel('Email').fill(email);
  await press(page, 'Sign in');
  await expect(page.getByText(`People with an address at ${domain} can sign in with their company.`)).toBeVisible(); // biome-ignore format: one line
  await page.getByRole('link', { name: `Continue with ${domain}` }).click();
  await page.waitForURL(`**/sign-in/company/${domain}?next=%2Fnotes`);
  await expect(page.getByRole('link', { name: 'Sign in another way' })).toBeVisible();
  await press(page, 'Continue with acme');
  await page.waitForURL('**/notes');
  expect(rows(server, 'select name from users where email = ?', email)).toEqual([
    { name: 'Grace' },
  ]);
  opened();
  removed();
});

test('somebody who had an account before comes to it by the provider, and is told', {
  tag: '@long',
}, async ({ page, server, watch }) => {
  watch.allow(THERE);
  const domain = `d${Date.now()}.example`;
  const { email, password } = await newAccount(server, {
    ...newPerson(),
    email: `ada@${domain}`,
  });
  const { provider, removed } = await addTestProvider(server, 'acme');
  const opened = await sendDomain(server, domain, '--provider', 'acme', '--required');
  provider.person = { sub: `hers-${Date.now()}`, claims: { email } };
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page, 'Sign in');
  await page.waitForURL(`**/sign-in/company/${domain}*`);
  await press(page, 'Continue with acme');
  await page.waitForURL('**/dashboard');
  expect((await mailsTo(server.port, email)).join()).toContain('An account elsewhere now signs in');
  opened();
  removed();
});
