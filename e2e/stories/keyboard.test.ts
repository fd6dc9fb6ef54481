import type { Page } from '@playwright/test';
import { enter, enterNew, newAccount } from '#e2e/support/account';
import { boxOf, changedAround, look } from '#e2e/support/pixels';
import { expect, test } from '#e2e/support/story';
import { signIn } from '#e2e/support/test';

/**
 * Tabs on until the element is focused; every stop on the way has a focus ring one can see: of what is
 * painted around it, two pixels all the way round change by 3:1 at least when the focus comes.
 */
async function tabTo(page: Page, selector: string) {
  await page.evaluate(() => document.fonts.ready);
  for (let steps = 0; steps < 30; steps++) {
    const before = await look(page);
    const scrolled = await scrollOf(page);
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) continue;
    const box = await boxOf(focused);
    if ((await scrollOf(page)) === scrolled) {
      const ring = 2 * 2 * (box.width + box.height);
      expect(changedAround(before, await look(page), box)).toBeGreaterThanOrEqual(0.9 * ring);
    }
    const ring = await focused.evaluate((element) => {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      return { outlineStyle, width: Number.parseFloat(outlineWidth), outlineColor };
    });
    expect(ring.outlineStyle).toBe('solid');
    expect(ring.width).toBeGreaterThanOrEqual(2);
    expect(ring.outlineColor).not.toMatch(/, 0\)|transparent/);
    if (await focused.evaluate((element, wanted) => element.matches(wanted), selector)) return;
  }
  throw new Error(`Tab never reached ${selector}`);
}

const scrollOf = (page: Page) => page.evaluate(() => window.scrollY);

test('signing in needs no mouse: Tab, type, Space, Enter', { tag: '@long' }, async ({
  page,
  server,
}) => {
  const person = await newAccount(server);
  await page.goto('/sign-in');
  await tabTo(page, '.skip');
  await page.keyboard.press('Enter');
  await tabTo(page, '[name=email]');
  await page.keyboard.type(person.email);
  await tabTo(page, '[name=password]');
  await page.keyboard.type(person.password);
  await tabTo(page, '[name=remember]');
  await page.keyboard.press('Space');
  await expect(page.getByLabel('Keep me signed in')).toBeChecked();
  await tabTo(page, 'button[type=submit]');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Hello, ${person.name}`);
});

test('Email, Tab, password, Enter signs in', async ({ page, server }) => {
  const person = await newAccount(server);
  await page.goto('/sign-in');
  await page.getByLabel('Email').click();
  await page.keyboard.type(person.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(person.password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/dashboard');
});

const FORMS = [
  ...['/sign-in', '/sign-up', '/forgot-password', '/settings/profile', '/settings/email'],
  ...['/settings/password', '/settings/data', '/notes/new', '/device', '/confirm'],
];

test('Tab goes from field to field, and then to the button, in every form', {
  tag: '@long',
}, async ({ page, server }) => {
  const { session } = await newAccount(server);
  for (const path of FORMS) {
    if (!path.startsWith('/sign') && !path.startsWith('/forgot'))
      await enter(page, server, session);
    await page.goto(path);
    const stops = await stopsFromFirstField(page);
    const last = stops.lastIndexOf('field');
    expect(stops.slice(0, last), path).not.toContain('link');
    expect([path, stops.at(-1)]).toEqual([path, 'submit']);
  }
});

/** Where Tab goes from the first field of the main form on, until the button that sends it. */
async function stopsFromFirstField(page: Page): Promise<string[]> {
  const field = 'input:not([type=hidden], [hidden]), select, textarea';
  await page.locator(`main form:has(.btn-full) :is(${field})`).first().focus();
  const stops = ['field'];
  while (stops.length < 20 && stops.at(-1) !== 'submit') {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    const kind = await focused.evaluate((element) =>
      ['a', 'button[type=submit]', 'button', '*'].findIndex((kind) => element.matches(kind)),
    );
    stops.push(['link', 'submit', 'toggle', 'field'][kind] ?? '');
  }
  return stops;
}

test('Enter in any field sends the form', { tag: '@long' }, async ({ page, server }) => {
  const person = await newAccount(server);
  for (const field of ['email', 'password']) {
    await page.goto('/sign-in');
    await page.getByLabel('Email').fill(person.email);
    await page.locator('[name=password]').fill(person.password);
    await page.locator(`[name=${field}]`).press('Enter');
    await page.waitForURL('**/dashboard');
    await page.getByRole('button', { name: 'Sign out' }).press('Enter');
    await page.waitForURL('**/sign-in');
  }
  for (const field of ['name', 'email', 'password']) {
    await page.goto('/sign-up');
    await page.locator(`[name=${field}]`).press('Enter');
    await expect(page).toHaveTitle(/^Error: /);
  }
});

test('ending a session needs no mouse either', { tag: '@long' }, async ({
  page,
  server,
  anotherPage,
}) => {
  const person = await enterNew(page, server);
  const other = await anotherPage();
  await other.goto('/sign-in');
  await signIn(other, person);
  await other.waitForURL('**/dashboard');
  await page.goto('/settings/sessions');
  await tabTo(page, '.rows button');
  await page.keyboard.press('Enter');
  await expect(page.getByText('That session has ended.')).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(1);
});
