import { enterNew } from '#e2e/support/account';
import { expect, test } from '#e2e/support/story';
import { newVisitor } from '#e2e/support/visitor';

/** One button of each kind of form: with fields, of an action, and of a plain form. */
const BUTTONS = [
  ['/settings/profile', 'Save profile', 'Saving…'],
  ['/settings/sessions', 'Sign out everywhere else', 'Sign out everywhere else…'],
  ['/settings/profile', 'Sign out', 'Signing out…'],
] as const;

type Told = { tellState: (state: (string | null)[]) => void };

/** Tells how a button looks from the moment it works, and presses it once more. */
function watchButtons() {
  const watch = new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLButtonElement) || target.ariaDisabled !== 'true') continue;
      const { cursor } = getComputedStyle(target);
      (window as unknown as Told).tellState([target.textContent, cursor]);
      target.click();
    }
  });
  watch.observe(document, { subtree: true, attributeFilter: ['aria-disabled'] });
}

test('each button answers while it works, and sends once', { tag: '@long' }, async ({
  page,
  server,
}) => {
  const ada = await enterNew(page, server);
  await newVisitor(server).signIn(ada.email, ada.password);
  // Told by the page itself: a call from outside waits for the document that the form leads to.
  const states: unknown[] = [];
  await page.exposeBinding('tellState', (_, state) => void states.push(state));
  await page.addInitScript(watchButtons);
  for (const [path, says, whilePending] of BUTTONS) {
    await page.goto(path);
    states.length = 0;
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    let sent = 0;
    await page.route('**', async (route) => {
      if (route.request().method() === 'POST') {
        sent++;
        await answered;
      }
      await route.continue();
    });
    const done = page.waitForEvent('load');
    await page.getByRole('button', { name: says, exact: true }).click({ noWaitAfter: true });
    await expect.poll(() => states, says).toEqual([[whilePending, 'progress']]);
    answer();
    await done;
    expect(sent, says).toBe(1);
    await page.unroute('**');
  }
});
