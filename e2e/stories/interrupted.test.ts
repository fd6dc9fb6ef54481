import type { Page } from '@playwright/test';
import { enter, enterNew, newAccount } from '#e2e/support/account';
import { change } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { answerTo, expect, press, test } from '#e2e/support/story';
import { signIn } from '#e2e/support/test';
import { changed, OPEN, SIGNED_IN } from '#e2e/support/typed-forms';

type Typed = Record<string, string>;

/** A field that somebody sees; others of the page may carry the same name out of sight. */
const field = (page: Page, name: string) =>
  page.locator(`[name=${name}]:not([type=hidden])`).first();

async function type(page: Page, typed: Typed) {
  for (const [name, value] of Object.entries(typed)) await field(page, name).fill(value);
}

/** Everything that was typed is there to be seen, and nothing of it ran. */
async function expectTyped(page: Page, typed: Typed) {
  for (const [name, value] of Object.entries(typed))
    await expect(field(page, name)).toHaveValue(value);
}

/** Sends the form once more: from its own page with scripts, without them from the one that gave it back. */
const again = (page: Page, isWithScripts: boolean, button: string) =>
  answerTo(page, () =>
    page
      .getByRole('button', { name: isWithScripts ? button : 'Send it again', exact: true })
      .click(),
  );

const endSessions = (server: TestServer, email: string) =>
  change(
    server,
    'delete from sessions where user_id = (select id from users where email = ?)',
    email,
  );

async function signInBeside(page: Page, person: { email: string; password: string }) {
  const beside = await page.context().newPage();
  await beside.goto('/sign-in');
  await signIn(beside, person);
  await beside.waitForURL('**/dashboard');
  await beside.close();
}

for (const [name, form] of Object.entries(SIGNED_IN)) {
  test(`${name} outlives the end of its session and acts only for whom it was made`, async ({
    page,
    server,
    isWithScripts,
  }) => {
    const ada = await enterNew(page, server);
    const bob = await newAccount(server);
    const typed = await form.typed(server);
    await form.reach(page, server, ada.email);
    await type(page, typed);
    const before = changed(server, form);

    endSessions(server, ada.email);
    const ended = await press(page, form.button);
    expect(ended.status()).toBe(409);
    await expect(page.getByText('You were signed out. Nothing was changed.')).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'Sign in again (in a new tab)' }).first(),
    ).toHaveAttribute('href', /^\/sign-in\?next=%2F/);
    await expectTyped(page, typed);

    await enter(page, server, bob.session);
    const foreign = await again(page, isWithScripts, form.button);
    expect(foreign.status()).toBe(409);
    await expect(
      page.getByText(
        `This page was opened as ${ada.email}. You are signed in as ${bob.email} now. Nothing was changed.`,
      ),
    ).toBeVisible();
    await expectTyped(page, typed);
    expect(changed(server, form)).toBe(before);

    await page.context().clearCookies({ name: 'session' });
    await signInBeside(page, ada);
    const sent = await again(page, isWithScripts, form.button);
    expect(sent.status()).toBeLessThan(400);
    expect(changed(server, form)).not.toBe(before);
  });
}

const NO_ANSWER = 'You are offline, or the site does not answer. Nothing you typed is lost.';

/** What a proxy says when the server behind it does not. */
const badGateway = (page: Page, status: number) =>
  page.route('**', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status, contentType: 'text/html', body: '<h1>Bad gateway</h1>' })
      : route.continue(),
  );

const ALL = {
  ...Object.fromEntries(
    Object.entries(OPEN).map(([name, { path, typed, button }]) => [
      name,
      { reach: (page: Page) => page.goto(path), typed: () => typed, button, isOpen: true },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(SIGNED_IN).map(([name, form]) => [name, { ...form, isOpen: false }]),
  ),
};

for (const [name, form] of Object.entries(ALL)) {
  test(`${name} stays on its page without a network and behind a proxy that fails`, async ({
    page,
    server,
    isWithScripts,
    watch,
  }) => {
    test.skip(
      !isWithScripts,
      'without scripts there is only the answer of the browser, or of the proxy',
    );
    watch.allow(/^Failed to load resource: (net::ERR_INTERNET_DISCONNECTED|.* status of 50[24])/);
    const email = form.isOpen ? '' : (await enterNew(page, server)).email;
    const typed = await form.typed(server);
    await form.reach(page, server, email);
    await type(page, typed);
    for (const status of [502, 504]) {
      await badGateway(page, status);
      await press(page, form.button);
      await expect(
        page.getByText(`${NO_ANSWER} We do not know whether it was saved`),
      ).toBeVisible();
      await expectTyped(page, typed);
      await page.unroute('**');
    }
    await page.context().setOffline(true);
    await page.getByRole('button', { name: form.button, exact: true }).click();
    await expect(page.getByText(`${NO_ANSWER} Try again.`)).toBeVisible();
    await expectTyped(page, typed);
    await page.context().setOffline(false);
    if (form.isOpen) return;
    expect((await press(page, form.button)).status()).toBe(200);
  });
}

test('who sends too many forms keeps what was typed', async ({ page, server, isWithScripts }) => {
  await enterNew(page, server);
  await page.goto('/settings/profile');
  expect((await press(page, 'Save profile')).status()).toBeLessThan(400);
  await page.goto('/notes/new');
  const typed = { title: 'Kept', text: 'all of it' };
  await type(page, typed);
  const soon = Date.now() + 60_000;
  change(server, "update limits set blocked_until = ? where key like 'form/user:%'", soon);
  const answer = await press(page, 'Save note');
  expect([answer.status(), Number(answer.headers()['retry-after']) > 0]).toEqual([429, true]);
  await expectTyped(page, typed);
  change(server, "delete from limits where key like 'form/%'");
  expect((await again(page, isWithScripts, 'Save note')).status()).toBeLessThan(400);
  await expect(page.getByText('The note is saved.')).toBeVisible();
});

test('a page with work in it is not loaded again when its session ends; it says so, and goes on', async ({
  page,
  server,
  isWithScripts,
}) => {
  test.skip(!isWithScripts, 'without scripts no page is ever loaded again by itself');
  const ada = await enterNew(page, server);
  await page.goto('/notes/new');
  await field(page, 'text').pressSequentially('typing');
  endSessions(server, ada.email);
  await expect(page.getByText('You were signed out. What you typed is still here.')).toBeVisible();
  await expect(field(page, 'text')).toHaveValue('typing');
  await signInBeside(page, ada);
  await expect(page.getByText('You are signed in again.')).toBeVisible();
  await type(page, { title: 'Went on' });
  expect((await press(page, 'Save note')).status()).toBe(200);
  await expect(page.getByText('The note is saved.')).toBeVisible();
});
