import type { Page } from '@playwright/test';
import { enter, enterNew, newAccount } from '#e2e/support/account';
import { latestMail, mailsTo } from '#e2e/support/mailbox';
import { writeNote as writeQuickly } from '#e2e/support/notes';
import type { TestServer } from '#e2e/support/server';
import { expect, press, test } from '#e2e/support/story';
import { newNetwork, newPerson } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

type Another = (options?: { extraHTTPHeaders?: Record<string, string> }) => Promise<Page>;

/** Somebody in a browser and a network of their own, who has an account. */
async function somebody(another: Another, server: TestServer) {
  const page = await another({ extraHTTPHeaders: { 'X-Forwarded-For': newNetwork() } });
  return { page, ...(await enterNew(page, server)) };
}

async function writeNote(page: Page, title: string, text: string): Promise<string> {
  await page.goto('/notes');
  await page.getByRole('link', { name: 'New note' }).click();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Text').fill(text);
  await press(page, 'Save note');
  await page.waitForURL(/\/notes\/[0-9a-f-]{36}\?done=created$/);
  await expect(page.getByRole('status')).toContainText('So far only you can see it.');
  return new URL(page.url()).pathname;
}

async function share(page: Page, note: string, email: string, role = 'viewer') {
  await page.goto(`${note}/sharing`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Role', { exact: true }).selectOption(role);
  await press(page, 'Share');
  await page.waitForURL('**/sharing?done=shared');
}

/** Presses a button in the row of one of the people with access. */
async function about(page: Page, note: string, email: string, button: string) {
  await page.goto(`${note}/sharing`);
  await page.getByRole('button', { name: `${button} of ${email}` }).click();
  await page.waitForURL('**/sharing?done=*');
}

const listOf = (page: Page) => page.getByRole('listitem').filter({ hasText: '@example.com' });

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
  await press(bob.page, 'Save note');
  await bob.page.waitForURL(`**${note}?done=saved`);
  await expect(bob.page.getByLabel('Text')).toHaveValue('Written by bob');

  await cyd.page.goto(note);
  await expect(cyd.page.getByRole('heading', { level: 1 })).toHaveText('Plans');
  await expect(cyd.page.getByText('Written by bob')).toBeVisible();
  await expect(cyd.page.getByRole('textbox')).toHaveCount(0);
  const rows = [
    `${ada.email} owner · made it on`,
    `${bob.email} editor · shared by ${ada.email} on`,
    `${cyd.email} You viewer · shared by ${ada.email} on`,
  ];
  for (const [index, row] of rows.entries())
    await expect(listOf(cyd.page).nth(index)).toContainText(row, { useInnerText: true });
  await cyd.page.goto(`${note}/sharing`);
  await expect(listOf(cyd.page)).toHaveCount(3);
  await expect(cyd.page.locator('main button, main input')).toHaveCount(0);
});

test('a role is changed, a share removed and a note left: each counts from the next request on', async ({
  server,
  anotherPage,
}) => {
  const ada = await somebody(anotherPage, server);
  const bob = await somebody(anotherPage, server);
  const note = await writeNote(ada.page, 'Plans', 'First');
  await share(ada.page, note, bob.email);
  await bob.page.goto(note);
  await expect(bob.page.getByRole('textbox')).toHaveCount(0);

  await ada.page.goto(`${note}/sharing`);
  await ada.page.getByLabel(`Role of ${bob.email}`).selectOption('editor');
  await ada.page.getByRole('button', { name: `Save role of ${bob.email}` }).click();
  await ada.page.waitForURL('**/sharing?done=role');
  await expect(ada.page.getByLabel(`Role of ${bob.email}`)).toHaveValue('editor');
  await bob.page.goto(note);
  await expect(bob.page.getByLabel('Text')).toHaveValue('First');

  await about(ada.page, note, bob.email, 'Remove');
  await expect(listOf(ada.page)).toHaveCount(1);
  expect((await bob.page.goto(note))?.status()).toBe(404);
  await expect(bob.page.getByText('There is no such page')).toBeVisible();

  await share(ada.page, note, bob.email);
  await bob.page.goto(note);
  await bob.page.getByRole('link', { name: 'Leave' }).click();
  await bob.page.getByRole('button', { name: 'Leave the note' }).click();
  await bob.page.waitForURL('**/notes?done=left');
  await expect(bob.page.getByText('There are no notes here yet.')).toBeVisible();
  await ada.page.goto(note);
  await expect(listOf(ada.page)).toHaveCount(1);
});

test('a share waits for somebody who has no account yet, and looks no different until they do', async ({
  server,
  anotherPage,
}) => {
  const ada = await somebody(anotherPage, server);
  const bob = await newAccount(server);
  const newcomer = newPerson('Cyd');
  const note = await writeNote(ada.page, 'Plans', 'First');
  await share(ada.page, note, bob.email);
  await share(ada.page, note, newcomer.email);
  const words = await Promise.all(
    [1, 2].map(async (index) => {
      const text = await listOf(ada.page).nth(index).textContent();
      return text?.replaceAll(bob.email, 'ADDRESS').replaceAll(newcomer.email, 'ADDRESS');
    }),
  );
  expect(words[0]).toBe(words[1]);
  expect(await mailsTo(server.port, newcomer.email)).toHaveLength(1);

  const { session } = await newAccount(server, newcomer);
  const page = await anotherPage();
  await page
    .context()
    .addCookies([{ name: 'session', value: session, url: server.url, httpOnly: true }]);
  await page.goto('/notes');
  await page.getByRole('link', { name: 'Plans' }).click();
  await expect(page.getByText('First')).toBeVisible();
});

