import type { Page } from '@playwright/test';
import { change } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { answerTo, expect } from '#e2e/support/story';
import { signIn } from '#e2e/support/test';

export type Typed = Record<string, string>;

/** A field that somebody sees; others of the page may carry the same name out of sight. */
export const field = (page: Page, name: string) =>
  page.locator(`[name=${name}]:not([type=hidden])`).first();

export async function type(page: Page, typed: Typed) {
  for (const [name, value] of Object.entries(typed)) await field(page, name).fill(value);
}

/** Everything that was typed is there to be seen, and nothing of it ran. */
export async function expectTyped(page: Page, typed: Typed) {
  for (const [name, value] of Object.entries(typed))
    await expect(field(page, name)).toHaveValue(value);
}

/** Sends the form once more: from its own page with scripts, without them from the one that gave it back. */
export const again = (page: Page, isWithScripts: boolean, button: string) =>
  answerTo(page, () =>
    page
      .getByRole('button', { name: isWithScripts ? button : 'Send it again', exact: true })
      .click(),
  );

export const endSessions = (server: TestServer, email: string) =>
  change(
    server,
    'delete from sessions where user_id = (select id from users where email = ?)',
    email,
  );

export async function signInBeside(page: Page, person: { email: string; password: string }) {
  const beside = await page.context().newPage();
  await beside.goto('/sign-in');
  await signIn(beside, person);
  await beside.waitForURL('**/dashboard');
  await beside.close();
}
