import { beforeEach, expect, test, vi } from 'vitest';
import { connections } from '#drizzle/schema/connections';
import { identity } from '#lib/accounts/connections/connections.test-support';
import { connectionRow } from '#lib/accounts/connections/row';
import { providersInOrder } from '#lib/accounts/connections/used-last';
import { db } from '#lib/db/client';
import { addProvider } from '#lib/providers/stored';
import { rememberBrowser } from '#lib/session/browser';
import { addUser, beginSession, emptyTables } from '#lib/testing/database.test-support';

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);

const order = async () => (await providersInOrder()).map(({ name }) => name);

/** Somebody with an account at this provider, which they used at this time. */
async function person(provider: string, lastUsedAt: Date | null): Promise<string> {
  const id = await addUser(`${provider}@example.com`);
  const row = connectionRow(id, identity({ provider, subject: provider }));
  await db()
    .insert(connections)
    .values({ ...row, lastUsedAt });
  return id;
}

beforeEach(async () => {
  jar.clear();
  await emptyTables();
  for (const kind of ['discord', 'github', 'google', 'x'] as const)
    await addProvider({ kind, clientId: 'ours', clientSecret: 'a secret' });
});

test('what an account of this browser used last stands first, and the others in their order', async () => {
  const [early, late] = [await person('google', new Date(1)), await person('x', new Date(2))];
  expect(await order()).toEqual(['discord', 'github', 'google', 'x']);
  await rememberBrowser(await beginSession(early));
  expect(await order()).toEqual(['google', 'discord', 'github', 'x']);
  await rememberBrowser(await beginSession(late));
  expect(await order()).toEqual(['x', 'discord', 'github', 'google']);
});

test('a browser that nobody signed in with learns nothing of anybody', async () => {
  await person('x', new Date(2));
  jar.set('browser', { value: 'made up', maxAge: undefined });
  expect(await order()).toEqual(['discord', 'github', 'google', 'x']);
});

test('an account that was connected and never used, or at a provider that is gone, changes nothing', async () => {
  for (const one of [await person('x', null), await person('gone', new Date(2))])
    await rememberBrowser(await beginSession(one));
  expect(await order()).toEqual(['discord', 'github', 'google', 'x']);
});
