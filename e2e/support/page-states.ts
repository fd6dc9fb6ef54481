import { newAccount } from '#e2e/support/account';
import { nextDocument } from '#e2e/support/next-document';
import { writeNote } from '#e2e/support/note-pages';
import {
  administering,
  afresh,
  after,
  askedTooSoon,
  at,
  example,
  halfIn,
  midway,
  ofPerson,
  onNote,
  type PageSetup,
  recovering,
  refused,
  refusedThere,
  resetting,
  signedIn,
  signingInByCode,
  stale,
  waitingDevice,
  withApp,
  withOthers,
  withPasskeys,
} from '#e2e/support/page-setups';
import { sendForm } from '#e2e/support/plain-form';
import {
  atCompany,
  connecting,
  finishing,
  leaving,
  offered,
  withConnections,
  withProviders,
} from '#e2e/support/provider-setups';
import { change } from '#e2e/support/rows';
import { idOf } from '#e2e/support/staff';
import { press, pressAndRead } from '#e2e/support/story';
import { newNetwork, newPerson } from '#e2e/support/test';

/** Every page in every state it has, and how to get there. */
export const PAGE_STATES: Record<string, PageSetup> = {
  'dashboard on the first visit': signedIn(at('/dashboard')),
  'sessions when there is only this one': signedIn(at('/settings/sessions')),
  'passkeys, none yet': signedIn(at('/settings/passkeys')),
  'connected accounts, none yet': signedIn(at('/settings/connections')),
  'sign-in with providers': withProviders(at('/sign-in')),
  'the sign-in of a company': atCompany(true),
  'the sign-in of a company, whose provider is gone': atCompany(false),
  'sign-in refused, and a company that offers another': offered(async () => undefined),
  'the sign-in that a company offers': offered((page) =>
    page.goto('/sign-in/company/acme.example'),
  ),
  'a way to a provider': leaving,
  'somebody from a provider whom we do not know': finishing(),
  'the same, refused': finishing(refusedThere('Create account', { name: '', email: 'nonsense' })),
  'connected accounts, two': withConnections((page) => page.goto('/settings/connections')),
  'one connected account': withConnections((page, id) => page.goto(`/settings/connections/${id}`)),
  'an account to be connected': connecting,
  'a way to a provider that is over': at('/sign-in/leaving/none'),
  'a provider’s answer that is over': at('/sign-in/finish/none'),
  'a site that asks somebody to sign out': signedIn(at('/oauth/logout')),
  'the same, asked wrongly': signedIn(at('/oauth/logout?id_token_hint=none')),
  'signed out for a site': at('/oauth/logout'),
  'home of somebody signed in': signedIn(at('/')),
  home: at('/'),
  'sign-in': at('/sign-in?next=%2Fsettings%2Fsessions'),
  'sign-in after a session ended': afresh(async (page, server, { email }) => {
    change(server, 'delete from sessions where user_id = ?', idOf(server, email));
    await page.goto('/dashboard');
  }),
  'sign-in after signing out': afresh(async (page) => {
    await page.goto('/dashboard');
    await pressAndRead(page, 'Sign out', 'You are signed out.');
  }),
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
  'sign-in by a mailed code': at('/sign-in/code'),
  'sign-in by a mailed code, refused': refused('/sign-in/code', 'Email me a code'),
  'the code of a sign-in': signingInByCode(async () => undefined),
  'the code of a sign-in, refused': signingInByCode(refusedThere('Sign in', { code: '1' })),
  'a recovery asked for': at('/sign-in/recover'),
  'a recovery asked for, refused': refused('/sign-in/recover', 'Send me a code'),
  'the code of a recovery': recovering(async () => undefined),
  'the code of a recovery, refused': recovering(refusedThere('Go on', { code: '1' })),
  'a recovery, to somebody signed in': signedIn(at('/sign-in/recover')),
  'sign-up': at('/sign-up'),
  'sign-up without a password': at('/sign-up?by=passkey'),
  'sign-up with nothing right': refused('/sign-up', 'Create account', { password: 'short' }),
  'the code page': midway(at('/sign-up/verify')),
  'the code page with a wrong code': midway(refused('/sign-up/verify', 'Verify', { code: '1' })),
  'the code page asked for another too soon': midway(askedTooSoon),
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
  'sign-in and security': signedIn(at('/settings/security')),
  'sign-in and security with an app and no recovery codes': withApp(async () => undefined),
  'sign-in and security with new devices': withOthers(at('/settings/security')),
  'the menu of an account, open': signedIn(async (page) => {
    await page.goto('/settings/profile');
    await page.locator('.me > summary').click();
  }),
  'an authenticator app to be set up': signedIn(at('/settings/authenticator')),
  'an authenticator app, refused': signedIn(
    refused('/settings/authenticator', 'Set up', { code: '000000' }),
  ),
  'an authenticator app that is set up': withApp((page) => page.goto('/settings/authenticator')),
  'passkeys, two': withPasskeys((page) => page.goto('/settings/passkeys')),
  'one passkey': withPasskeys((page, id) => page.goto(`/settings/passkeys/${id}`)),
  'proving it again with a passkey': withPasskeys((page) => page.goto('/confirm')),
  'recovery codes to be made': signedIn(at('/settings/recovery-codes')),
  'recovery codes just made': signedIn(async (page) => {
    await page.goto('/settings/recovery-codes');
    await press(page, 'Get recovery codes');
    await page.locator('.codes').waitFor();
  }),
  'apps and access tokens, none': signedIn(at('/settings/apps')),
  'an access token, refused': signedIn(refused('/settings/apps', 'Make the token')),
  'an access token just made': afresh(async (page) => {
    await page.goto('/settings/apps');
    await page
      .locator('[name=name]')
      .fill('A token with a name that is as long as a name may be: sixty');
    await page.locator('[name="notes:read"]').check();
    await press(page, 'Make the token');
    await page.locator('.token').waitFor();
  }),
  'proving it again with an app': withApp((page) => page.goto('/confirm?next=%2Fsettings%2Femail')),
  'the second factor': halfIn(async () => undefined),
  'the second factor, refused': halfIn(refusedThere('Sign in', { code: '000000' })),
  'change of password': signedIn(at('/settings/password')),
  'change of password, refused': signedIn(refused('/settings/password', 'Save new password')),
  profile: signedIn(at('/settings/profile')),
  'profile saved': signedIn(after('/settings/profile', 'Save profile')),
  'profile, refused': signedIn(refused('/settings/profile', 'Save profile', { name: ' ' })),
  'activity with a stranger': withOthers(at('/settings/activity')),
  'activity of a kind': withOthers(at('/settings/activity?kind=refused')),
  'activity of a device that is over': withOthers(
    at('/settings/activity?device=0199a3c0-0000-7000-8000-0000000000ff'),
  ),
  'activity of a kind and a device that there are not': withOthers(
    at('/settings/activity?kind=x&device=x'),
  ),
  'the code of a device': signedIn(at('/device')),
  'the code of a device, refused': signedIn(
    refused('/device', 'Continue', { user_code: 'nothing' }),
  ),
  'a device that waits': waitingDevice,
  'a request of a program that is over': signedIn(at('/oauth/consent/over')),
  'a program that asked wrongly': at('/oauth/authorize?client_id=nobody-here'),
  'a device that was let in': async (page, server) => {
    await waitingDevice(page, server);
    await nextDocument(page, () => press(page, 'Allow'));
  },
  'a device whose code is over': signedIn(at('/device/nothing')),
  'data and deletion': signedIn(at('/settings/data')),
  'deletion, refused': signedIn(refused('/settings/data', 'Delete my account')),
  'notes when there are none': signedIn(at('/notes')),
  'notes after one was deleted': afresh(async (page) => {
    const note = await writeNote(page, 'A note', 'that goes');
    await after(`${note}/delete`, 'Delete the note')(page);
  }),
  'the list of notes, one offered': onNote('bob', '', at('/notes')),
  'a new note': signedIn(at('/notes/new')),
  'a new note, refused': signedIn(refused('/notes/new', 'Save note')),
  'a note of one’s own': onNote('ada', ''),
  'a note just saved': onNote('ada', '', (page) => pressAndRead(page, 'Save note', 'is saved')),
  'a note offered to its editor': onNote('bob', ''),
  'a note to its viewer': onNote('cyd', ''),
  'a note, refused': onNote('ada', '', refusedThere('Save note', { title: '' })),
  'a note that another changed meanwhile': onNote('ada', '', async (page, server) => {
    // The same words would be what is stored already.
    await page.locator('textarea').fill('Other words than those stored');
    await stale('revision', '0')(page, server);
  }),
  'a note that can no longer be edited': onNote('bob', '', stale('note', 'none')),
  'sharing of one’s own note': onNote('ada', '/sharing'),
  'sharing done': onNote('ada', '/sharing', (page) =>
    nextDocument(page, () => page.getByRole('button', { name: 'Save role' }).first().click()),
  ),
  'sharing, refused': onNote('ada', '/sharing', refusedThere('Share', { email: 'nonsense' })),
  'who has access, to a viewer': onNote('cyd', '/sharing'),
  'a second look before deleting': onNote('ada', '/delete'),
  'a second look before leaving': onNote('cyd', '/leave'),
  'a note that is not one’s own': signedIn(at('/notes/none')),
  'home after an account was deleted': afresh(async (page, _, { email }) => {
    await page.goto('/settings/data');
    await page.getByLabel('to be sure').fill(email);
    await pressAndRead(page, 'Delete my account', 'Your account is deleted.');
  }),
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
    // Shown by scripts alone, when what they draw fails: here what asks for the time zone.
    await page.addInitScript(() => {
      Intl.DateTimeFormat = (() => {
        throw new Error('Spoilt by the test');
      }) as never;
    });
    await page.goto('/sign-in');
    await page.getByText('This did not work').waitFor();
  },
  'the overview': administering(at('/admin')),
  'users of everybody': administering(at('/admin/users')),
  'users sifted by a choice that is none': administering(at('/admin/users?role=root&state=never')),
  'users found': administering(at('/admin/users?q=mia')),
  'users not found': administering(at('/admin/users?q=nobody-is-called-so')),
  'users after one was deleted': administering(async (page, server) => {
    const { email } = await newAccount(server, newPerson('Gone'));
    await page.goto(`/admin/users/${idOf(server, email)}`);
    await page.getByLabel('to be sure').fill(email);
    await pressAndRead(page, 'Delete this account', 'The account is deleted.');
  }),
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
  'a person whose account is recovered': administering(async (page, server) => {
    const { email } = await newAccount(server, newPerson('Lost'));
    await page.goto(`/admin/users/${idOf(server, email)}`);
    await pressAndRead(page, 'Start a recovery', 'A recovery is under way');
  }),
  'a person who is disabled': administering(async (page, server) => {
    const { email } = await newAccount(server, newPerson('Zoe'));
    change(
      server,
      "update users set disabled_at = ?, disabled_until = ?, disabled_reason = 'A long reason' where email = ?",
      Date.now(),
      Date.now() + 86_400_000,
      email,
    );
    await page.goto(`/admin/users/${idOf(server, email)}`);
  }),
  'mails that did not arrive': administering(async (page, server) => {
    change(
      server,
      "insert into outbox (id, template, recipient, subject, body, state, attempts, last_error, created_at, due_at) values (?, 'role-changed', ?, 'Your role was changed', 'sealed', 'failed', 12, ?, ?, ?)",
      ...['0199a3c0-0000-7000-8000-0000000000ff', `${'x'.repeat(60)}@example.com`],
      ...[`550 ${'no-such-mailbox'.repeat(8)}`, Date.now(), Date.now()],
    );
    await page.goto('/admin/mail');
  }),
  'apps that may ask': administering(at('/admin/apps')),
  'apps found': administering(at('/admin/apps?q=cli')),
  'apps not found': administering(at('/admin/apps?q=nothing-is-called-so')),
  'an app': administering(at('/admin/apps/program?id=gatehouse-cli')),
  'an app, not disabled by mistake': administering(async (page) => {
    await page.goto('/admin/apps/program?id=gatehouse-cli');
    await press(page, 'Disable');
    await page.locator('.summary').waitFor();
  }),
  'a site that is disabled': administering(async (page, server) => {
    const id = `https://${'a-long-name.'.repeat(9)}example/client.json`;
    change(
      server,
      "insert into oauth_clients (id, name, kind, redirect_uris, post_logout_redirect_uris, backchannel_logout_uri, secret_hash, created_at, disabled_at, secret_created_at, old_secret_ends_at, old_secret_hash) values (?, 'A site', 'web', ?, ?, 'https://site.example.com/out', 'x', ?, ?, ?, ?, 'x') on conflict do nothing",
      id,
      JSON.stringify([`https://site.example.com/${'x'.repeat(80)}`]),
      JSON.stringify(['https://site.example.com/signed-out']),
      ...[0, 0, 0, 3_600_000].map((ms) => Date.now() + ms),
    );
    await page.goto(`/admin/apps/program?${new URLSearchParams({ id })}`);
  }),
  'dashboard with other sessions': withOthers(at('/dashboard')),
  'sessions with others': withOthers(at('/settings/sessions')),
  'sessions after one was ended': afresh(async (page, server, person) => {
    await sendForm(server.url, '/sign-in', person, { 'X-Forwarded-For': newNetwork() });
    await after('/settings/sessions', 'Sign out everywhere else')(page);
  }),
};
