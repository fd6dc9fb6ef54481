import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { connections } from '#drizzle/schema/connections';
import { users } from '#drizzle/schema/users';
import {
  addGoogle,
  BROWSER,
  identity,
  keptAnswer,
  signsIn,
} from '#lib/accounts/connections/connections.test-support';
import { linkConnection } from '#lib/accounts/connections/link';
import { connectionRow } from '#lib/accounts/connections/row';
import { removeConnection } from '#lib/accounts/connections/unlink';
import { viewerOf } from '#lib/accounts/life.test-support';
import {
  ADA,
  bring,
  everybody,
  MOVED_CONNECTION,
  ways,
} from '#lib/admin/moving/moving.test-support';
import { db } from '#lib/db/client';
import { addProvider } from '#lib/providers/stored';
import { findViewer } from '#lib/session/store';
import { addUser, changeSettings, emptyTables } from '#lib/testing/database.test-support';

const TENANT = 'https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0';
const ACME = 'https://id.acme.example';
const WHO = { email: 'ada@example.com', verified: true, name: 'Ada' };
const held = () =>
  db()
    .select({
      provider: connections.provider,
      issuer: connections.issuer,
      subject: connections.subject,
      label: connections.label,
    })
    .from(connections)
    .orderBy(connections.issuer);

beforeEach(async () => {
  await emptyTables();
  changeSettings({ APP_URL: 'http://localhost:3000' });
  await addGoogle();
  const us = { clientId: 'us', clientSecret: 'a secret' };
  await addProvider({ kind: 'github', ...us });
  await addProvider({ kind: 'microsoft', name: 'work', ...us });
  await addProvider({ kind: 'oidc', name: 'acme', issuer: ACME, ...us });
});

test.each([
  [{ provider: 'google', subject: '1046' }, ['google', 'https://accounts.google.com', '1046', '1046…']],
  [{ provider: 'google-oauth2', subject: '1046', label: 'ada' }, ['google', 'https://accounts.google.com', '1046', 'ada']],
  [{ provider: 'Google', subject: '1046', label: '', email: 'a@b.example' }, ['google', 'https://accounts.google.com', '1046', 'a@b.example']],
  [{ provider: 'oauth_github', subject: 583231 }, ['github', 'https://github.com/login/oauth', '583231', '583231…']],
  [{ provider: 'azure-ad', issuer: TENANT, subject: 'AAAAsub' }, ['work', TENANT, 'AAAAsub', 'AAAAsu…']],
  [{ provider: 'acme', subject: 'a' }, ['acme', ACME, 'a', 'a…']],
  [{ provider: 'acme', issuer: ACME, subject: 'a' }, ['acme', ACME, 'a', 'a…']],
  [{ provider: 'acme', issuer: `${ACME}/`, subject: 'a' }, ['acme', `${ACME}/`, 'a', 'a…']],
  [{ provider: 'acme', issuer: null, subject: 'a', created_at: null }, ['acme', ACME, 'a', 'a…']],
])('an account elsewhere that is told as %j comes', async (one, [provider, issuer, subject, label]) => {
  expect(await bring([{ ...WHO, connections: [one] }])).toMatchObject({ made: 1, refused: {}, leftOut: {} });
  expect(await held()).toEqual([{ provider, issuer, subject, label }]);
}); // biome-ignore format: a table

