import { enter, enterNew, newAccount } from '#e2e/support/account';
import { change } from '#e2e/support/rows';
import { expect, press, pressAndRead, test } from '#e2e/support/story';
import { changed, SIGNED_IN } from '#e2e/support/typed-forms';
import { again, endSessions, expectTyped, signInBeside, type } from '#e2e/support/typing';

for (const [name, form] of Object.entries(SIGNED_IN)) {
  test(`${name} outlives the end of its session and acts only for whom it was made`, {
    tag: '@long',
  }, async ({ page, server, isWithScripts }) => {
    const ada = await enterNew(page, server);
    const bob = await newAccount(server);
    const typed = await form.typed(server);
    await form.reach(page, server, ada.email);
    await type(page, typed);
    const before = changed(server, form);

    endSessions(server, ada.email);
    const ended = await press(page, form.button);
    expect(ended.status()).toBe(409);
    await expect(
      page.getByText('You were signed out. Nothing was changed this time'),
    ).toBeVisible();
    await expect(
      page.getByRole('link', { name: 'Sign in again (in a new tab)' }).first(),
    ).toHaveAttribute('href', /^\/sign-in\?next=%2F/);
    await expectTyped(page, typed);

    await enter(page, server, bob.session);
    const foreign = await again(page, isWithScripts, form.button);
    expect(foreign.status()).toBe(409);
    await expect(
      page.getByText(
        `This page was opened with another account. You are signed in as ${bob.email} now. Nothing was changed.`,
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

test('a person who sends too many forms keeps what they typed', { tag: '@long' }, async ({
  page,
  server,
  isWithScripts,
}) => {
  await enterNew(page, server);
  await page.goto('/settings/profile');
  await pressAndRead(page, 'Save profile', 'Your profile is saved.');
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

test('a text that is far too long is refused in words, and what is cut down to size is saved', {
  tag: '@long',
}, async ({ page, server }) => {
  await enterNew(page, server);
  await page.goto('/notes/new');
  const most = Number(await page.locator('[name=text]').getAttribute('maxlength'));
  const widest = '漢'.repeat(most);
  await type(page, { title: 'Long', text: widest });
  for (let times = 0; times < 2; times++) {
    expect((await press(page, 'Save note')).status()).toBe(422);
    await expect(page.locator('#text-error')).toContainText('Use at most 20,000 characters');
    await expectTyped(page, { title: 'Long', text: widest });
  }
  await type(page, { text: widest.slice(0, 20_000) });
  expect((await press(page, 'Save note')).status()).toBeLessThan(400);
  await expect(page.getByText('The note is saved.')).toBeVisible();
});

test('what a proxy answered in the place of the site loses nothing', async ({
  page,
  server,
  watch,
  isWithScripts,
}) => {
  watch.allow(/^Failed to load resource: the server responded with a status of 502 /);
  await enterNew(page, server);
  await page.goto('/notes/new');
  const typed = { title: 'Kept', text: 'all of it' };
  await type(page, typed);
  await page.route(
    '**/notes/new',
    (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Away</h1>' }),
    { times: 1 },
  );
  expect((await press(page, 'Save note')).status()).toBe(502);
  if (isWithScripts) {
    await expectTyped(page, typed);
    await press(page, 'Save note');
  } else {
    await expect(page.locator('h1')).toHaveText('Away');
    await page.reload();
  }
  await expect(page.getByText('The note is saved.')).toBeVisible();
  await expectTyped(page, typed);
});
