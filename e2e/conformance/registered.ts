import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { TestServer } from '#e2e/support/server';
import { QUICK_START } from '#lib/testing/deployment.test-support';

export const SITE_BACK = 'https://site.example.com/signed-in';
export const APP_BACK = 'http://127.0.0.1:49155/callback';
export const BOOKS = 'https://books.example.com';
export const MAPS = 'https://maps.example.com';

/** The programs that ask. */
const CLIENTS = [
  { id: 'site', name: 'Site', kind: 'web', redirectUris: [SITE_BACK] },
  { id: 'other-site', name: 'Other site', kind: 'web', redirectUris: [SITE_BACK], alg: 'ES256' },
  {
    id: 'app',
    name: 'App',
    kind: 'native',
    redirectUris: ['http://127.0.0.1/callback', 'https://app.example.com/callback'],
    scope: 'openid profile email account:read notes:read books:read books:write maps:read',
  },
  {
    id: 'other-app',
    name: 'Other app',
    kind: 'native',
    redirectUris: ['http://127.0.0.1/callback'],
    scope: 'account:read notes:read',
  },
  { id: 'books', name: 'Books', kind: 'service', audience: BOOKS, scope: 'books:read books:write' },
  { id: 'jobs', name: 'Jobs', kind: 'machine', scope: 'books:read maps:write' },
  { id: 'maps', name: 'Maps', kind: 'service', audience: MAPS, scope: 'maps:read' },
] as const;

export type ClientId = (typeof CLIENTS)[number]['id'];
/** The secret of each; null for a program that keeps none. */
export type Secrets = Record<ClientId, string | null>;

// What `clients add` does, for all of them in one process.
const ADD = `
  const { addClient } = await import('#lib/oauth/clients');
  const { NewClient } = await import('#lib/oauth/new-client');
  const secrets = {};
  for (const client of JSON.parse(process.argv[1])) {
    const added = await addClient(NewClient.parse(client));
    if (!added.ok) throw new Error(client.id + ': ' + added.reason);
    secrets[client.id] = added.value;
  }
  process.stdout.write(JSON.stringify(secrets));
`;

/** Registers the programs at this server, as its operator does. */
export async function registerClients(server: TestServer): Promise<Secrets> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=react-server', '--input-type=module', '--eval', ADD, JSON.stringify(CLIENTS)],
    {
      env: {
        NODE_ENV: 'test',
        PATH: process.env['PATH'] ?? '',
        ...QUICK_START,
        APP_URL: server.url,
        ...server.settings,
      },
    },
  );
  return JSON.parse(stdout) as Secrets;
}
