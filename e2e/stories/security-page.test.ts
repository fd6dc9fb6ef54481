import type { Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import { sendForm } from '#e2e/support/plain-form';
import { setUpApp } from '#e2e/support/set-up-app';
import { expect, press, pressAndRead, test } from '#e2e/support/story';
import { newNetwork } from '#e2e/support/test';

const PAGE = '/settings/security';

/** The pass as it stands: how much is in order, what its heading says, and each punch with where it leads. */
async function passOf(page: Page) {
  await page.goto(PAGE);
  const pass = page.getByRole('region', { name: /nothing is left|thing is left|things are left/i });
  const punches = pass.getByRole('list', { name: 'What protects your account' });
  const links = await punches.getByRole('link').all();
  return {
    ring: await pass.getByRole('img').getAttribute('aria-label'),
    heading: await pass.getByRole('heading', { level: 2 }).textContent(),
    punches: await Promise.all(
      links.map(async (link) => {
        const says = (await link.locator('span:not(.sr, .hole)').textContent()) ?? '';
        return [says, await link.getAttribute('href')] as const;
      }),
    ),
    act: pass.locator('.btn-primary'),
  };
}

test('the pass says what protects an account and what is left, and each of its punches leads to where it is seen to', async ({
  page,
  server,
}) => {
  const ada = await enterNew(page, server);
  const bare = await passOf(page);
  expect(bare.ring).toBe('2 of 4 in order');
  expect(bare.heading).toBe('2 things are left.');
  expect(bare.punches.map(([, href]) => href)).toEqual([
    '/settings/password',
    '/settings/authenticator',
    '/settings/recovery-codes',
    '/settings/sessions',
  ]);
  for (const [says, href] of bare.punches) {
    await page.goto(PAGE);
    await page.locator('.punches').getByRole('link', { name: says }).click();
    await page.waitForURL(`**${href}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const places = page.getByRole('navigation', { name: 'Account' });
    await expect(places.locator('[aria-current=page]')).toHaveText(
      href === '/settings/sessions' ? /^Devices/ : 'Sign-in & security',
    );
  }

  await sendForm(server.url, '/sign-in', ada, { 'X-Forwarded-For': newNetwork() });
  const watched = await passOf(page);
  expect(watched.ring).toBe('1 of 4 in order');
  await expect(page.locator('.punches')).toContainText('1 new device or app');
  const card = page.getByRole('region', { name: 'Where you are signed in' }).locator('.new');
  // Of what is not known to be near, nothing is said.
  await expect(card).not.toContainText('network');
  await pressAndRead(page, 'Not mine: end it A script', 'That session has ended.');

  const trusted = page.getByText('the second step is asked for everywhere');
  await expect(trusted).toHaveCount(0);
  const { act } = await passOf(page);
  await expect(act).toHaveText('Add a second step');
  await act.click();
  await page.waitForURL('**/settings/authenticator');
  await setUpApp(page);
  const almost = await passOf(page);
  await expect(trusted).toHaveCount(1);
  expect([almost.ring, almost.heading]).toEqual(['3 of 4 in order', 'Good. One thing is left.']);
  await almost.act.click();
  await page.waitForURL('**/settings/recovery-codes');
  await press(page, 'Get recovery codes');
  const whole = await passOf(page);
  expect([whole.ring, whole.heading]).toEqual([
    '4 of 4 in order',
    'All set. Nothing is left to do.',
  ]);
  await expect(whole.act).toHaveCount(0);
});

test('the month shows a sign-in and a wrong password on the day on which they were', async ({
  page,
  server,
}) => {
  const ada = await enterNew(page, server);
  const wrong = { email: ada.email, password: 'not the password of anybody' };
  await sendForm(server.url, '/sign-in', wrong, { 'X-Forwarded-For': newNetwork() });
  await sendForm(server.url, '/sign-in', ada, { 'X-Forwarded-For': newNetwork() });
  await page.goto(PAGE);
  const month = page.getByRole('region', { name: 'Last 30 days' });
  await expect(
    month.getByRole('img', { name: /\d sign-ins?, 1 wrong password or code\./ }),
  ).toBeVisible();
  await month.getByText('Show the numbers').click();
  await expect(month.getByRole('row')).toHaveCount(2);
  await expect(month.getByRole('row').last()).toContainText(/\d+ \w+\s*\d\s*1$/);
  await expect(month.getByRole('heading', { name: 'Today' })).toBeVisible();
});
