import type { Page } from '@playwright/test';
import { enter } from '#e2e/support/account';
import { writeNote } from '#e2e/support/notes';
import type { TestServer } from '#e2e/support/server';
import { expect, pressAndRead, test } from '#e2e/support/story';
import { newVisitor } from '#e2e/support/visitor';

/** A note of one's own whose scripts come when they are let. */
async function openWithoutScripts(page: Page, server: TestServer) {
  const ada = newVisitor(server);
  await ada.signUp();
  const id = await writeNote(ada, 'Plans', 'First\nSecond');
  await enter(page, server, String(ada.cookies.get('session')));
  const gate = Promise.withResolvers<void>();
  await page.route('**/*.js', async (route) => {
    await gate.promise;
    await route.continue();
  });
  await page.goto(`/notes/${id}`, { waitUntil: 'commit' });
  return async () => {
    gate.resolve();
    await page.waitForFunction(() =>
      Object.keys(document.querySelector('textarea') ?? {}).some((key) =>
        key.startsWith('__react'),
      ),
    );
  };
}

test('what is selected in a note before its scripts have come stays so', async ({
  page,
  server,
}) => {
  const letScriptsCome = await openWithoutScripts(page, server);
  await page.getByLabel('Text').selectText();
  await letScriptsCome();
  await page.keyboard.insertText('In its place');
  await expect(page.getByLabel('Text')).toHaveValue('In its place');
});

test('what is typed into a note before its scripts have come stays, and is saved', async ({
  page,
  server,
}) => {
  const letScriptsCome = await openWithoutScripts(page, server);
  await page.getByLabel('Title').fill('Plans of today');
  await page.getByLabel('Text').fill('typed early\nand not lost');
  await letScriptsCome();
  await expect(page.getByLabel('Title')).toHaveValue('Plans of today');
  await expect(page.getByLabel('Text')).toHaveValue('typed early\nand not lost');
  await pressAndRead(page, 'Save note', 'The note is saved.');
  await expect(page.getByLabel('Text')).toHaveValue('typed early\nand not lost');
});
