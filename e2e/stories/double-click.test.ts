import type { Page } from '@playwright/test';
import { enterNew, newAccount } from '#e2e/support/account';
import { ANOTHER, ageProofs, moveCode, resetCode } from '#e2e/support/account-acts';
import { count } from '#e2e/support/database';
import { latestCode, mailsTo } from '#e2e/support/mailbox';
import { writeNote } from '#e2e/support/note-pages';
import { allowApps, newApp, newDevice } from '#e2e/support/programs';
import type { TestServer } from '#e2e/support/server';
import { expect, press, test } from '#e2e/support/story';
import { newEmail, newPerson, signIn } from '#e2e/support/test';

const sessionsOf = (server: TestServer, email: string) =>
  count(
    server,
    'select count(*) from sessions where user_id = (select id from users where email = ?)',
    email,
  );

test('a double click on every button makes one account', { tag: '@long' }, async ({
  page,
  server,
}) => {
  const person = newPerson();
  const accounts = () => count(server, 'select count(*) from users where email = ?', person.email);
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.locator('[name=password]').fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).dblclick();
  await expect(page.getByRole('heading', { name: 'Check your email' })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await page.getByLabel('Six-digit code').fill(await latestCode(server.port, person.email));
  await page.getByRole('button', { name: 'Verify' }).dblclick();

  // Without scripts nothing holds the second click back, and the browser throws away the answer to the first.
  const signOut = page.getByRole('button', { name: 'Sign out' });
  await expect(signOut).toBeVisible();
  expect(await mailsTo(server.port, person.email)).toHaveLength(1);
  expect(accounts()).toBe(1);

  expect(sessionsOf(server, person.email)).toBe(1);
  await signOut.click();
  await page.waitForURL('**/sign-in*');
  await signIn(page, person);
  await page.waitForURL('**/dashboard');
});

/** The way to a button, what is typed there, and how to tell that what it is for was done and said. */
type Press = {
  button: string;
  prepare: (
    page: Page,
    server: TestServer,
  ) => Promise<{
    fields?: Record<string, string>;
    isDone: (page: Page) => Promise<unknown>;
    /** What the same form says in a second tab, where that is something else. */
    isDoneBefore?: (page: Page) => Promise<unknown>;
  }>;
};

const fillIn = async (page: Page, fields: Record<string, string>) => {
  for (const [name, value] of Object.entries(fields))
    await page.locator(`[name=${name}]`).last().fill(value);
};
// Asked of the page itself, again and again: when the second click ends the first navigation, waiting for one fails,
// and what the browser's driver holds for the address is now and then the one before.
const leadsTo = (path: string) => (page: Page) =>
  expect(async () => expect(await page.evaluate('location.pathname')).toBe(path)).toPass();
const says = (text: string) => (page: Page) =>
  expect(page.locator('.notice[role=status]').first()).toContainText(text);
const shows = (text: string) => (page: Page) => expect(page.getByText(text).first()).toBeVisible();
const entriesOf = (server: TestServer, email: string, type: string) =>
  count(
    server,
    'select count(*) from audit_events where type = ? and user_id = (select id from users where email = ?)',
    type,
    email,
  );

