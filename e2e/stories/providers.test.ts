import { newAccount } from '#e2e/support/account';
import { latestCode, mailsTo } from '#e2e/support/mailbox';
import { addPostingProvider, addTestProvider } from '#e2e/support/providers';
import { rows } from '#e2e/support/rows';
import { expect, press, test } from '#e2e/support/story';

/** Browsers are sent to the provider, which is on this machine. */
const THERE = /^sent elsewhere: http:\/\/127\.0\.0\.1:\d+\//;

test('a stranger comes from a provider, proves an address, and comes back by the button alone', async ({
  page,
  server,
  watch,
}) => {
  watch.allow(THERE);
  const { provider, removed } = await addTestProvider(server, 'acme');
  const email = `elsewhere-${Date.now()}@example.com`;
  provider.person = { sub: `stranger-${Date.now()}`, claims: { email, name: 'Grace' } };
  await page.goto('/notes');
  await press(page, 'Continue with acme');
  await page.waitForURL('**/sign-in/finish/*');
  await expect(page.getByLabel('Name')).toHaveValue('Grace');
  await expect(page.getByLabel('Email')).toHaveValue(email);
  await press(page, 'Create account');
  await page.waitForURL('**/sign-up/verify');
  await page.getByLabel('Six-digit code').fill(await latestCode(server.port, email));
  await press(page, 'Verify');
  await page.waitForURL('**/notes');
  await press(page, 'Sign out');
  await page.waitForURL('**/sign-in');
  await page.locator('form[action^="/sign-in/with/"] [name=remember]').check();
  await press(page, 'Continue with acme');
  await page.waitForURL('**/dashboard');
  const [session] = rows(
    server,
    'select s.is_persistent from sessions s join users u on u.id = s.user_id where u.email = ? order by s.created_at desc limit 1',
    email,
  );
  expect(session?.['is_persistent']).toBe(1);
  removed();
});

test('somebody with an account signs in to it, and says that the other is to be connected', async ({
  page,
  server,
  watch,
}) => {
  watch.allow(THERE);
  const { provider, removed } = await addTestProvider(server, 'acme');
  const { email, password } = await newAccount(server);
  provider.person = { sub: `hers-${Date.now()}`, claims: { email, preferred_username: 'ada' } };
  await page.goto('/sign-in');
  await press(page, 'Continue with acme');
  await page.waitForURL('**/sign-in/finish/*');
  await page.getByRole('link', { name: 'Sign in and connect' }).click();
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await press(page, 'Sign in');
  await page.waitForURL('**/settings/connections/new/*');
  await expect(page.getByText('ada', { exact: true })).toBeVisible();
  await press(page, 'Connect');
  await page.waitForURL('**/dashboard');
  expect((await mailsTo(server.port, email)).join()).toContain('An account elsewhere now signs in');
  await page.goto('/settings/connections');
  await page.getByRole('link', { name: 'Disconnect' }).click();
  await press(page, 'Disconnect');
  await expect(page.getByText('It is not connected any more.')).toBeVisible();
  const left = rows(server, 'select id from connections where label = ?', 'ada');
  expect(left).toEqual([]);
  await press(page, 'Connect acme');
  await page.waitForURL('**/settings/connections/new/*');
  await press(page, 'Connect');
  await expect(page.getByText('It is connected. You can sign in with it.')).toBeVisible();
  removed();
});

test('somebody who says no there is back at the sign-in page, which says so', {
  tag: '@long',
}, async ({ page, server, watch }) => {
  watch.allow(THERE);
  const { provider, removed } = await addTestProvider(server, 'acme');
  provider.says = 'no';
  await page.goto('/sign-in?next=/notes');
  await press(page, 'Continue with acme');
  await page.waitForURL('**/sign-in?next=*');
  await expect(page.getByText('You did not go on there')).toBeVisible();
  removed();
});

test('a provider that posts its answer from its own site finds the browser that asked', {
  tag: '@long',
}, async ({ page, server, watch }) => {
  watch.allow(THERE);
  const { provider, removed } = await addPostingProvider(server);
  await page.route(`${provider.issuer}/**`, (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const fields = Object.entries({ code: 'made-up', state: String(asked.get('state')) });
    const inputs = fields.map(
      ([name, value]) => `<input type=hidden name=${name} value="${value}">`,
    );
    const body = `<!doctype html><title>There</title><form method=post action="${asked.get('redirect_uri')}">${inputs.join('')}<button>Go on</button></form>`;
    return route.fulfill({ contentType: 'text/html', body });
  });
  await page.goto('/sign-in?next=/notes');
  await press(page, 'Continue with Apple');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.waitForURL('**/sign-in?next=*');
  // The state was found, by a cookie that is Lax, and the code that is none was brought back.
  await expect(page.getByText('That provider did not answer as it should')).toBeVisible();
  removed();
});