test.each([
  [{}, 'field connections'],
  ['google', 'field connections'],
  [null, 'field connections'],
  [{ provider: 'google' }, 'field connections'],
  [{ provider: 'google', subject: '' }, 'field connections'],
  [{ provider: 'google', subject: 7.5 }, 'field connections'],
  [{ provider: 'google', subject: { a: 1 } }, 'field connections'],
  [{ provider: 'google', subject: 'x'.repeat(256) }, 'field connections'],
  [{ provider: 'google', subject: 'a\u0000b' }, 'field connections'],
  [{ provider: 'google', subject: '1', label: 'a\u001b[2J' }, 'field connections'],
  [{ provider: 'goo\u001bgle', subject: '1' }, 'field connections'],
  [{ provider: 'google', subject: '1', created_at: 'yesterday' }, 'field connections'],
  [{ provider: 'gitlab', subject: '1' }, 'provider gitlab'],
  [{ provider: 'windowslive', subject: '1' }, 'provider windowslive'],
  [{ provider: 'constructor', subject: '1' }, 'provider constructor'],
  [{ provider: '__proto__', subject: '1' }, 'provider __proto__'],
  [{ provider: 'google', issuer: 'https://evil.example', subject: '1' }, 'unfit google'],
  [{ provider: 'github', issuer: 'https://github.com', subject: '1' }, 'unfit github'],
  [{ provider: 'acme', issuer: 'no address', subject: '1' }, 'unfit acme'],
  [{ provider: 'work', subject: 'AAAA' }, 'unfit work'],
  [{ provider: 'work', issuer: 'https://login.microsoftonline.com/common/v2.0', subject: 'AAAA' }, 'unfit work'],
  [{ provider: 'microsoft', issuer: TENANT, subject: '72f988bf-86f1-41af-91ab-2d7cd011db47' }, 'unfit microsoft'],
])('somebody with %j does not come: %s', async (one, why) => {
  const report = await bring([{ ...WHO, connections: [one] }]);
  expect([report.made, report.refused]).toEqual([0, { [why]: { count: 1, lines: [1] } }]);
  expect(await everybody()).toEqual([]);
}); // biome-ignore format: a table

test('a word of theirs stands for the provider that the operator says, and by none stays behind', async () => {
  const row = {
    ...WHO,
    connections: ['idp', 'twitter'].map((provider) => ({ provider, subject: '7' })),
  };
  const words: [string, string][] = [['idp', 'acme'], ['twitter', '']]; // biome-ignore format: one line
  expect(await bring([row], { words: words.slice(0, 1) })).toMatchObject({
    refused: { 'provider twitter': { count: 1 } },
  });
  expect(await bring([row], { words })).toMatchObject({ made: 1, leftOut: {} });
  expect(await held()).toMatchObject([{ provider: 'acme', issuer: ACME, subject: '7' }]);
});

test('where two providers are of the kind that a word stands for, the operator has to say which', async () => {
  await addProvider({ kind: 'github', name: 'other', clientId: 'us', clientSecret: 'a secret' });
  const row = { ...WHO, connections: [{ provider: 'oauth_github', subject: '7' }] };
  expect(await bring([row])).toMatchObject({ refused: { 'provider oauth_github': { count: 1 } } });
  expect(await bring([row], { words: [['oauth_github', 'other']] })).toMatchObject({ made: 1 });
});

test('twenty-five may come and not one more, each once', async () => {
  const some = Array.from({ length: 25 }, (_, nth) => ({ provider: 'google', subject: `s-${nth}` }));
  const one = { provider: 'google', subject: 'once' };
  expect(await bring([{ ...WHO, connections: [...some, one] }])).toMatchObject({ refused: { 'field connections': { count: 1 } } });
  expect(await bring([{ ...WHO, connections: [one, { ...one, provider: 'google.com' }] }])).toMatchObject({ made: 1 });
  const many = Array.from({ length: 200 }, (_, nth) => ({ ...WHO, email: `p${nth}@example.com`, connections: some.map(({ provider, subject }) => ({ provider, subject: `${subject} of ${nth}` })) }));
  expect(await bring(many)).toMatchObject({ made: 200, refused: {} });
  expect(await db().$count(connections)).toBe(1 + 200 * 25);
}); // biome-ignore format: long rows

test('an address that nobody has proven brings none, and then its provider does not matter', async () => {
  const row = { ...WHO, verified: false, connections: [MOVED_CONNECTION, { provider: 'nowhere', subject: '1' }] }; // biome-ignore format: one line
  expect(await bring([row])).toMatchObject({ made: 1, refused: {}, leftOut: { unproven: { count: 1 } } }); // biome-ignore format: one line
  expect(await held()).toEqual([]);
  expect(await signsIn(identity({ isEmailProven: false }))).toMatchObject({ reason: 'unknown' });
});

