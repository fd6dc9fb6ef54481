import type { Page } from '@playwright/test';
import { pressAndRead } from '#e2e/support/story';

/** Writes a note and gives the path of its page. */
export async function writeNote(page: Page, title: string, text: string): Promise<string> {
  await page.goto('/notes');
  await page.getByRole('link', { name: 'New note' }).click();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Text').fill(text);
  await pressAndRead(page, 'Save note', 'So far only you can see it.');
  return new URL(page.url()).pathname;
}

/** Shares a note on its page. */
export async function share(page: Page, note: string, email: string, role = 'viewer') {
  await page.goto(`${note}/sharing`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Role', { exact: true }).selectOption(role);
  await pressAndRead(page, 'Share', 'The note is shared.');
}

/** Presses a button in the row of one of the people with access. */
export async function about(page: Page, note: string, email: string, button: string) {
  await page.goto(`${note}/sharing`);
  await pressAndRead(page, `${button} of ${email}`, '');
}

/** The rows of the people with access. */
export const listOf = (page: Page) =>
  page.getByRole('listitem').filter({ hasText: '@example.com' });
