import type { Page } from '@playwright/test';
import { enter, enterNew } from '#e2e/support/account';
import { share, writeNote } from '#e2e/support/notes';
import { change, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { cookieOf } from '#e2e/support/session-cookies';
import { STREAM, withoutNotice } from '#e2e/support/session-stream';
import { idOf } from '#e2e/support/staff';
import { expect, test } from '#e2e/support/story';
import { signIn, signUp } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

const AT = '/examples/notes';
const said = (page: Page) => page.getByRole('status').first();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const notesOf = (server: TestServer) => rows(server, 'select title, text from notes order by id');

async function enterExample(page: Page, server: TestServer) {
  const person = await enterNew(page, server);
  await page.goto(AT);
  await button(page, 'New note').waitFor();
  return person;
}

async function add(page: Page, title: string, text = '') {
  await button(page, 'New note').click();
  await page.getByLabel('Title').fill(title);
  await page.getByLabel('Text').fill(text);
  await button(page, 'Save note').click();
  await expect(said(page)).toHaveText('The note is saved. So far only you can see it.');
}

test('notes are listed, added, changed and deleted by the script alone', async ({
  page,
  server,
}) => {
  await enterExample(page, server);
  const loads: string[] = [];
  page.on('request', (request) => request.isNavigationRequest() && loads.push(request.url()));
  await expect(page.getByText('There are no notes here yet.')).toBeVisible();
  await add(page, 'Example plans', 'Paint the gate.');
  await add(page, 'Example more');
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await button(page, 'Open Example plans').click();
  await expect(page.getByLabel('Text')).toHaveValue('Paint the gate.');
  await page.getByLabel('Title').fill('Example plans, painted');
  await button(page, 'Save note').click();
  await expect(said(page)).toHaveText('The note is saved.');
  await button(page, 'Open Example plans, painted').click();
  await button(page, 'Delete').click();
  await button(page, 'Keep it').click();
  await button(page, 'Delete').click();
  await button(page, 'Yes, delete it for everybody').click();
  await expect(said(page)).toHaveText('The note is deleted, for everybody.');
  await expect(page.getByRole('listitem')).toHaveCount(1);
  expect(loads).toEqual([]);
  expect(notesOf(server).map(({ title }) => title)).toContain('Example more');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Example more' })).toBeVisible();
});

test('what is wrong is said at its field, and nothing typed is lost', async ({ page, server }) => {
  await enterExample(page, server);
  await button(page, 'New note').click();
  await page.getByLabel('Text').fill('Kept text');
  await button(page, 'Save note').click();
  await expect(page.locator('.summary')).toBeFocused();
  await expect(page.locator('.summary')).toContainText('Enter a title.');
  await expect(page.getByLabel('Title')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Text')).toHaveValue('Kept text');
  await page.getByLabel('Title').fill('Now with one');
  await button(page, 'Save note').click();
  await expect(said(page)).toHaveText('The note is saved. So far only you can see it.');
});

test('somebody who was faster is not overwritten unread', async ({ page, server }) => {
  await enterExample(page, server);
  await add(page, 'Raced', 'First');
  await button(page, 'Open Raced').click();
  await page.getByLabel('Text').fill('Mine');
  change(server, "update notes set text = 'Theirs', revision = revision + 1 where title = 'Raced'");
  await button(page, 'Save note').click();
  await expect(page.locator('.summary')).toContainText('Somebody else changed this note');
  await expect(page.getByLabel('Text')).toHaveValue('Mine');
  expect(notesOf(server).find(({ title }) => title === 'Raced')?.['text']).toBe('Theirs');
  await button(page, 'Save note').click();
  await expect(said(page)).toHaveText('The note is saved.');
  expect(notesOf(server).find(({ title }) => title === 'Raced')?.['text']).toBe('Mine');
});

test('a viewer of a note can only read it, and one that is gone is said to be', {
  tag: '@long',
}, async ({ page, server }) => {
  const { email } = await enterExample(page, server);
  const owner = newVisitor(server);
  await owner.signUp();
  const id = await writeNote(owner, 'Of another', 'To be read');
  await share(owner, id, email);
  await page.reload();
  await button(page, 'Open Of another').click();
  await expect(page.getByText('To be read')).toBeVisible();
  await expect(page.getByLabel('Title')).toHaveCount(0);
  await expect(button(page, 'Delete')).toHaveCount(0);
  await button(page, 'Close').click();
  change(server, 'delete from grants where object = ?', id);
  await button(page, 'Open Of another').click();
  await expect(page.locator('p[role=alert]')).toContainText('not yours to see');
});

test('older notes come after those that are there', { tag: '@long' }, async ({ page, server }) => {
  const ada = newVisitor(server);
  await ada.signUp();
  for (let nth = 1; nth <= 27; nth++) await writeNote(ada, `Page note ${nth}`);
  await enter(page, server, cookieOf(ada));
  await page.goto(AT);
  await expect(page.getByRole('listitem')).toHaveCount(25);
  await button(page, 'Older').click();
  await expect(page.getByRole('listitem')).toHaveCount(27);
  await expect(page.getByRole('listitem').last()).toContainText('Page note 1');
  await expect(button(page, 'Older')).toHaveCount(0);
});

test('a session that has ended leads to sign-in, and from there back', async ({ page, server }) => {
  const person = await enterExample(page, server);
  await add(page, 'There before');
  // The page notices by itself too: here it is the person that is first.
  await withoutNotice(page);
  change(server, 'delete from sessions where user_id = ?', idOf(server, person.email));
  await button(page, 'Open There before').click();
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fexamples%2Fnotes$/);
  await signIn(page, person);
  await expect(page).toHaveURL(AT);
});

test('what was typed outlives its session, and is saved only for whom it was typed', {
  tag: '@long',
}, async ({ page, server }) => {
  const person = await enterExample(page, server);
  const bob = newVisitor(server);
  await bob.signUp();
  await button(page, 'New note').click();
  await page.getByLabel('Title').fill('In time');
  change(server, 'delete from sessions where user_id = ?', idOf(server, person.email));
  await button(page, 'Save note').click();
  await expect(page.getByText('You were signed out. Nothing was changed')).toBeVisible();
  await enter(page, server, cookieOf(bob));
  await button(page, 'Save note').click();
  await expect(page.getByText('Made-For names another account')).toBeVisible();
  expect(notesOf(server).map(({ title }) => title)).not.toContain('In time');
  await page.context().clearCookies({ name: 'session' });
  const beside = await page.context().newPage();
  await beside.goto('/sign-in');
  await signIn(beside, person);
  await beside.waitForURL('**/dashboard');
  await expect(page.getByLabel('Title')).toHaveValue('In time');
  await button(page, 'Save note').click();
  await expect(page.getByText('The note is saved.').first()).toBeVisible();
  expect(notesOf(server).map(({ title }) => title)).toContain('In time');
});

test('without a network nothing is lost, and it can be tried again', async ({
  page,
  server,
  watch,
}) => {
  watch.allow(/ERR_FAILED/);
  await enterExample(page, server);
  await button(page, 'New note').click();
  await page.getByLabel('Title').fill('Offline');
  await page.route('**/api/v1/**', (route) => route.abort());
  await button(page, 'Save note').click();
  await expect(page.locator('.summary')).toContainText('Check your connection');
  await expect(page.getByLabel('Title')).toHaveValue('Offline');
  await page.unroute('**/api/v1/**');
  await button(page, 'Save note').click();
  await expect(said(page)).toHaveText('The note is saved. So far only you can see it.');
});

test('the script holds nothing: no token, cookie, secret or storage is within its reach', {
  tag: '@long',
}, async ({ page, server }) => {
  const answers: Promise<string>[] = [];
  const asked: Record<string, string>[] = [];
  page.on('response', (response) => {
    if (!response.url().endsWith(STREAM)) answers.push(response.text().catch(() => ''));
  });
  page.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(request.headers());
  });
  // By the front door, so that the cookie is set as it is for everybody.
  await signUp(page, server);
  await page.goto(AT);
  await add(page, 'Held by nobody');
  const held = await page.evaluate(() => ({
    cookie: document.cookie,
    storages: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    document: document.documentElement.outerHTML,
  }));
  expect([held.cookie, held.storages]).toEqual(['', '[{},{}]']);
  const [session] = (await page.context().cookies()).filter(({ name }) => name === 'session');
  expect(session?.httpOnly).toBe(true);
  for (const text of [...(await Promise.all(answers)), held.document]) {
    expect(text).not.toContain(String(session?.value));
    expect(text).not.toMatch(/Fe26\.2|eyJ[\w-]{10}|access_token"/);
  }
  expect(asked.length).toBeGreaterThan(2);
  expect(asked.filter((headers) => headers['authorization'])).toEqual([]);
});

test('everything can be done with the keyboard', async ({ page, server }) => {
  await enterExample(page, server);
  await button(page, 'New note').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'New note' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('By keys');
  await page.keyboard.press('Enter');
  await expect(said(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(button(page, 'Open By keys')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'By keys' }).last()).toBeFocused();
  await button(page, 'Delete').focus();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Yes, delete it for everybody')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(said(page)).toHaveText('The note is deleted, for everybody.');
  await expect(said(page)).toBeFocused();
});
