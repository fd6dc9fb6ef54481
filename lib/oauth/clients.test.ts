import { expect, onTestFinished, test } from 'vitest';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { db } from '#lib/db/client';
import { findClientMetadata } from '#lib/oauth/client-metadata';
import { addClient, removeClient } from '#lib/oauth/clients';
import { NewClient } from '#lib/oauth/new-client';
import { changeSettings } from '#lib/testing/database.test-support';

const app = (...redirectUris: string[]) => ({
  id: 'an-app',
  name: 'An app',
  kind: 'native',
  redirectUris,
});
const site = (...redirectUris: string[]) => ({ ...app(...redirectUris), kind: 'web' });
const service = (audience: string, scope: string) => ({
  id: 'an-api',
  name: 'An API',
  kind: 'service',
  audience,
  scope,
});

test.each([
  app(),
  app(
    'http://127.0.0.1/cb',
    'http://[::1]/cb',
    'http://localhost/cb',
    'https://app.example.com/cb?x=1',
  ),
  site('https://site.example.com/in', 'http://localhost:4000/in'),
  service('https://api.example.com', 'books:read books:write'),
  { id: 'jobs', name: 'Jobs', kind: 'machine', scope: 'books:read' },
])('a program may be added: %j', (given) => {
  expect(NewClient.safeParse(given).success).toBe(true);
});

test.each([
  [{ ...app(), id: 'Not An Id' }, 'has to be 2 to 63 of a-z, 0-9, . _ -'],
  [{ ...app(), name: ' ' }, 'needs a name'],
  [app('http://evil.example/x'), 'has to be https, or http on 127.0.0.1, [::1] or localhost'],
  [
    app('http://localhost.evil.example/x'),
    'has to be https, or http on 127.0.0.1, [::1] or localhost',
  ],
  [
    app('http://127.0.0.1.evil.example/x'),
    'has to be https, or http on 127.0.0.1, [::1] or localhost',
  ],
  [app('myapp:/callback'), 'has to be https, or http on 127.0.0.1, [::1] or localhost'],
  [app('javascript:alert(1)'), 'has to be https, or http on 127.0.0.1, [::1] or localhost'],
  [app('https://user@app.example.com/x'), 'takes no fragment, user or password'],
  [app('https://app.example.com/x#y'), 'takes no fragment, user or password'],
  [app('nonsense'), 'has to be a whole address'],
  [site(), 'needs an address'],
  [site('http://site.example.com/in'), 'has to be https, or http on this machine'],
  [service('https://api.example.com', ''), 'is a list of words'],
  [service('nonsense', 'x'), 'has to be a whole address'],
  [{ id: 'jobs', name: 'Jobs', kind: 'machine' }, 'is a list of words'],
])('a program may not be added: %j', (given, says) => {
  expect(NewClient.safeParse(given).error?.issues[0]?.message).toBe(says);
});

test('the client that comes with Gatehouse asks only where examples are on, one of its name that was added always', async () => {
  const sample = await db().select().from(oauthClients);
  onTestFinished(async () => {
    await removeClient('gatehouse-cli');
    await db().insert(oauthClients).values(sample);
  });
  const mayAsk = async () => (await findClientMetadata('gatehouse-cli')) !== undefined;
  expect(await mayAsk()).toBe(true);
  changeSettings({ EXAMPLES: 'off' });
  expect(await mayAsk()).toBe(false);
  await removeClient('gatehouse-cli');
  await addClient({ id: 'gatehouse-cli', name: 'CLI', kind: 'native', redirectUris: [] });
  expect(await mayAsk()).toBe(true);
});
