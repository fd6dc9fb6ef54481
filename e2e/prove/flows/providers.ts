import { randomUUID } from 'node:crypto';
import { change } from '#e2e/support/rows';
import { newEmail } from '#e2e/support/test';
import { sealSecret } from '#lib/providers/secret';
import { TestProvider } from '#lib/testing/oidc.test-support';
import type { BrowserUser } from '../browser-user.ts';

/** An account elsewhere from its first day to its last: connected, used at each of the doors, disconnected; and a stranger’s. */
export async function useProvider(browserUser: BrowserUser) {
  const { go, fill, press, page, email, passwords, age, isWithScripts } = browserUser;
  const name = isWithScripts ? 'scripted' : 'plain';
  const provider = await addTestProvider(browserUser, name);
  const subjects = [provider.person.sub];
  try {
    age(0);
    await go('/settings/connections');
    await press(`Connect ${name}`, /\/settings\/connections\/new\//);
    await press('Connect', 'done');
    await go('/confirm');
    await press(`Continue with ${name}`, /\/dashboard/);
    await press('Sign out', /\/sign-in/);
    await press(`Continue with ${name}`, /\/dashboard/);
    age(0);
    await go('/settings/connections');
    const path = await page.getByRole('link', { name: /^Disconnect/ }).getAttribute('href');
    await go(String(path));
    await press('Disconnect', 'done');
    await press('Sign out', /\/sign-in/);
    provider.person = { sub: randomUUID() };
    subjects.push(provider.person.sub);
    await press(`Continue with ${name}`, /\/sign-in\/finish\//);
    await fill({ name: 'Somebody', email: newEmail('elsewhere') });
    await press('Create account', /\/sign-up\/verify/);
    await go('/sign-in');
    await fill({ email: email(), password: passwords.reset });
    await press('Sign in', /\/dashboard/);
  } finally {
    const { secrets } = browserUser.installation;
    secrets.add('code of a provider', provider.given.codes);
    secrets.add('token of a provider', provider.given.tokens);
    secrets.add('subject at a provider', subjects);
    provider.stop();
    change(browserUser.installation.server, 'delete from providers where name = ?', name);
  }
}

async function addTestProvider({ installation }: BrowserUser, name: string) {
  const { server, secrets } = installation;
  const provider = await new TestProvider().start([`${server.url}/callback/${name}`]);
  provider.person = { sub: randomUUID() };
  const { id, secret } = provider.client;
  secrets.add('client secret of a provider', [secret]);
  change(
    server,
    "insert into providers (name, kind, title, issuer, client_id, client_secret, created_at) values (?, 'oidc', ?, ?, ?, ?, ?)",
    ...[name, name, provider.issuer, id, await sealSecret(name, { clientSecret: secret })],
    Date.now(),
  );
  return provider;
}
