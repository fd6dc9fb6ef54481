import { generateKeyPairSync } from 'node:crypto';
import { gatehouse, gatehouseReading } from '#lib/testing/deployment.test-support';
import { TestProvider } from '#lib/testing/oidc.test-support';
import { change, rows } from './rows.ts';
import type { TestServer } from './server.ts';

/** A provider that the operator of this server has added, with the name of its button, until it is `removed`. */
export async function addTestProvider(server: TestServer, name: string) {
  const provider = await new TestProvider().start([`${server.url}/callback/${name}`]);
  const { id, secret } = provider.client;
  await add(server, secret, [
    'oidc',
    '--name',
    name,
    '--issuer',
    provider.issuer,
    '--client-id',
    id,
  ]);
  return { provider, removed: () => remove(server, name, provider) };
}

/** One that posts its answers, as Apple does; only its discovery is really there. */
export async function addPostingProvider(server: TestServer) {
  const provider = await new TestProvider().start([`${server.url}/callback/apple`]);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = String(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const of = ['--team', 'TEAM', '--key', 'KEY', '--client-id', 'us', '--issuer', provider.issuer];
  await add(server, pem, ['apple', ...of]);
  return { provider, removed: () => remove(server, 'apple', provider) };
}

/**
 * Sends the people of this domain to a provider. That the DNS says so is written where the check writes it, which is tested beside
 * the command.
 */
export async function sendDomain(server: TestServer, domain: string, ...words: string[]) {
  const added = await gatehouse(server, 'providers', 'domain', 'add', domain, ...words);
  if (added.exitCode !== 0) throw new Error(added.stderr);
  change(server, 'update company_domains set verified_at = 1 where domain = ?', domain);
  return () => change(server, 'delete from company_domains where domain = ?', domain);
}

async function add(server: TestServer, secret: string, words: string[]) {
  const added = await gatehouseReading(server, secret, 'providers', 'add', ...words);
  if (added.exitCode !== 0) throw new Error(added.stderr);
}

function remove(server: TestServer, name: string, provider: TestProvider) {
  provider.stop();
  change(server, 'delete from providers where name = ?', name);
}

/** Somebody signs in by this provider, `acme`, from now on. */
export function connect(server: TestServer, email: string, { person, issuer }: TestProvider) {
  const [user] = rows(server, 'select id from users where email = ?', email);
  change(
    server,
    "insert into connections (id, user_id, provider, issuer, subject, label, email, amr, acr, created_at, address, user_agent) values (?, ?, 'acme', ?, ?, 'ada', '', '', '', 1, '', '')",
    ...[`connection of ${email}`, user?.['id'], issuer, person.sub],
  );
}
