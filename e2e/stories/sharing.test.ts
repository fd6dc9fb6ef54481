import { enterNew, newAccount } from '#e2e/support/account';
import { mailsTo } from '#e2e/support/mailbox';
import { about, listOf, share, writeNote } from '#e2e/support/note-pages';
import { somebody } from '#e2e/support/somebody';
import { expect, press, pressAndRead, test } from '#e2e/support/story';
import { newPerson } from '#e2e/support/test';

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
  await pressAndRead(ada.page, `Save role of ${bob.email}`, 'The role is changed.');
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
  await pressAndRead(bob.page, 'Leave the note', 'You have left the note.');
  await expect(bob.page.getByText('There are no notes here yet.')).toBeVisible();
  await ada.page.goto(note);
  await expect(listOf(ada.page)).toHaveCount(1);
});

test('a share waits for somebody who has no account yet, and looks no different until they do', {
  tag: '@long',
}, async ({ server, anotherPage }) => {
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

test('a note is handed over when its owner offers it and the other accepts', {
  tag: '@long',
}, async ({ server, anotherPage }) => {
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
  await pressAndRead(bob.page, 'Decline', 'You have declined.');
  await expect(offer).toHaveCount(0);

  await about(ada.page, note, bob.email, 'Offer ownership');
  await about(ada.page, note, bob.email, 'Withdraw offer');
  await bob.page.goto(note);
  await expect(offer).toHaveCount(0);

  await about(ada.page, note, bob.email, 'Offer ownership');
  await bob.page.goto(note);
  await pressAndRead(bob.page, 'Accept', 'This note is yours now.');
  await bob.page.getByRole('link', { name: 'Share' }).click();
  await about(bob.page, note, ada.email, 'Remove');
  expect((await ada.page.goto(note))?.status()).toBe(404);
});

test('a person who was taken off the list while writing keeps what they typed, and nothing is saved', {
  tag: '@long',
}, async ({ server, anotherPage }) => {
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
    await pressAndRead(ada.page, `${act} of ${bob.email}`, '');

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

test('what cannot be shared is refused at its field, and what was typed stays', {
  tag: '@long',
}, async ({ page, server }) => {
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
