import type { Page } from '@playwright/test';
import { codeBefore } from './authenticator-app.ts';
import { expect, pressAndRead } from './story.ts';

export const CODE = 'Code of your authenticator app';

/** Goes to the page that sets an app up, and gives the key that stands there. */
export async function readKey(page: Page): Promise<string> {
  await page.goto('/settings/authenticator');
  await expect(page.getByRole('img', { name: 'The key as a picture' })).toBeVisible();
  return (await page.locator('dd.mono').textContent()) ?? '';
}

/** Sets an app up by the code of the half minute before, so that the one of now is still good. */
export async function setUpApp(page: Page): Promise<string> {
  const key = await readKey(page);
  await page.getByLabel(CODE).fill(await codeBefore(key));
  await pressAndRead(page, 'Set up', 'Your authenticator app is set up');
  await expect(page).toHaveURL(/\/settings\/security$/);
  return key;
}
