import type { Page } from '@playwright/test';
import { enter, newAccount } from '#e2e/support/account';
import { codeBefore } from '#e2e/support/authenticator-app';
import { CLI, sendToOauth } from '#e2e/support/grant-consent';
import { about, share, writeNote } from '#e2e/support/notes';
import { cookieFrom, sendForm } from '#e2e/support/plain-form';
import { change } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { giveRole, idOf } from '#e2e/support/staff';
import { press, pressAndRead, pressAnyway } from '#e2e/support/story';
import { newNetwork, newPerson } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

/** The same accounts and sign-up for all states; each worker has a server of its own. */
const kept = new Map<string, Promise<string>>();
const once = (name: string, make: () => Promise<string>): Promise<string> => {
  if (!kept.has(name)) kept.set(name, make());
  return kept.get(name) as Promise<string>;
};

/** The session of somebody who has one account and nothing else. */
export const session = (server: TestServer) =>
  once('session', async () => (await newAccount(server)).session);
const busySession = (server: TestServer) =>
  once('busy session', async () => {
    const person = newPerson();
    const { session } = await newAccount(server, person);
    const headers = { 'X-Forwarded-For': newNetwork(), 'User-Agent': 'Mozilla/5.0 (iPhone)' };
    await sendForm(server.url, '/sign-in', { ...person, password: 'wrong' }, headers);
    await sendForm(server.url, '/sign-in', person, headers);
    return session;
  });
const administrator = (server: TestServer) =>
  once('administrator', async () => {
    const { session, email } = await newAccount(server, newPerson('Dee'));
    giveRole(server, email, 'administrator');
    return session;
  });
const person = (server: TestServer) =>
  once('person', async () => {
    const { email } = await newAccount(server, newPerson('Mia'));
    const id = idOf(server, email);
    for (const object of ['one', 'two'])
      change(
        server,
        "insert into grants (subject, relation, kind, object, address, created_at) values (?, 'owner', 'note', ?, ?, 1)",
        `user:${id}`,
        object,
        email,
      );
    return id;
  });
const flow = (server: TestServer) =>
  once('flow', async () => {
    const headers = { 'X-Forwarded-For': newNetwork() };
    return String(cookieFrom(await sendForm(server.url, '/sign-up', newPerson(), headers), 'flow'));
  });

/** The owner of a note, an editor of it to whom it is offered, and a viewer: their sessions, and the note. */
async function sharedNote(server: TestServer) {
  const [ada, bob, cyd] = [newVisitor(server), newVisitor(server), newVisitor(server)];
  await ada.signUp();
  const [editor, viewer] = [await bob.signUp(), await cyd.signUp()];
  const long = 'A title as long as nobody writes one'.repeat(5);
  const id = await writeNote(ada, long, 'One line\n\nand another that goes on and on. '.repeat(12));
  await share(ada, id, editor, 'editor');
  await share(ada, id, viewer);
  await about(ada, id, editor, 'Offer ownership');
  const [adas, bobs, cyds] = [ada, bob, cyd].map((one) => String(one.cookies.get('session')));
  return JSON.stringify({ id, ada: adas, bob: bobs, cyd: cyds });
}

export const onNote =
  (who: 'ada' | 'bob' | 'cyd', path: string, then: PageSetup = async () => {}): PageSetup =>
  async (page, server) => {
    const shared = JSON.parse(await once('shared note', () => sharedNote(server)));
    await enter(page, server, shared[who]);
    await page.goto(`/notes/${shared.id}${path}`);
    await then(page, server);
  };

export const refusedThere =
  (button: string, typed: Record<string, string>): PageSetup =>
  async (page) => {
    for (const [name, value] of Object.entries(typed))
      await page.locator(`.field [name=${name}]`).fill(value);
    await press(page, button);
    await page.locator('.summary').waitFor();
  };

/** As if it had been written, or taken away, by another since the form was opened. */
export const stale =
  (field: string, value: string): PageSetup =>
  async (page) => {
    await page
      .locator(`form:has(textarea) [name=${field}]`)
      .evaluate((input, other) => input.setAttribute('value', other), value);
    await press(page, 'Save note');
    await page.locator('.summary').waitFor();
  };

export type PageSetup = (page: Page, server: TestServer) => Promise<unknown>;
export const at =
  (path: string): PageSetup =>
  (page) =>
    page.goto(path);

export const refused =
  (path: string, button: string, typed: Record<string, string> = {}): PageSetup =>
  async (page) => {
    await page.goto(path);
    for (const [name, value] of Object.entries(typed))
      await page.locator(`[name=${name}]`).fill(value);
    await press(page, button);
    await page.locator('.summary').waitFor();
  };

/** Another code asked for at once. */
export const askedTooSoon: PageSetup = async (page) => {
  await page.goto('/sign-up/verify');
  await pressAnyway(page, 'Send again');
  await page.locator('.summary').waitFor();
};