test('a note is handed over when its owner offers it and the other accepts', async ({
  server,
  anotherPage,
}) => {
  const ada = await somebody(anotherPage, server);
  const bob = await somebody(anotherPage, server);
  const note = await writeNote(ada.page, 'Plans', 'First');
  await share(ada.page, note, bob.email);
  const offer = bob.page.getByRole('heading', { name: `${ada.email} offers you this note` });

  await about(ada.page, note, bob.email, 'Offer ownership');
  await bob.page.goto('/notes');
  await expect(bob.page.getByText('Offered to you')).toBeVisible();
  await bob.page.getByRole('link', { name: 'Plans' }).click();
  await expect(offer).toBeVisible();
  await bob.page.getByRole('button', { name: 'Decline' }).click();
  await bob.page.waitForURL('**?done=declined');
  await expect(offer).toHaveCount(0);

  await about(ada.page, note, bob.email, 'Offer ownership');
  await about(ada.page, note, bob.email, 'Withdraw offer');
  await bob.page.goto(note);
  await expect(offer).toHaveCount(0);

  await about(ada.page, note, bob.email, 'Offer ownership');
  await bob.page.goto(note);
  await bob.page.getByRole('button', { name: 'Accept' }).click();
  await bob.page.waitForURL('**?done=accepted');
  await bob.page.getByRole('link', { name: 'Share' }).click();
  await about(bob.page, note, ada.email, 'Remove');
  expect((await ada.page.goto(note))?.status()).toBe(404);
});

test('who was taken off the list while writing keeps what they typed, and nothing is saved', async ({
  server,
  anotherPage,
}) => {
  const ada = await somebody(anotherPage, server);
  const bob = await somebody(anotherPage, server);
  const note = await writeNote(ada.page, 'Plans', 'First');
  for (const act of ['Remove', 'Save role']) {
    await share(ada.page, note, bob.email, 'editor');
    await bob.page.goto(note);
    await bob.page.getByLabel('Title').fill('Plans of bob');
    await bob.page.getByLabel('Text').fill('an hour of work\nlost? <b>no</b>');
    await ada.page.goto(`${note}/sharing`);
    await ada.page.getByLabel(`Role of ${bob.email}`).selectOption('viewer');
    await ada.page.getByRole('button', { name: `${act} of ${bob.email}` }).click();
    await ada.page.waitForURL('**/sharing?done=*');

    const answer = await press(bob.page, 'Save note');
    expect(answer.status()).toBe(404);
    await expect(bob.page.getByRole('heading', { level: 1 })).toHaveText(
      'You can no longer edit this note',
    );
    await expect(bob.page).toHaveTitle(/^Error: /);
    await expect(bob.page.getByLabel('Title')).toHaveValue('Plans of bob');
    await expect(bob.page.getByLabel('Text')).toHaveValue('an hour of work\nlost? <b>no</b>');
    await expect(bob.page.getByRole('button', { name: 'Save note' })).toHaveCount(0);
    await ada.page.goto(note);
    await expect(ada.page.getByLabel('Text')).toHaveValue('First');
  }
});

test('of two who write at once the second is told, keeps what they typed, and decides', async ({
  server,
  anotherPage,
}) => {
  const ada = await somebody(anotherPage, server);
  const bob = await somebody(anotherPage, server);
  const note = await writeNote(ada.page, 'Plans', 'First');
  await share(ada.page, note, bob.email, 'editor');
  await bob.page.goto(note);
  await bob.page.getByLabel('Text').fill('of bob');
  await ada.page.goto(note);
  await ada.page.getByLabel('Text').fill('of ada');
  await press(ada.page, 'Save note');
  await ada.page.waitForURL('**?done=saved');

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

  await press(bob.page, 'Save note');
  await bob.page.waitForURL('**?done=saved');
  await ada.page.goto(note);
  await expect(ada.page.getByLabel('Text')).toHaveValue('of bob');
});

test('a note is deleted after a second look, for everybody', async ({ server, anotherPage }) => {
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
  await ada.page.getByRole('button', { name: 'Delete the note' }).click();
  await ada.page.waitForURL('**/notes?done=deleted');
  for (const { page } of [ada, bob]) expect((await page.goto(note))?.status()).toBe(404);
});

test('what cannot be shared is refused at its field, and what was typed stays', async ({
  page,
  server,
}) => {
  const ada = await enterNew(page, server);
  const note = await writeNote(page, 'Plans', 'First');
  for (const [typed, says] of [
    ['', 'Enter your email address.'],
    ['nonsense', 'Enter an email address like'],
    [ada.email.toUpperCase(), 'This is your own address.'],
  ] as const) {
    await page.goto(`${note}/sharing`);
    await page.getByLabel('Email').fill(typed);
    await page.getByLabel('Role', { exact: true }).selectOption('editor');
    expect((await press(page, 'Share')).status()).toBe(422);
    await expect(page.getByRole('alert').first()).toContainText(says);
    await expect(page.getByLabel('Email')).toHaveValue(typed);
    await expect(page.getByLabel('Role', { exact: true })).toHaveValue('editor');
  }
});

test('a list of many notes is paged, newest first, and holds each once', async ({
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
