import { enterNew } from '#e2e/support/account';
import { expect, test } from '#e2e/support/story';
import { newVisitor } from '#e2e/support/visitor';

/** One button of each kind of form: with fields, of an action, and of a plain form. */
const BUTTONS = [
  ['/settings/profile', 'Save profile', 'Saving…'],
  ['/settings/sessions', 'Sign out everywhere else', 'Sign out everywhere else…'],
  ['/settings/profile', 'Sign out', 'Signing out…'],
] as const;

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
    const button = page.getByRole('button', { name: whilePending, exact: true });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveCSS('cursor', 'progress');
    await button.click({ force: true, noWaitAfter: true });
    expect(sent, says).toBe(1);
    const done = page.waitForEvent('load');
    answer();
    await done;
    await page.unroute('**');
  }
});
