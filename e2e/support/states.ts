import type { Page } from '@playwright/test';
import { enter, newAccount } from '#e2e/support/account';
import { CLI, sendToOauth } from '#e2e/support/let-in';
import { about, share, writeNote } from '#e2e/support/notes';
import { cookieFrom, sendForm } from '#e2e/support/plain-form';
import { change } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { giveRole, idOf } from '#e2e/support/staff';
import { press } from '#e2e/support/story';
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

const onNote =
  (who: 'ada' | 'bob' | 'cyd', path: string, then: Reach = async () => {}): Reach =>
  async (page, server) => {
    const shared = JSON.parse(await once('shared note', () => sharedNote(server)));
    await enter(page, server, shared[who]);
    await page.goto(`/notes/${shared.id}${path}`);
    await then(page, server);
  };

const refusedThere =
  (button: string, typed: Record<string, string>): Reach =>
  async (page) => {
    for (const [name, value] of Object.entries(typed))
      await page.locator(`.field [name=${name}]`).fill(value);
    await press(page, button);
    await page.locator('.summary').waitFor();
  };

/** As if it had been written, or taken away, by another since the form was opened. */
const stale =
  (field: string, value: string): Reach =>
  async (page) => {
    await page
      .locator(`form:has(textarea) [name=${field}]`)
      .evaluate((input, other) => input.setAttribute('value', other), value);
    await press(page, 'Save note');
    await page.locator('.summary').waitFor();
  };

type Reach = (page: Page, server: TestServer) => Promise<unknown>;
const at =
  (path: string): Reach =>
  (page) =>
    page.goto(path);

const refused =
  (path: string, button: string, typed: Record<string, string> = {}): Reach =>
  async (page) => {
    await page.goto(path);
    for (const [name, value] of Object.entries(typed))
      await page.locator(`[name=${name}]`).fill(value);
    await press(page, button);
    await page.locator('.summary').waitFor();
  };

const midway =
  (reach: Reach): Reach =>
  async (page, server) => {
    await page
      .context()
      .addCookies([{ name: 'flow', value: await flow(server), url: server.url, httpOnly: true }]);
    await reach(page, server);
  };

const resetting =
  (reach: Reach): Reach =>
  async (page, server) => {
    await page.goto('/forgot-password');
    await page.getByLabel('Email').fill(newPerson().email);
    await press(page, 'Send me a code');
    await page.waitForURL('**/reset-password');
    await reach(page, server);
  };

/** Somebody who is signed in first, with a session of this kind. */
const enteredWith =
  (begin: (server: TestServer) => ReturnType<typeof session>) =>
  (reach: Reach): Reach =>
  async (page, server) => {
    await enter(page, server, await begin(server));
    await reach(page, server);
  };
const signedIn = enteredWith(session);
const withOthers = enteredWith(busySession);
const administering = enteredWith(administrator);

const waitingDevice = signedIn(async (page, server) => {
  const form = { client_id: CLI, scope: 'account:read notes:write' };
  const asked = await sendToOauth(server, '/oauth/device_authorization', form);
  const { user_code } = (await asked.json()) as { user_code: string };
  await page.goto('/device');
  await page.getByLabel('Code').fill(user_code);
  await press(page, 'Continue');
  await page.waitForURL(/\/device\/[0-9a-f]+$/);
});

/** The page whose script asks the API: it is there when its list is. */
function example(then: Reach = async () => {}): Reach {
  return async (page, server) => {
    await page.goto('/examples/notes');
    await page.getByRole('button', { name: 'New note' }).waitFor();
    await then(page, server);
  };
}

const ofPerson =
  (rest: Reach): Reach =>
  async (page, server) => {
    await page.goto(`/admin/users/${await person(server)}`);
    await rest(page, server);
  };

