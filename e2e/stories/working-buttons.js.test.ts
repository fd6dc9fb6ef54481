import type { Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import { expect, test } from '#e2e/support/story';
import { newVisitor } from '#e2e/support/visitor';

/** One button of each kind of form: with fields, of an action, and of a plain form. */
const BUTTONS = [
  ['/settings/profile', 'Save profile', 'Saving…'],
  ['/settings/sessions', 'Sign out everywhere else', 'Sign out everywhere else…'],
  ['/settings/profile', 'Sign out', 'Signing out…'],
] as const;

/** How the button with these words looks to whoever can or cannot see it; null while there is none. */
const look = (page: Page, says: string, { andClick = false } = {}) =>
  page.evaluate(
    ([words, isClicked]) => {
      const found = [...document.querySelectorAll('button')].find(
        ({ textContent }) => textContent === words,
      );
      if (!found) return null;
      if (isClicked) found.click();
      return [found.getAttribute('aria-disabled'), getComputedStyle(found).cursor];
    },
    [says, andClick] as const,
  );

test('each button answers while it works, and sends once', async ({ page, server }) => {
  const ada = await enterNew(page, server);
  await newVisitor(server).signIn(ada.email, ada.password);
  for (const [path, says, whilePending] of BUTTONS) {
    await page.goto(path);
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    let sent = 0;
    await page.route('**', async (route) => {
      if (route.request().method() === 'POST') {
        sent++;
        await answered;
      }
      await route.continue();
    });
    await page.getByRole('button', { name: says, exact: true }).click({ noWaitAfter: true });
    // Asked in the page: a locator would wait for the document that the form leads to.
    await expect.poll(() => look(page, whilePending)).toEqual(['true', 'progress']);
    await look(page, whilePending, { andClick: true });
    expect(sent, says).toBe(1);
    const done = page.waitForEvent('load');
    answer();
    await done;
    await page.unroute('**');
  }
});
