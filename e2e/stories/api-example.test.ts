import type { Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import type { TestServer } from '#e2e/support/server';
import { expect, test } from '#e2e/support/story';
import { signIn } from '#e2e/support/test';

const AT = '/examples/notes';
async function enterExample(page: Page, server: TestServer) {
  const person = await enterNew(page, server);
  await page.goto(AT);
  return person;
}

test('a stranger is led to sign in, and back', { tag: '@long' }, async ({ page, server }) => {
  const person = await enterNew(page, server);
  await page.context().clearCookies();
  await page.goto(AT);
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fexamples%2Fnotes$/);
  await signIn(page, person);
  await expect(page).toHaveURL(AT);
});

test('without scripts the example says so, and where the notes are', async ({
  page,
  server,
  isWithScripts,
}) => {
  await enterExample(page, server);
  const sentence = page.locator('noscript p');
  if (isWithScripts) {
    await expect(page.getByText('There are no notes here yet.')).toBeVisible();
    await expect(sentence).toHaveCount(0);
    return;
  }
  await expect(sentence).toBeVisible();
  await expect(sentence).toContainText('This example is the one page here that needs JavaScript.');
  await sentence.locator('a').click();
  await expect(page).toHaveURL('/notes');
});
