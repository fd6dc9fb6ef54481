import { holdDatabase } from '#e2e/support/held-database';
import { change } from '#e2e/support/rows';
import { newVisitor } from '#e2e/support/visitor';
import type { BrowserUser } from '../browser-user.ts';

/** What goes wrong: no such page, not allowed, not understood, too much, too often. */
export async function mistakes(browserUser: BrowserUser) {
  const { go, fill, press, answerTo, look, context, network, installation, passwords, email } =
    browserUser;
  for (const path of ['/nowhere', '/notes/none', '/admin/users/none', '/dashboard/%zz', '/%00'])
    await go(path);
  const careless = 'typed into an address 6603';
  installation.secrets.add('what is in the query of an address', [careless]);
  await go(`/dashboard?password=${encodeURIComponent(careless)}`);
  const body = `email=x&password=${encodeURIComponent(passwords.wrong)}`;
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const own = { ...type, Origin: installation.server.url };
  for (const [method, headers, data] of [
    ['POST', { ...type, Origin: 'http://evil.test' }, body],
    ['POST', own, body.repeat(3_000)],
    ['POST', own, body],
    ['POST', { ...own, 'Next-Action': '00'.repeat(21) }, body],
    ['PUT', own, body],
  ] as const)
    await context.request.fetch('/sign-in', { method, headers, data, maxRedirects: 0 });
  await press('Sign out', /\/sign-in/);
  for (let tries = 0; tries < 11; tries++)
    await newVisitor(installation.server, network).signIn(email(), passwords.wrong);
  await fill({ email: email(), password: passwords.wrong });
  await answerTo('Sign in');
  await look();
  browserUser.forgetLimits();
}

/** What fails on the server: an error nobody expected in a page and in an action, and a database that is locked. */
export async function failures(browserUsers: BrowserUser[]) {
  const [{ installation } = { installation: undefined }] = browserUsers;
  if (!installation) return;
  for (const browserUser of browserUsers) await openSignIn(browserUser);
  // What every act writes: on a server entries wait for the log.
  const table = installation.server.database.startsWith('postgres:')
    ? 'audit_inbox'
    : 'audit_events';
  change(installation.server, `alter table ${table} rename to audit_away`);
  for (const browserUser of browserUsers) await sendAndLook(browserUser);
  for (const browserUser of browserUsers) await browserUser.go('/dashboard');
  change(installation.server, `alter table audit_away rename to ${table}`);
  for (const browserUser of browserUsers) await openSignIn(browserUser);
  const letGo = await holdDatabase(installation.server);
  for (const browserUser of browserUsers) await sendAndLook(browserUser);
  await letGo();
}

async function openSignIn({ go, fill, email, passwords }: BrowserUser) {
  await go('/sign-in');
  await fill({ email: email(), password: passwords.reset });
}

async function sendAndLook({ page, look, answerTo }: BrowserUser) {
  await answerTo('Sign in');
  await page.waitForLoadState('load');
  await look();
}
