import type { Page } from '@playwright/test';
import { enter, enterNew, newAccount } from '#e2e/support/account';
import type { TestServer } from '#e2e/support/server';
import { QUESTIONS, STREAM } from '#e2e/support/session-stream';
import { expect, pressAndRead, test } from '#e2e/support/story';
import { signIn, signUp } from '#e2e/support/test';
import { gatehouse } from '#lib/testing/deployment.test-support';

/** Long before the server looks at every open page by itself, which it does each 25 seconds. */
const SOON_MS = 15_000;

/** What this page asks about its session, path by path. */
function questionsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (QUESTIONS.test(pathname)) asked.push(pathname);
  });
  return asked;
}

/** Opens an address and waits until the page hears of the end of its session, and not the one before it. */
async function openAndHear(page: Page, address: string) {
  await page.goto('about:blank');
  const [stream] = await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith(STREAM)),
    page.goto(address),
  ]);
  expect(stream.status()).toBe(200);
}

/** The operator ends all sessions of a person, by a process of their own. */
async function revoke(server: TestServer, email: string) {
  const { exitCode, stderr } = await gatehouse(server, 'sessions', 'revoke', email);
  expect([exitCode, stderr]).toEqual([0, '']);
}

/** As when another tab comes to the front, and this one again. */
const show = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate((visibility) => {
    Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

test('an open page is cut off at once when its session is ended elsewhere, without having asked before, and comes back', {
  tag: '@long',
}, async ({ page, anotherPage, server }) => {
  const person = await signUp(page, server);
  await openAndHear(page, '/settings/activity?x=1');
  const asked = questionsOf(page);
  const elsewhere = await anotherPage();
  await elsewhere.goto('/sign-in?next=/settings/sessions');
  await signIn(elsewhere, person);
  await elsewhere.waitForURL('**/settings/sessions');
  expect(asked).toEqual([]);
  await pressAndRead(elsewhere, 'Sign out everywhere else', 'signed out everywhere else');

  // Nobody touches the page: it finds out by itself, before it would ask.
  await page.waitForURL('**/sign-in?next=*', { timeout: SOON_MS });
  expect(new URL(page.url()).searchParams.get('next')).toBe('/settings/activity?x=1');
  await expect(page.getByRole('status').first()).toContainText('Your session has ended');
});

test('what the operator ends by a command of their own ends an open page, and what was typed in it stays', {
  tag: '@long',
}, async ({ page, server }) => {
  const person = await enterNew(page, server);
  await openAndHear(page, '/settings/profile');
  await page.getByLabel('Name', { exact: true }).fill('Half a na');
  await revoke(server, person.email);
  const notice = page.getByRole('alert').filter({ hasText: 'Sign in' });
  await expect(notice).toBeVisible({ timeout: SOON_MS });
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Half a na');

  const [beside] = await Promise.all([
    page.context().waitForEvent('page'),
    notice.getByRole('link').click(),
  ]);
  await signIn(beside, person);
  await beside.waitForURL('**/settings/profile');
  await expect(page.getByRole('alert').filter({ hasText: 'Sign in' })).toHaveCount(0);
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Half a na');
});

test('seven tabs hold one stream between them, none keeps the others from loading, and all are cut off', {
  tag: '@long',
}, async ({ page, server }) => {
  const person = await enterNew(page, server);
  const context = page.context();
  await openAndHear(page, '/settings/activity');
  const streams: string[] = [];
  context.on('response', (answer) => {
    if (answer.url().endsWith(STREAM)) streams.push(`${answer.status()}`);
  });
  const tabs = [page];
  for (let nth = 1; nth < 7; nth++) {
    const tab = await context.newPage();
    await Promise.all([
      // Once it knows that another holds the stream, it asks once.
      tab.waitForResponse((answer) => answer.url().endsWith('/session/alive')),
      tab.goto('/dashboard'),
    ]);
    tabs.push(tab);
  }
  expect(streams).toEqual([]);
  for (const tab of tabs.slice(1)) await tab.goto('/notes');
  // The one that holds it leaves, and another does.
  await page.goto('/sign-in');
  await expect.poll(() => streams).toEqual(['200']);
  await revoke(server, person.email);
  for (const tab of tabs.slice(1)) await tab.waitForURL('**/sign-in?next=*', { timeout: SOON_MS });
});

test('where no stream gets through, a page asks now and then; while it is hidden it does neither', {
  tag: '@long',
}, async ({ page, server }) => {
  await page.route(`**${STREAM}`, (route) => route.fulfill({ status: 503 }));
  const person = await enterNew(page, server);
  const asked = questionsOf(page);
  await page.goto('/settings/activity');
  await expect.poll(() => asked.filter((path) => path !== STREAM).length).toBeGreaterThan(1);
  await show(page, 'hidden');
  asked.length = 0;
  await revoke(server, person.email);
  expect([asked, new URL(page.url()).pathname]).toEqual([[], '/settings/activity']);
  await show(page, 'visible');
  await page.waitForURL('**/sign-in?next=*', { timeout: SOON_MS });
});

test('a page that is hidden gives its stream up, and hears again when it is shown', async ({
  page,
  server,
}) => {
  const { session } = await newAccount(server);
  await enter(page, server, session);
  await openAndHear(page, '/settings/activity');
  const given = page.waitForEvent('requestfailed', (request) => request.url().endsWith(STREAM));
  await show(page, 'hidden');
  await given;
  const again = page.waitForResponse((answer) => answer.url().endsWith(STREAM));
  await show(page, 'visible');
  expect((await again).status()).toBe(200);
});

test('times are in the zone of the browser that signed up, and another browser’s is offered first', {
  tag: '@long',
}, async ({ server, anotherPage }) => {
  const page = await anotherPage({ timezoneId: 'Asia/Tokyo' });
  const person = await signUp(page, server);
  await page.goto('/settings/activity');
  await expect(page.locator('main li time').first()).toHaveAttribute('title', /GMT\+9$/);
  await page.goto('/settings/profile');
  await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Tokyo');

  const away = await anotherPage({ timezoneId: 'America/Bogota' });
  await away.goto('/sign-in?next=/settings/profile');
  await signIn(away, person);
  await away.waitForURL('**/settings/profile');
  const zones = away.getByLabel('Time zone');
  await expect(zones).toHaveValue('Asia/Tokyo');
  await expect(zones.locator('optgroup').first()).toHaveAttribute('label', 'Where this browser is');
  await expect(zones.locator('option').first()).toHaveAttribute('value', 'America/Bogota');
});

test('how long ago something was stays right on a page that stays open, whatever its clock says', async ({
  page,
  server,
}) => {
  await enterNew(page, server);
  // Its clock is years wrong, and runs on.
  await page.clock.install({ time: new Date('2031-05-05T05:05:05Z') });
  await page.goto('/settings/sessions');
  const when = page.locator('main li time').first();
  await expect(when).toHaveText(/^(now|1 minute ago)$/);
  await expect(when).toHaveAttribute('title', /^\d{1,2} \w{3,4} \d{4}, \d\d:\d\d UTC$/);
  await page.clock.fastForward('03:00:30');
  await expect(when).toHaveText('3 hours ago');
});