/** Every page in every state it has, and how to get there. */
export const STATES: Record<string, Reach> = {
  'dashboard on the first visit': signedIn(at('/dashboard')),
  'sessions when there is only this one': signedIn(at('/settings/sessions')),
  'home of somebody signed in': signedIn(at('/')),
  home: at('/'),
  'sign-in': at('/sign-in?next=%2Fsettings%2Fsessions'),
  'sign-in after a session ended': at('/sign-in?ended=1'),
  'sign-in after signing out': at('/sign-in?signed-out=1'),
  'sign-in with nothing typed': refused('/sign-in', 'Sign in'),
  'sign-in with a wrong password': refused('/sign-in', 'Sign in', {
    email: 'nobody@example.com',
    password: 'wrong',
  }),
  'sign-in with its password shown': async (page) => {
    await page.goto('/sign-in');
    await page.locator('[name=password]').fill('visible');
    await page.getByRole('button', { name: 'Show password' }).click();
    await page.getByLabel('Keep me signed in').check();
  },
  'sign-up': at('/sign-up'),
  'sign-up with nothing right': refused('/sign-up', 'Create account', { password: 'short' }),
  'the code page': midway(at('/sign-up/verify')),
  'the code page with a wrong code': midway(refused('/sign-up/verify', 'Verify', { code: '1' })),
  'the code page asked for another too soon': midway(refused('/sign-up/verify', 'Send again')),
  'forgotten password': at('/forgot-password'),
  'forgotten password with nothing typed': refused('/forgot-password', 'Send me a code'),
  'a new password by code': resetting(at('/reset-password')),
  'a new password by code, refused': resetting(
    refused('/reset-password', 'Save new password', { code: '1' }),
  ),
  'proving it again': signedIn(at('/confirm?next=%2Fsettings%2Femail')),
  'proving it again with a wrong password': signedIn(
    refused('/confirm', 'Confirm', { password: 'wrong' }),
  ),
  'change of address': signedIn(at('/settings/email')),
  'change of address, refused': signedIn(
    refused('/settings/email', 'Send me a code', { email: 'nonsense' }),
  ),
  'change of password': signedIn(at('/settings/password')),
  'change of password, refused': signedIn(refused('/settings/password', 'Save new password')),
  profile: signedIn(at('/settings/profile')),
  'profile saved': signedIn(at('/settings/profile?done=saved')),
  'profile, refused': signedIn(refused('/settings/profile', 'Save profile', { name: ' ' })),
  'activity with a stranger': withOthers(at('/settings/activity')),
  'the code of a device': signedIn(at('/device')),
  'the code of a device, refused': signedIn(
    refused('/device', 'Continue', { user_code: 'nothing' }),
  ),
  'a device that waits': waitingDevice,
  'a request of a program that is over': signedIn(at('/oauth/consent/over')),
  'a program that asked wrongly': at('/oauth/problem?error=invalid_client'),
  'data and deletion': signedIn(at('/settings/data')),
  'deletion, refused': signedIn(refused('/settings/data', 'Delete my account')),
  'notes when there are none': signedIn(at('/notes')),
  'notes after one was deleted': signedIn(at('/notes?done=deleted')),
  'the list of notes, one offered': onNote('bob', '', at('/notes')),
  'a new note': signedIn(at('/notes/new')),
  'a new note, refused': signedIn(refused('/notes/new', 'Save note')),
  'a note of one’s own': onNote('ada', ''),
  'a note just saved': onNote('ada', '?done=saved'),
  'a note offered to its editor': onNote('bob', ''),
  'a note to its viewer': onNote('cyd', ''),
  'a note, refused': onNote('ada', '', refusedThere('Save note', { title: '' })),
  'a note that another changed meanwhile': onNote('ada', '', stale('revision', '0')),
  'a note that can no longer be edited': onNote('bob', '', stale('note', 'none')),
  'sharing of one’s own note': onNote('ada', '/sharing'),
  'sharing done': onNote('ada', '/sharing?done=shared'),
  'sharing, refused': onNote('ada', '/sharing', refusedThere('Share', { email: 'nonsense' })),
  'who has access, to a viewer': onNote('cyd', '/sharing'),
  'a second look before deleting': onNote('ada', '/delete'),
  'a second look before leaving': onNote('cyd', '/leave'),
  'a note that is not one’s own': signedIn(at('/notes/none')),
  'home after an account was deleted': at('/?account=deleted'),
  'the example of the API when there are no notes': signedIn(example()),
  'the example of the API with a form refused': signedIn(
    example(async (page) => {
      await page.getByRole('button', { name: 'New note' }).click();
      await page.getByRole('button', { name: 'Save note' }).click();
      await page.locator('.summary').waitFor();
    }),
  ),
  'the example of the API with a note open': onNote(
    'ada',
    '',
    example(async (page) => {
      await page.getByRole('button', { name: /^Open/ }).click();
      await page.getByRole('button', { name: 'Delete', exact: true }).click();
    }),
  ),
  'a page that is not there': at('/nowhere'),
  'a plain page': at('/_next/image?url=x'),
  'the error page': async (page) => {
    await page.goto('/sign-in');
    await page.route('**/sign-in', (route) =>
      route.continue({
        headers: { ...route.request().headers(), 'next-action': '00'.repeat(21) },
      }),
    );
    await press(page, 'Sign in');
    await page.getByText('This did not work').waitFor();
  },
  'users of everybody': administering(at('/admin/users')),
  'users found': administering(at('/admin/users?q=mia')),
  'users not found': administering(at('/admin/users?q=nobody-is-called-so')),
  'users after one was deleted': administering(at('/admin/users?done=deleted')),
  'a person': administering(ofPerson(async () => undefined)),
  'a person, refused': administering(
    ofPerson(async (page) => {
      await press(page, 'Disable');
      await page.locator('.summary').waitFor();
    }),
  ),
  'a person, with the password asked for': administering(
    ofPerson(async (page, server) => {
      change(server, 'update sessions set proven_at = ?', Date.now() - 6 * 60_000);
      await page.getByLabel('Reason').fill('A reason');
      await press(page, 'Disable');
      await page.locator('.summary').waitFor();
      change(server, 'update sessions set proven_at = ?', Date.now());
    }),
  ),
  'a person who is disabled': administering(async (page, server) => {
    const { email } = await newAccount(server, newPerson('Zoe'));
    change(
      server,
      "update users set disabled_at = ?, disabled_until = ?, disabled_reason = 'A long reason' where email = ?",
      Date.now(),
      Date.now() + 86_400_000,
      email,
    );
    await page.goto(`/admin/users/${idOf(server, email)}?done=disabled`);
  }),
  'dashboard with other sessions': withOthers(at('/dashboard')),
  'sessions with others': withOthers(at('/settings/sessions')),
  'sessions after one was ended': withOthers(at('/settings/sessions?done=one')),
};
