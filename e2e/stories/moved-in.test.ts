import { hashSync } from 'bcryptjs';
import { moveIn } from '#e2e/support/moving';
import { addTestProvider } from '#e2e/support/providers';
import { storedPassword } from '#e2e/support/rows';
import { expect, press, test } from '#e2e/support/story';
import { newEmail, PASSWORD } from '#e2e/support/test';

test('somebody who signed in by a provider at the old place does so here', {
  tag: '@long',
}, async ({ page, server, watch }) => {
  watch.allow(/^sent elsewhere: http:\/\/127\.0\.0\.1:\d+\//);
  const { provider, removed } = await addTestProvider(server, 'acme');
  const [email, sub] = [newEmail('moved'), `moved-${Date.now()}`];
  const accounts = [{ providerId: 'old-idp', accountId: sub }];
  const person = { email, name: 'Mo', emailVerified: true, accounts };
  const told = await moveIn(
    server,
    [person],
    '--from',
    'better-auth',
    '--providers',
    'old-idp=acme',
  );
  expect(told).toMatchObject({ made: 1, refused: {}, leftOut: {} });
  provider.person = { sub, claims: { email: 'another@example.com', preferred_username: 'mo' } };
  await page.goto('/settings/profile');
  await press(page, 'Continue with acme');
  await page.waitForURL('**/settings/profile');
  await expect(page.getByLabel('Name')).toHaveValue('Mo');
  // It also confirms that it is them, as an account that was connected here does.
  await page.goto('/settings/connections');
  await page.waitForURL('**/confirm?next=*');
  await press(page, 'Continue with acme');
  await page.waitForURL('**/settings/connections');
  await expect(page.getByRole('heading', { name: 'acme: mo' })).toBeVisible();
  await expect(page.getByText('never used to sign in')).toHaveCount(0);
  removed();
});

test('somebody who came with a password of another program signs in with it, and from then on with ours', {
  tag: '@long',
}, async ({ page, server }) => {
  const email = newEmail('moved');
  const person = { email, verified: true, name: 'Mo', password_hash: hashSync(PASSWORD, 6) };
  expect(await moveIn(server, [person])).toMatchObject({ made: 1, refused: {}, leftOut: {} });
  expect(storedPassword(server, email)).toMatch(/^\$2b\$06\$/);
  for (const [password, says] of [['not the password of Mo', 'is not right'], [PASSWORD, null], [PASSWORD, null]] as const) {
    await page.goto('/sign-in?next=%2Fsettings%2Fprofile');
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await press(page, 'Sign in');
    if (says) {
      await expect(page.locator('.summary')).toContainText(says);
      continue;
    }
    await page.waitForURL('**/settings/profile');
    await expect(page.getByLabel('Name')).toHaveValue('Mo');
    expect(storedPassword(server, email)).toMatch(/^\$argon2id\$/);
    await press(page, 'Sign out');
    await page.waitForURL('**/sign-in');
  }
}); // biome-ignore format: one line
