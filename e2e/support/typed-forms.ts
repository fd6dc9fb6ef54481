import type { Page } from '@playwright/test';
import { CLI, sendToOauth } from '#e2e/support/grant-consent';
import { rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { giveRole, idOf } from '#e2e/support/staff';
import { newEmail, newNetwork } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

type Typed = Record<string, string>;

/** A form that somebody types into. */
export type TypedForm = {
  /** Opens its page, as the person who is signed in. */
  reach: (page: Page, server: TestServer, email: string) => Promise<unknown>;
  /** What is typed, by the name of its field. */
  typed: (server: TestServer) => Typed | Promise<Typed>;
  button: string;
  /** What it changes in the database. */
  changes: string;
};

async function ownNote(page: Page) {
  await page.goto('/notes/new');
  await page.getByLabel('Title').fill('A note of before');
  await page.getByRole('button', { name: 'Save note' }).click();
  await page.waitForURL(/\/notes\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

const note = { title: 'Launch <plan> & "more"', text: 'First\nsecond </textarea>\n\nlast' };

/** Every form of a signed-in page with free text. */
export const SIGNED_IN: Record<string, TypedForm> = {
  'a new note': {
    reach: (page) => page.goto('/notes/new'),
    typed: () => note,
    button: 'Save note',
    changes: 'select title, text from notes order by id',
  },
  'a note': {
    reach: async (page) => page.goto(await ownNote(page)),
    typed: () => note,
    button: 'Save note',
    changes: 'select title, text from notes order by id',
  },
  'a share': {
    reach: async (page) => page.goto(`${await ownNote(page)}/sharing`),
    typed: () => ({ email: newEmail('friend') }),
    button: 'Share',
    changes: "select address from grants where relation = 'viewer' order by address",
  },
  'a profile': {
    reach: (page) => page.goto('/settings/profile'),
    typed: () => ({ name: 'Ada of Lovelace' }),
    button: 'Save profile',
    changes: 'select name from users order by id',
  },
  'an address': {
    reach: (page) => page.goto('/settings/email'),
    typed: () => ({ email: newEmail('moved') }),
    button: 'Send me a code',
    changes: "select id from codes where purpose = 'change-email' order by id",
  },
  'a reason of staff': {
    reach: async (page, server, email) => {
      giveRole(server, email, 'administrator');
      const mia = await newVisitor(server).signUp();
      await page.goto(`/admin/users/${idOf(server, mia)}`);
    },
    typed: () => ({ reason: 'They asked for it' }),
    button: 'Disable',
    changes: 'select disabled_reason from users order by id',
  },
  'a device code': {
    reach: async (page) => page.goto('/device'),
    typed: async (server) => ({ user_code: await deviceCode(server) }),
    button: 'Continue',
    changes: "select claimed_by from oauth_records where kind = 'DeviceCode' order by id",
  },
};

/** Those of strangers. */
export const OPEN: Record<string, { path: string; typed: Typed; button: string }> = {
  'a sign-up': {
    path: '/sign-up',
    typed: { name: 'Ada Lovelace', email: newEmail('new') },
    button: 'Create account',
  },
  'a sign-in': { path: '/sign-in', typed: { email: newEmail('old') }, button: 'Sign in' },
  'a code to sign in': {
    path: '/sign-in/code',
    typed: { email: newEmail('coded') },
    button: 'Email me a code',
  },
  'a forgotten password': {
    path: '/forgot-password',
    typed: { email: newEmail('forgot') },
    button: 'Send me a code',
  },
};

/** The code of a device that waits to be let in. */
async function deviceCode(server: TestServer): Promise<string> {
  const asked = await sendToOauth(
    server,
    '/oauth/device_authorization',
    { client_id: CLI, scope: 'account:read' },
    { 'X-Forwarded-For': newNetwork() },
  );
  return ((await asked.json()) as { user_code: string }).user_code;
}

export const changed = (server: TestServer, { changes }: TypedForm) =>
  JSON.stringify(rows(server, changes));
