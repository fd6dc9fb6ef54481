import { enterNew, newAccount } from '#e2e/support/account';
import { withoutNotice } from '#e2e/support/session-stream';
import { expect, press, test } from '#e2e/support/story';
import { signIn } from '#e2e/support/test';

const HOSTILE = [
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https:evil.example',
  'https://evil.example/',
  '%2F%2Fevil.example',
  '/%2F/evil.example',
  '/%252F%252Fevil.example',
  '/%09/evil.example',
  '/\t/evil.example',
  '/%0d%0aSet-Cookie:a=b',
  'javascript:alert(1)',
  'data:text/html,hello',
  '/./\\evil.example',
  '/.//evil.example',
  'dashboard',
  '',
  '/sign-in?next=/sign-in',
];

test('a hostile "next" always leads to the dashboard', { tag: '@long' }, async ({
  page,
  server,
}) => {
  for (const next of HOSTILE) {
    const answer = await page.request.get(`/sign-in?next=${encodeURIComponent(next)}`);
    const html = await answer.text();
    expect(html, next).toContain('name="next" value="/dashboard"');
    expect(html, next).toContain('href="/sign-up?next=%2Fdashboard"');
  }
  await page.goto('/sign-in?next=/settings/sessions&next=/dashboard');
  await expect(page.locator('[name=next]')).toHaveValue('/dashboard');

  const person = await newAccount(server);
  await page
    .locator('[name=next]')
    .evaluate((input) => input.setAttribute('value', '//evil.example'));
  await signIn(page, person);
  await page.waitForURL(`${server.url}/dashboard`);
  for (const next of HOSTILE) {
    const path = `/sign-in?next=${encodeURIComponent(next)}`;
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect(answer.status(), next).toBe(307);
    expect(answer.headers()['location'], next).toBe('/dashboard');
  }
});

test('a signed-in person goes on from the sign-in page to where they were going', async ({
  page,
  server,
}) => {
  await enterNew(page, server);
  await page.goto('/sign-in?next=%2Fsettings%2Fsessions%3Fa%3D1%26b%3D2');
  expect(page.url()).toBe(`${server.url}/settings/sessions?a=1&b=2`);
  await page.goto('/sign-up');
  expect(page.url()).toBe(`${server.url}/dashboard`);
});

test('after signing out Back shows nothing private', { tag: '@long' }, async ({ page, server }) => {
  const person = await enterNew(page, server);
  await page.goto('/dashboard');
  await page.goto('/settings/sessions');
  await expect(page.getByText(person.email).first()).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in');
  await expect(page.getByText('You are signed out.')).toBeVisible();
  for (let steps = 0; steps < 2; steps++) {
    await page.goBack();
    await expect(page.locator('main')).toBeVisible();
    await expect(page.getByText(person.email)).toHaveCount(0);
    await expect(page.getByText('This device')).toHaveCount(0);
  }
});

test('a session ended elsewhere ends here at the next click, says so, and comes back', {
  tag: '@long',
}, async ({ page, server, anotherPage }) => {
  const person = await enterNew(page, server);
  const other = await anotherPage();
  await withoutNotice(other);
  await other.goto('/sign-in');
  await signIn(other, person);
  await other.waitForURL('**/dashboard');
  await expect(other.getByText('See and end your sessions')).toBeVisible();

  await page.goto('/settings/sessions');
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('listitem').last().getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('That session has ended.')).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(1);

  await other.getByRole('link', { name: 'See and end your sessions' }).click();
  await other.waitForURL('**/sign-in?next=%2Fsettings%2Fsessions');
  await expect(other.getByText('Your session has ended. Sign in again')).toBeVisible();
  await expect(other.getByText(person.email)).toHaveCount(0);
  await signIn(other, person);
  await other.waitForURL('**/settings/sessions');
});

test('a form sent with a dead session changes nothing, and leads back after signing in', {
  tag: '@long',
}, async ({ page, server, anotherPage }) => {
  const person = await enterNew(page, server);
  const other = await anotherPage();
  await withoutNotice(other);
  await other.goto('/sign-in?next=%2Fsettings%2Fsessions');
  await signIn(other, person);
  await other.waitForURL('**/settings/sessions');
  await page.goto('/settings/sessions');
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(page.getByText('You are signed out everywhere else.')).toBeVisible();

  await press(other, 'Sign out everywhere else');
  await other.waitForURL('**/sign-in?next=%2Fsettings%2Fsessions');
  await expect(other.getByText('Your session has ended. Sign in again')).toBeVisible();
  await page.reload();
  await expect(page.getByText('This device')).toBeVisible();
});

test('the page that asks for a code opens only in the browser that began', async ({ page }) => {
  await page.goto('/sign-up/verify');
  await page.waitForURL('**/sign-up');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Create account');
});

const NO_COOKIES = 'Your browser keeps no cookies of this site';

test('a browser that keeps no cookies is told so when it has signed in, and nobody else is', {
  tag: '@long',
}, async ({ page, server }) => {
  const person = await newAccount(server);
  await page.route('**/sign-in*', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const response = await route.fetch({ maxRedirects: 0 });
    const { 'set-cookie': _, ...headers } = response.headers();
    await page.context().clearCookies();
    return route.fulfill({ response, headers });
  });
  await page.goto('/settings/sessions');
  await expect(page.getByText(NO_COOKIES)).toHaveCount(0);
  await signIn(page, person);
  await expect(page.getByText(NO_COOKIES)).toBeVisible();
  await expect(page.locator('[name=next]')).toHaveValue('/settings/sessions');
  await page.unrouteAll();
  await signIn(page, person);
  await page.waitForURL('**/settings/sessions');

  const told = async (path: string, headers: Record<string, string>) =>
    (await (await fetch(server.url + path, { headers })).text()).includes(NO_COOKIES);
  const Referer = `${server.url}/sign-in?next=%2Fdashboard`;
  expect(await told('/sign-in', { Referer })).toBe(true);
  expect(await told('/sign-in', { Referer, Cookie: 'theme=dark' })).toBe(false);
  for (const from of ['/', '/sign-up', '/sign-in/x', ''])
    expect(await told('/sign-in', { Referer: server.url + from })).toBe(false);
  for (const from of ['http://evil.example/sign-in', 'nonsense', ''])
    expect(await told('/sign-in', { Referer: from })).toBe(false);
});
