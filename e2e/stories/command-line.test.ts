import type { Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import { newMachine, signInByCode, typeUserCode, userCodeIn } from '#e2e/support/command-line';
import { latestMail } from '#e2e/support/mailbox';
import type { TestServer } from '#e2e/support/server';
import { expect, test as story } from '#e2e/support/story';
import { newEmail } from '#e2e/support/test';

const test = story.extend<{ machine: ReturnType<typeof newMachine> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
  machine: async ({}, use) => {
    const machine = newMachine();
    await use(machine);
    machine.remove();
  },
});

const rowOfProgram = (page: Page) =>
  page.getByRole('listitem').filter({ hasText: 'gatehouse CLI on Linux' });

async function endFromBrowser(page: Page) {
  await page.goto('/settings/apps');
  await expect(rowOfProgram(page)).toHaveCount(1);
  await rowOfProgram(page).getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByText('That app is signed out.')).toBeVisible();
  await expect(rowOfProgram(page)).toHaveCount(0);
}

const signedOut = (server: TestServer) =>
  `You were signed out of ${server.url}. Sign in again with: node client-cli/main.mjs login`;

test('a terminal is let in by a code, works, and is signed out from the browser', async ({
  page,
  server,
  machine,
}) => {
  const ada = await enterNew(page, server);
  const login = machine.open(['login', '--url', server.url]);
  await login.shows(/\/device\s/);
  await typeUserCode(page, await userCodeIn(login));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Allow gatehouse CLI to use your account?',
  );
  await expect(page.getByText('gatehouse CLI on Linux · asked from')).toBeVisible();
  await expect(page.getByText('Write, delete and share notes as you may yourself')).toBeVisible();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You let gatehouse CLI in');
  await login.shows(new RegExp(`You are signed in at ${server.url} as ${ada.email}\\.`));
  expect(await login.exitCode).toBe(0);
  expect(await latestMail(server.port, ada.email, 'You let a program in')).toContain(
    'gatehouse CLI',
  );

  const whoami = await machine.run('whoami');
  expect(whoami).toEqual({
    exitCode: 0,
    screen: `Ada <${ada.email}>, member, at ${server.url}\n`,
  });

  const add = machine.open(['notes', 'add', 'Plans']);
  await add.shows(/end it with Ctrl-D/);
  add.type('Paint the gate.\nOil it.', { end: true });
  expect(await add.exitCode).toBe(0);
  const [id = ''] = add.screen().match(/[0-9a-f]{8}-[0-9a-f-]{27}/) ?? [];
  const list = await machine.run('notes', 'list');
  expect(list.screen).toMatch(
    new RegExp(`${id}  owner    \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  Plans`),
  );
  const show = await machine.run('notes', 'show', id);
  expect(show.screen).toContain('Plans\n\nPaint the gate.\nOil it.');
  const bob = newEmail('bob');
  const share = await machine.run('notes', 'share', id, bob, '--as', 'editor');
  expect(share).toEqual({ exitCode: 0, screen: `Shared with ${bob} as editor.\n` });
  expect(await latestMail(server.port, bob, 'A note was shared')).toContain(ada.email);
  await page.goto(`/notes/${id}/sharing`);
  await expect(page.getByText(bob).first()).toBeVisible();
  const sessions = await machine.run('sessions');
  expect(sessions.screen).toContain('gatehouse CLI on Linux (this one)');

  await endFromBrowser(page);
  const after = await machine.run('notes', 'list');
  expect(after).toEqual({ exitCode: 4, screen: `${signedOut(server)}\n` });
  const again = await machine.run('whoami');
  expect(again).toEqual({ exitCode: 4, screen: `${signedOut(server)}\n` });
});

test('a terminal is let in by the browser of its own machine, and signs itself out', {
  tag: '@long',
}, async ({ page, server, machine, watch }) => {
  watch.allow(/^sent elsewhere: http:\/\/127\.0\.0\.1:\d+\/callback\?/);
  const ada = await enterNew(page, server);
  machine.install(
    'xdg-open',
    'printf %s "$1" > "$HOME/opened.new"; mv "$HOME/opened.new" "$HOME/opened"',
  );
  const login = machine.open(['login', '--browser', '--url', server.url], { DISPLAY: ':0' });
  await expect.poll(() => machine.read('opened')).toContain('/oauth/authorize?');
  await page.goto(machine.read('opened'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Allow gatehouse CLI to use your account?',
  );
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('You can close this page')).toBeVisible();
  await login.shows(new RegExp(`as ${ada.email}\\.`));
  expect(await login.exitCode).toBe(0);

  const logout = await machine.run('logout');
  expect(logout).toEqual({ exitCode: 0, screen: `Signed out of ${server.url}.\n` });
  await page.goto('/settings/apps');
  await expect(rowOfProgram(page)).toHaveCount(0);
  expect((await machine.run('whoami')).exitCode).toBe(4);
});

test('a terminal that is denied is told so, and is not let in', { tag: '@long' }, async ({
  page,
  server,
  machine,
}) => {
  await enterNew(page, server);
  const login = machine.open(['login', '--url', server.url]);
  await typeUserCode(page, await userCodeIn(login));
  await page.getByRole('button', { name: 'Deny' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You turned gatehouse CLI away');
  await login.shows(/It was denied\. You are not signed in\./);
  expect(await login.exitCode).toBe(1);
  expect(await machine.run('whoami')).toEqual({
    exitCode: 4,
    screen: 'You are not signed in. Sign in with: node client-cli/main.mjs login\n',
  });
});

test('a second sign-in at the same machine leaves one session behind, not two', {
  tag: '@long',
}, async ({ page, server, machine }) => {
  await enterNew(page, server);
  for (const _ of [1, 2]) {
    const { exitCode } = await signInByCode(machine, server, async (userCode) => {
      await typeUserCode(page, userCode);
      await page.getByRole('button', { name: 'Allow' }).click();
    });
    expect(exitCode).toBe(0);
  }
  await page.goto('/settings/apps');
  await expect(rowOfProgram(page)).toHaveCount(1);
});