const BUTTONS: Record<string, Press> = {
  'signs in': {
    button: 'Sign in',
    prepare: async (page, server) => {
      const { email, password } = await newAccount(server);
      await page.goto('/sign-in');
      const isDone = async (at: Page) => {
        await leadsTo('/dashboard')(at);
        // That of the sign-up, and this one: none whose cookie nobody has.
        expect(sessionsOf(server, email)).toBe(2);
      };
      return { fields: { email, password }, isDone };
    },
  },
  'sets a new password by a code': {
    button: 'Save new password',
    prepare: async (page, server) => {
      const { email } = await newAccount(server);
      await page.goto('/forgot-password');
      await fillIn(page, { email });
      await press(page, 'Send me a code');
      await page.waitForURL('**/reset-password');
      const code = await resetCode(server, email);
      const isDone = async (at: Page) => {
        await leadsTo('/dashboard')(at);
        expect(sessionsOf(server, email)).toBe(1);
      };
      const isDoneBefore = shows('it was used, and the new password is saved');
      return { fields: { code, password: ANOTHER }, isDone, isDoneBefore };
    },
  },
  'proves who it is': {
    button: 'Confirm',
    prepare: async (page, server) => {
      const { email, password } = await enterNew(page, server);
      ageProofs(server, email);
      await page.goto('/confirm?next=/settings/sessions');
      const isDone = async (at: Page) => {
        await leadsTo('/settings/sessions')(at);
        expect(entriesOf(server, email, 'authn_confirmed')).toBe(1);
      };
      return { fields: { password }, isDone };
    },
  },
  'changes the password': {
    button: 'Save new password',
    prepare: async (page, server) => {
      const { email, password } = await enterNew(page, server);
      await page.goto('/settings/password');
      const isDone = async (at: Page) => {
        await says('Your new password is saved.')(at);
        expect(entriesOf(server, email, 'authn_password_change')).toBe(1);
        expect(entriesOf(server, email, 'authn_login_fail')).toBe(0);
      };
      return { fields: { current: password, password: ANOTHER }, isDone };
    },
  },
  'changes the address': {
    button: 'Verify',
    prepare: async (page, server) => {
      await enterNew(page, server);
      const email = newEmail('moved');
      await page.goto('/settings/email');
      await fillIn(page, { email });
      await press(page, 'Send me a code');
      await page.waitForURL('**/settings/email/verify');
      const code = await moveCode(server, email);
      return { fields: { code }, isDone: says('Your account has its new address.') };
    },
  },
  'makes a note': {
    button: 'Save note',
    prepare: async (page, server) => {
      const { email } = await enterNew(page, server);
      await page.goto('/notes/new');
      const isDone = async (at: Page) => {
        await says('The note is saved.')(at);
        expect(entriesOf(server, email, 'sensitive_create')).toBe(1);
      };
      // The form of a second tab is another one.
      const isDoneBefore = says('The note is saved.');
      return { fields: { title: 'Keep', text: 'PRECIOUS' }, isDone, isDoneBefore };
    },
  },
  'deletes a note': {
    button: 'Delete the note',
    prepare: async (page, server) => {
      const { email } = await enterNew(page, server);
      await page.goto(`${await writeNote(page, 'Keep', 'PRECIOUS')}/delete`);
      const isDone = async (at: Page) => {
        await leadsTo('/notes')(at);
        expect(entriesOf(server, email, 'sensitive_delete')).toBe(1);
        expect(entriesOf(server, email, 'authz_fail')).toBe(0);
      };
      return { isDone };
    },
  },
  'lets a device in': {
    button: 'Allow',
    prepare: async (page, server) => {
      await enterNew(page, server);
      const device = await newDevice(server);
      await page.goto(device.link);
      await press(page, 'Continue');
      await page.waitForURL('**/device/*');
      const isDone = async (at: Page) => {
        await shows('You let gatehouse CLI in')(at);
        expect(await device.poll()).toMatchObject({ token_type: 'Bearer' });
      };
      return { isDone, isDoneBefore: shows('You let gatehouse CLI in') };
    },
  },
  'lets an app in': {
    button: 'Allow',
    prepare: async (page, server) => {
      await enterNew(page, server);
      const app = await newApp(server);
      await page.goto(app.url);
      const isDone = async (at: Page) => {
        await shows('Back in the app.')(at);
        expect(app.answers().at(-1)?.searchParams.get('code')).toMatch(/^[\w-]{43}/);
        app.close();
      };
      return { isDone, isDoneBefore: shows('This request is over') };
    },
  },
};

/**
 * Two clicks, the second once the first was sent: of two that come sooner the browser itself makes one. The answer
 * to the first is held until then, or the second click would hit whatever page comes next.
 */
async function clickTwice(page: Page, name: string) {
  const button = page.getByRole('button', { name, exact: true });
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await button.boundingBox())!;
  const click = () => page.mouse.click(x + width / 2, y + height / 2);
  const { promise: isClicked, resolve: goOn } = Promise.withResolvers<void>();
  let isFirst = true;
  await page.route('**', async (route, request) => {
    if (request.method() !== 'POST' || !isFirst) return route.fallback();
    isFirst = false;
    const answer = await route.fetch({ maxRedirects: 0 });
    await isClicked;
    // Without scripts the browser has let go of the first request by now.
    await route.fulfill({ response: answer }).catch(() => undefined);
  });
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await Promise.all([sent, click()]);
  await click();
  goOn();
}

for (const [what, { button, prepare }] of Object.entries(BUTTONS)) {
  test(`a double click that ${what} does it once, says so, and leaves the person signed in`, {
    tag: '@long',
  }, async ({ page, server, watch }) => {
    allowApps(watch);
    const { fields = {}, isDone } = await prepare(page, server);
    await fillIn(page, fields);
    await clickTwice(page, button);
    await isDone(page);
    await page.goto('/settings/sessions');
    await expect(page.getByRole('heading', { name: 'Where you’re signed in' })).toBeVisible();
  });

  test(`a second tab that ${what} once more leaves what the first did, and says how things stand`, {
    tag: '@long',
  }, async ({ page, context, server, watch }) => {
    allowApps(watch);
    const { fields = {}, isDone, isDoneBefore = isDone } = await prepare(page, server);
    const second = await context.newPage();
    await second.goto(page.url());
    for (const tab of [page, second]) await fillIn(tab, fields);
    await page.getByRole('button', { name: button, exact: true }).click();
    await isDone(page);
    await second.getByRole('button', { name: button, exact: true }).click();
    await isDoneBefore(second);
    await page.goto('/settings/sessions');
    await expect(page.getByRole('heading', { name: 'Where you’re signed in' })).toBeVisible();
  });
}