export const midway =
  (reach: PageSetup): PageSetup =>
  async (page, server) => {
    await page
      .context()
      .addCookies([{ name: 'flow', value: await flow(server), url: server.url, httpOnly: true }]);
    await reach(page, server);
  };

/** Where a code was mailed from a page that asks for an address. */
const mailedFrom =
  (path: string, button: string, to: string) =>
  (reach: PageSetup): PageSetup =>
  async (page, server) => {
    await page.goto(path);
    await page.getByLabel('Email').fill(newPerson().email);
    await press(page, button);
    await page.waitForURL(`**${to}`);
    await reach(page, server);
  };
export const resetting = mailedFrom('/forgot-password', 'Send me a code', '/reset-password');
export const signingInByCode = mailedFrom(
  '/sign-in/code',
  'Email me a code',
  '/sign-in/code/verify',
);
export const recovering = mailedFrom(
  '/sign-in/recover',
  'Send me a code',
  '/sign-in/recover/verify',
);

/** Somebody who is signed in first, with a session of this kind. */
const enteredWith =
  (begin: (server: TestServer) => ReturnType<typeof session>) =>
  (reach: PageSetup): PageSetup =>
  async (page, server) => {
    await enter(page, server, await begin(server));
    await reach(page, server);
  };
export const signedIn = enteredWith(session);
export const withOthers = enteredWith(busySession);
export const administering = enteredWith(administrator);

/** Somebody who has just created an account, and needs it for nothing else. */
export const afresh =
  (
    reach: (
      page: Page,
      server: TestServer,
      person: Awaited<ReturnType<typeof newAccount>>,
    ) => Promise<unknown>,
  ): PageSetup =>
  async (page, server) => {
    const person = await newAccount(server);
    await enter(page, server, person.session);
    await reach(page, server, person);
  };

/** A page that tells what its button has just done. */
export const after =
  (path: string, button: string) =>
  async (page: Page): Promise<void> => {
    await page.goto(path);
    await pressAndRead(page, button, /./);
  };

const CODE = 'Code of your authenticator app';

/** Somebody with a passkey on this device and another that is on several. */
export const withPasskeys = (reach: (page: Page, id: string) => Promise<unknown>): PageSetup =>
  afresh(async (page, server, { email }) => {
    const userId = idOf(server, email);
    const add = (id: string, name: string, isBackedUp: number) =>
      change(
        server,
        "insert into credentials (id, user_id, kind, handle, secret, name, is_backed_up, created_at, confirmed_at) values (?, ?, 'passkey', ?, 'key', ?, ?, 1, 1)",
        id,
        userId,
        `handle of ${id}`,
        name,
        isBackedUp,
      );
    add(`${userId}-1`, 'Passkey', 0);
    add(`${userId}-2`, 'A key with a name that is as long as a name may be, sixty signs', 1);
    change(server, "update sessions set amr = 'hwk mfa' where user_id = ?", userId);
    await reach(page, `${userId}-1`);
  });

/** Somebody who has just set an authenticator app up; the code of now is still good. */
export const withApp = (
  reach: (
    page: Page,
    key: string,
    person: Awaited<ReturnType<typeof newAccount>>,
    server: TestServer,
  ) => Promise<unknown>,
): PageSetup =>
  afresh(async (page, server, person) => {
    await page.goto('/settings/authenticator');
    const key = (await page.locator('dd.mono').textContent()) ?? '';
    await page.getByLabel(CODE).fill(await codeBefore(key));
    await pressAndRead(page, 'Set up', 'is set up');
    await reach(page, key, person, server);
  });

/** The same, half signed in again. */
export const halfIn = (reach: PageSetup): PageSetup =>
  withApp(async (page, _, person, server) => {
    await pressAndRead(page, 'Sign out', 'You are signed out.');
    await page.locator('[name=email]').fill(person.email);
    await page.locator('[name=password]').fill(person.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/sign-in/second-factor');
    await reach(page, server);
  });

export const waitingDevice = signedIn(async (page, server) => {
  const form = { client_id: CLI, scope: 'account:read notes:write' };
  const asked = await sendToOauth(server, '/oauth/device_authorization', form);
  const { user_code } = (await asked.json()) as { user_code: string };
  await page.goto('/device');
  await page.getByLabel('Code').fill(user_code);
  await press(page, 'Continue');
  await page.waitForURL(/\/device\/[0-9a-f]+$/);
});

/** The page whose script asks the API: it is there when its list is. */
export function example(then: PageSetup = async () => {}): PageSetup {
  return async (page, server) => {
    await page.goto('/examples/notes');
    await page.getByRole('button', { name: 'New note' }).waitFor();
    await then(page, server);
  };
}

export const ofPerson =
  (rest: PageSetup): PageSetup =>
  async (page, server) => {
    await page.goto(`/admin/users/${await person(server)}`);
    await rest(page, server);
  };
