import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { enterNew } from '#e2e/support/account';
import { nextDocument } from '#e2e/support/next-document';
import { openDatabase } from '#e2e/support/open-database';
import { sendForm } from '#e2e/support/plain-form';
import { allowApps, newDevice } from '#e2e/support/programs';
import { sessionsOf } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { idOf } from '#e2e/support/staff';
import { expect, pressAndRead, test } from '#e2e/support/story';

const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const PAGE = '/settings/sessions';

type Person = { email: string; password: string };

const signInAs = (
  server: TestServer,
  { email, password }: Person,
  userAgent: string,
  network: string,
) =>
  sendForm(
    server.url,
    '/sign-in',
    { email, password },
    { 'User-Agent': userAgent, 'X-Forwarded-For': network },
  );

const group = (page: Page, name: string) => page.getByRole('region', { name });

/** Many old sessions: nothing of them is new. */
function addSessions(server: TestServer, email: string, many: number) {
  const database = openDatabase(server.database);
  const add = database.prepare(
    "insert into sessions (id, user_id, secret_hash, is_persistent, created_at, last_seen_at, idle_seconds, expires_at, address, user_agent) values (?, ?, 'x', 1, ?, ?, 1209600, ?, '203.0.113.9', ?)",
  );
  const now = Date.now();
  const id = idOf(server, email);
  for (let nth = 0; nth < many; nth++)
    add.run(randomUUID(), id, now - 9 * 86_400_000 - nth, now, now + 86_400_000, WINDOWS);
  database.close();
}

test('devices are told apart: this one, what is new, what is near, and what a program is', async ({
  page,
  server,
  network,
}) => {
  const ada = await enterNew(page, server);
  await page.goto(PAGE);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Devices');
  await expect(page.getByText('You’re signed in nowhere else.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign out everywhere else' })).toHaveCount(0);

  await signInAs(server, ada, PHONE, network);
  await signInAs(server, ada, WINDOWS, '203.0.113.77');
  await page.goto(PAGE);
  const here = group(page, 'The one you are using');
  await expect(here.getByRole('listitem')).toHaveCount(1);
  await expect(here).toContainText('This device');
  const browsers = group(page, 'Other browsers').getByRole('listitem');
  await expect(browsers).toHaveCount(2);
  const phone = browsers.filter({ hasText: 'Safari on iOS' });
  const desk = browsers.filter({ hasText: 'Firefox on Windows' });
  await expect(phone).toContainText('New');
  await expect(phone).toContainText('Same network as you');
  await expect(desk).toContainText('203.0.113.77');
  await expect(desk).not.toContainText('Same network as you');
  await expect(
    page.getByText('This signs out Firefox on Windows and Safari on iOS.'),
  ).toBeVisible();

  await phone.getByRole('link', { name: 'Activity' }).click();
  await expect(page).toHaveURL(/\/settings\/activity\?device=[0-9a-f-]{36}$/);
  await expect(page.getByText('Signed in with a new browser')).toHaveCount(1);
});

test('a program is among the devices, and is signed out there', { tag: '@long' }, async ({
  page,
  server,
  watch,
}) => {
  allowApps(watch);
  await enterNew(page, server);
  const device = await newDevice(server);
  await page.goto(device.link);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You let gatehouse CLI in');
  const tokens = await device.poll();
  await page.goto(PAGE);
  const programs = group(page, 'Programs and sites');
  await expect(programs.getByRole('listitem')).toHaveCount(1);
  await expect(programs.getByRole('link', { name: 'What they may do' })).toHaveAttribute('href', '/settings/apps'); // biome-ignore format: one line
  await pressAndRead(page, 'Sign out gatehouse CLI on Linux', 'That session has ended.');
  const me = await fetch(`${server.url}/api/v1/me`, {
    headers: { Authorization: `Bearer ${tokens['access_token']}` },
  });
  expect(me.status).toBe(401);
});

test('sixty devices come on three pages, and end by one button that names them', async ({
  page,
  server,
}) => {
  const ada = await enterNew(page, server);
  addSessions(server, ada.email, 60);
  await page.goto(PAGE);
  await expect(page.getByText('This signs out Firefox on Windows (60).')).toBeVisible();
  const seen: number[] = [];
  for (;;) {
    seen.push(await page.getByRole('main').getByRole('listitem').count());
    const more = page.getByRole('link', { name: 'More' });
    if ((await more.count()) === 0) break;
    await nextDocument(page, () => more.click());
  }
  expect(seen).toEqual([25, 25, 11]);
  await expect(group(page, 'The one you are using')).toHaveCount(0);
  expect(sessionsOf(server, ada.email)).toBe(61);
  await pressAndRead(page, 'Sign out everywhere else', 'You are signed out everywhere else.');
  expect(sessionsOf(server, ada.email)).toBe(1);
});