test('--without leaves them all behind', async () => {
  const row = { ...WHO, connections: [{ provider: 'nowhere', subject: '1' }] };
  expect(await bring([row], { without: ['connections'] })).toMatchObject({ made: 1, leftOut: {} });
});

test('somebody who signs in to another account here does not come, within a file and across', async () => {
  const owner = await addUser('bob@example.com');
  await db().insert(connections).values(connectionRow(owner, identity()));
  const rows = [
    { ...WHO, connections: [MOVED_CONNECTION] },
    { ...WHO, email: 'cy@example.com', connections: [{ ...MOVED_CONNECTION, subject: '2' }] },
    { ...WHO, email: 'di@example.com', connections: [{ ...MOVED_CONNECTION, subject: '2' }] },
    { ...WHO, email: 'ed@example.com', connections: [{ provider: 'github', subject: '1046' }] },
    { ...WHO, email: 'bob@example.com', connections: [MOVED_CONNECTION] },
  ];
  const report = { made: 2, there: 1, refused: { taken_connection: { count: 2, lines: [1, 3] } } };
  expect(await bring(rows, { isDry: true })).toMatchObject(report);
  expect(await bring(rows)).toMatchObject(report);
  expect(await bring(rows)).toMatchObject({ ...report, made: 0, there: 3 });
  const [mine] = await db().select().from(connections).where(eq(connections.userId, owner));
  expect(mine?.subject).toBe('1046');
  expect(await db().$count(connections)).toBe(3);
});

test('what came signs in as what was connected here: by issuer and subject alone, once it is used', async () => {
  await bring([{ ...WHO, connections: [MOVED_CONNECTION] }]);
  const [before] = await db().select().from(connections);
  expect(before).toMatchObject({ label: 'ada@gmail.com', lastUsedAt: null, amr: '', address: '' });
  expect(before?.createdAt).toEqual(new Date(MOVED_CONNECTION.created_at));
  for (const other of [{ subject: '1047' }, { issuer: 'https://evil.example' }])
    expect(await signsIn(identity({ ...other, isEmailProven: false }))).toMatchObject({
      reason: 'unknown',
    });
  const outcome = await signsIn(identity({ email: 'changed@example.com', label: 'changed' }));
  const ticket = outcome.ok && 'sessionId' in outcome.value ? outcome.value : null;
  expect((ticket && (await findViewer(ticket)))?.viewer.user.email).toBe('ada@example.com');
  const [after] = await db().select().from(connections);
  expect(after).toMatchObject({ label: 'changed', email: 'changed@example.com' });
  expect(after?.lastUsedAt).not.toBeNull();
});

test('the factor of an account is asked for, and a shut one stays shut', async () => {
  const connected = { ...ADA, connections: [MOVED_CONNECTION] };
  await bring([connected]);
  const outcome = await signsIn(identity());
  expect(outcome.ok && 'challengeId' in outcome.value).toBe(true);
  await db().update(users).set({ disabledAt: new Date() });
  expect(await signsIn(identity())).toMatchObject({ reason: 'no_entry' });
});

test('it is the last way in where there is no other, and belongs to nobody else', async () => {
  await bring([{ ...WHO, connections: [MOVED_CONNECTION] }]);
  expect(await ways()).toEqual([]);
  const [ada] = await everybody();
  const viewer = await viewerOf(ada?.id ?? '');
  const [{ id = '' } = {}] = await db().select().from(connections);
  expect(await removeConnection(viewer, id)).toMatchObject({ reason: 'last_way' });
  const bob = await viewerOf(await addUser('bob@example.com'));
  const again = await keptAnswer(identity());
  expect(await linkConnection(bob, again, BROWSER)).toMatchObject({ reason: 'known_connection' });
  const other = identity({ subject: '2' });
  expect(await linkConnection(viewer, await keptAnswer(other), BROWSER)).toMatchObject({
    ok: true,
  });
  expect(await removeConnection(viewer, id)).toMatchObject({ ok: true });
});
