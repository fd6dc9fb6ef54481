import type { Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import { expect, press, test } from '#e2e/support/story';
import { OPEN, SIGNED_IN } from '#e2e/support/typed-forms';
import { endSessions, expectTyped, field, signInBeside, type } from '#e2e/support/typing';

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
    watch,
  }) => {
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

test('a page with work in it is not loaded again when its session ends; it says so, and goes on', async ({
  page,
  server,
}) => {
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
