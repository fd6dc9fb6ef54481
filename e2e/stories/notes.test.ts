import { enter } from '#e2e/support/account';
import { latestMail } from '#e2e/support/mailbox';
import { listOf, share, writeNote } from '#e2e/support/note-pages';
import { writeNote as writeQuickly } from '#e2e/support/notes';
import { somebody } from '#e2e/support/somebody';
import { expect, press, pressAndRead, test } from '#e2e/support/story';
import { newVisitor } from '#e2e/support/visitor';

test('a note is written, shared as one shares a spreadsheet, edited by an editor and read by a viewer', async ({
  server,
  anotherPage,
}) => {
  const ada = await somebody(anotherPage, server);
  const bob = await somebody(anotherPage, server);
  const cyd = await somebody(anotherPage, server);
  const note = await writeNote(ada.page, 'Plans', 'First\nSecond');
  for (const { page } of [bob, cyd]) {
    expect((await page.goto(note))?.status()).toBe(404);
    await page.goto('/notes');
    await expect(page.getByText('There are no notes here yet.')).toBeVisible();
  }

  await share(ada.page, note, bob.email, 'editor');
  await expect(ada.page.getByText('Everyone with access sees the list of people')).toBeVisible();
  await share(ada.page, note, cyd.email.toUpperCase(), 'viewer');
  expect(await latestMail(server.port, bob.email, 'A note was shared')).toContain(ada.email);

  await bob.page.goto('/notes');
  await bob.page.getByRole('link', { name: 'Plans' }).click();
  await bob.page.getByLabel('Text').fill('Written by bob');
  await pressAndRead(bob.page, 'Save note', 'The note is saved.');
  await expect(bob.page.getByLabel('Text')).toHaveValue('Written by bob');

  await cyd.page.goto(note);
  await expect(cyd.page.getByRole('heading', { level: 1 })).toHaveText('Plans');
  await expect(cyd.page.getByText('Written by bob')).toBeVisible();
  await expect(cyd.page.getByRole('textbox')).toHaveCount(0);
  const rows = [
    `${ada.email} owner · made it ·`,
    `${bob.email} editor · shared by ${ada.email} ·`,
    `${cyd.email} You viewer · shared by ${ada.email} ·`,
  ];
  for (const [index, row] of rows.entries())
    await expect(listOf(cyd.page).nth(index)).toContainText(row, { useInnerText: true });
  await cyd.page.goto(`${note}/sharing`);
  await expect(listOf(cyd.page)).toHaveCount(3);
  await expect(cyd.page.locator('main button, main input')).toHaveCount(0);
});

test('the second of two people who write at once is told, keeps what they typed, and decides', {
  tag: '@long',
}, async ({ server, anotherPage }) => {
  const ada = await somebody(anotherPage, server);
  const bob = await somebody(anotherPage, server);
  const note = await writeNote(ada.page, 'Plans', 'First');
  await share(ada.page, note, bob.email, 'editor');
  await bob.page.goto(note);
  await bob.page.getByLabel('Text').fill('of bob');
  await ada.page.goto(note);
  await ada.page.getByLabel('Text').fill('of ada');
  await pressAndRead(ada.page, 'Save note', 'The note is saved.');

  // A refusal in between does not make one up to date.
  await bob.page.getByLabel('Title').fill('');
  expect((await press(bob.page, 'Save note')).status()).toBe(422);
  await bob.page.locator('.summary').waitFor();
  await expect(bob.page.getByLabel('Text')).toHaveValue('of bob');
  await bob.page.getByLabel('Title').fill('Plans');
  expect((await press(bob.page, 'Save note')).status()).toBe(409);
  await expect(bob.page.getByRole('alert').first()).toContainText('Somebody else changed');
  await expect(bob.page.getByLabel('Text')).toHaveValue('of bob');
  const current = bob.page.getByRole('link', { name: 'the note as it is now' });
  expect(await current.getAttribute('href')).toBe(note);
  await ada.page.goto(note);
  await expect(ada.page.getByLabel('Text')).toHaveValue('of ada');

  await pressAndRead(bob.page, 'Save note', 'The note is saved.');
  await ada.page.goto(note);
  await expect(ada.page.getByLabel('Text')).toHaveValue('of bob');
});

test('a note is deleted after a second look, for everybody', { tag: '@long' }, async ({
  server,
  anotherPage,
}) => {
  const ada = await somebody(anotherPage, server);
  const bob = await somebody(anotherPage, server);
  const note = await writeNote(ada.page, 'Plans', 'First');
  await share(ada.page, note, bob.email, 'editor');
  await bob.page.goto(note);
  await expect(bob.page.getByRole('link', { name: 'Delete' })).toHaveCount(0);
  expect((await bob.page.goto(`${note}/delete`))?.status()).toBe(404);

  await ada.page.goto(note);
  await ada.page.getByRole('link', { name: 'Delete' }).click();
  await ada.page.getByRole('link', { name: 'Keep it' }).click();
  await ada.page.waitForURL(`**${note}`);
  await ada.page.getByRole('link', { name: 'Delete' }).click();
  await pressAndRead(ada.page, 'Delete the note', 'The note is deleted');
  for (const { page } of [ada, bob]) expect((await page.goto(note))?.status()).toBe(404);
});

test('a list of many notes is paged, newest first, and holds each once', { tag: '@long' }, async ({
  page,
  server,
}) => {
  const ada = newVisitor(server);
  await ada.signUp();
  await enter(page, server, String(ada.cookies.get('session')));
  const titles = Array.from({ length: 27 }, (_, n) => `Note ${n}`);
  for (const title of titles) await writeQuickly(ada, title);
  await page.goto('/notes');
  const first = await page.locator('main h2').allTextContents();
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(page.locator('main h2')).toHaveCount(2);
  const second = await page.locator('main h2').allTextContents();
  expect([first.length, second.length]).toEqual([25, 2]);
  expect([...first, ...second]).toEqual(titles.toReversed());
  await expect(page.getByRole('link', { name: 'Older' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Newest' }).click();
  await expect(page.locator('main h2').first()).toHaveText('Note 26');
});
