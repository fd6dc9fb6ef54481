import { decodeJwt, decodeProtectedHeader } from 'jose';
import { beforeEach, expect, test } from 'vitest';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { sessions } from '#drizzle/schema/sessions';
import { db } from '#lib/db/client';
import { readAccessToken } from '#lib/oauth/access-token';
import { findByBearer } from '#lib/oauth/bearer';
import { disableClient, renewClientSecret } from '#lib/oauth/change-client';
import { addClient, removeClient } from '#lib/oauth/clients';
import { CLI, get, send } from '#lib/oauth/flows.test-support';
import { emptyTables, setClock } from '#lib/testing/database.test-support';

const BOOKS = 'https://books.example.com';
const MAPS = 'https://maps.example.com';
const secrets = new Map<string, string>();

const CLIENTS = [
  { id: 'books', name: 'Books', kind: 'service', audience: BOOKS, scope: 'books:read books:write' },
  { id: 'maps', name: 'Maps', kind: 'service', audience: MAPS, scope: 'maps:read' },
  { id: 'jobs', name: 'Jobs', kind: 'machine', scope: 'books:read maps:write account:read' },
  { id: 'site', name: 'Site', kind: 'web', redirectUris: ['https://site.example.com/in'] },
] as const;

beforeEach(async () => {
  await emptyTables();
  for (const client of CLIENTS) {
    await removeClient(client.id);
    const added = await addClient({ ...client } as Parameters<typeof addClient>[0]);
    if (added.ok) secrets.set(client.id, String(added.value));
  }
});

const basic = (id: string, secret = secrets.get(id)) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});
const GRANT = { grant_type: 'client_credentials' };
const ask = (form: Record<string, string> = {}, as = 'jobs', secret = secrets.get(as)) =>
  send('/oauth/token', { ...GRANT, resource: BOOKS, ...form }, basic(as, secret));
const token = async (form: Record<string, string> = {}): Promise<string> =>
  (await (await ask(form)).json()).access_token;
const introspect = async (shown: string, as = 'books') =>
  (await send('/oauth/introspect', { token: shown }, basic(as))).json();

test('a machine gets a token for one service, for what both know; it names nobody and nothing is kept', async () => {
  const answer = await (await ask({ scope: 'books:read' })).json();
  expect(answer).toEqual({
    access_token: expect.any(String),
    token_type: 'Bearer',
    expires_in: 600,
    scope: 'books:read',
  });
  expect(decodeProtectedHeader(answer.access_token)).toMatchObject({ typ: 'at+jwt', alg: 'ES256' });
  const claims = decodeJwt(answer.access_token);
  expect(claims).toMatchObject({
    iss: 'http://localhost:3000',
    sub: 'jobs',
    client_id: 'jobs',
    aud: BOOKS,
    scope: 'books:read',
    jti: expect.any(String),
  });
  expect([claims['sid'], (claims.exp ?? 0) - (claims.iat ?? 0)]).toEqual([undefined, 600]);
  expect([await db().select().from(sessions), await db().select().from(oauthRecords)]).toEqual([[], []]); // biome-ignore format: one line
});

test.each([
  ['without a scope it is all that both know', {}, 'books:read'],
  ['what the service knows and the machine may not is left out', { scope: 'books:read books:write' }, 'books:read'],
  ['what nobody knows is left out', { scope: 'openid books:read offline_access' }, 'books:read'],
])('%s', async (_, form, scope) => {
  expect(await (await ask(form)).json()).toMatchObject({ scope });
}); // biome-ignore format: one line

test.each([
  ['no service', { resource: '' }, 400, 'invalid_target'],
  ['a service that is not there', { resource: 'https://none.example.com' }, 400, 'invalid_target'],
  ['our own API, which acts for people', { resource: 'http://localhost:3000/api/v1' }, 400, 'invalid_target'],
  ['no address', { resource: 'books' }, 400, 'invalid_target'],
  ['a part of one', { resource: `${BOOKS}#x` }, 400, 'invalid_target'],
  ['a scope of another service', { scope: 'maps:read' }, 400, 'invalid_scope'],
  ['a service of which it may nothing', { resource: MAPS }, 400, 'invalid_scope'],
  ['an empty scope', { scope: ' ' }, 400, 'invalid_scope'],
  ['a scope of our API', { scope: 'account:read' }, 400, 'invalid_scope'],
])('%s is refused', async (_, form, status, error) => {
  const answer = await ask(form as Record<string, string>);
  expect([answer.status, (await answer.json()).error]).toEqual([status, error]);
}); // biome-ignore format: one line

test('without the parameter for the service it is told that one is missing', async () => {
  const answer = await send('/oauth/token', { ...GRANT, scope: 'books:read' }, basic('jobs'));
  expect([answer.status, (await answer.json()).error]).toEqual([400, 'invalid_target']);
});

test.each([
  ['an app without a secret', () => send('/oauth/token', { ...GRANT, client_id: CLI, resource: BOOKS })],
  ['a service', () => ask({}, 'books')],
  ['a site that people sign in to', () => ask({}, 'site')],
  ['a machine with a wrong secret', () => ask({}, 'jobs', 'wrong')],
  ['a machine with the secret of another', () => ask({}, 'jobs', secrets.get('books'))],
  ['a machine without its secret', () => send('/oauth/token', { ...GRANT, client_id: 'jobs', resource: BOOKS })],
  ['nobody', () => ask({}, 'nobody', 'x')],
])('%s gets none', async (_, asked) => {
  const answer = await asked();
  expect([400, 401]).toContain(answer.status);
  expect(await answer.text()).not.toContain('access_token');
}); // biome-ignore format: one line

test.each([
  ['an app', () => send('/oauth/token', { ...GRANT, client_id: CLI, resource: BOOKS })],
  ['a service', () => ask({}, 'books')],
  ['a site', () => ask({}, 'site')],
  ['a machine that brings a code', () => send('/oauth/token', { grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://x.example.com/' }, basic('jobs'))],
])('%s that asks by a grant which is not its own is told so (RFC 6749 5.2)', async (_, asked) => {
  const answer = await asked();
  expect([answer.status, (await answer.json()).error]).toEqual([400, 'unauthorized_client']);
}); // biome-ignore format: one line

test('a machine asks nobody: no code, no device, no refresh', async () => {
  const query = new URLSearchParams({ client_id: 'jobs', response_type: 'code', redirect_uri: 'https://x.example.com/' }); // biome-ignore format: one line
  expect((await get(`/oauth/authorize?${query}`)).status).toBe(400);
  expect((await send('/oauth/device_authorization', { scope: 'books:read' }, basic('jobs'))).status).toBe(400); // biome-ignore format: one line
  for (const form of [
    { grant_type: 'refresh_token', refresh_token: 'x' },
    { grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://x.example.com/' },
    { grant_type: 'password', username: 'ada@example.com', password: 'x' },
  ] as Record<string, string>[])
    expect((await send('/oauth/token', form, basic('jobs'))).status).toBe(400);
});

test('it opens its service and nothing else: not our API, not another service, not who somebody is', async () => {
  const shown = await token();
  expect(await readAccessToken(shown, BOOKS)).toMatchObject({ sub: 'jobs' });
  expect([await readAccessToken(shown), await readAccessToken(shown, MAPS), await findByBearer(shown)]).toEqual([null, null, null]); // biome-ignore format: one line
  expect((await get('/oauth/userinfo', { authorization: `Bearer ${shown}` })).status).toBe(401);
  expect(await introspect(shown)).toMatchObject({ active: true, sub: 'jobs', aud: BOOKS, scope: 'books:read' }); // biome-ignore format: one line
  expect(await introspect(shown, 'maps')).toEqual({ active: false });
});

test('it ends with its time, and with its client; it is not taken back by itself, and that is said', async () => {
  const start = Date.now();
  const shown = await token();
  const back = await send('/oauth/revoke', { token: shown }, basic('jobs'));
  expect([back.status, (await back.json()).error]).toEqual([400, 'unsupported_token_type']);
  expect(await introspect(shown)).toMatchObject({ active: true });
  setClock(start + 606_000);
  expect(await introspect(shown)).toEqual({ active: false });
  setClock(start);
  await removeClient('jobs');
  expect(await introspect(shown)).toEqual({ active: false });
});

test('its old secret is good for a day beside the new one, unless it may have got out', async () => {
  const old = secrets.get('jobs');
  const now = String(await renewClientSecret('jobs', { dropOld: false }));
  expect([(await ask({}, 'jobs', old)).status, (await ask({}, 'jobs', now)).status]).toEqual([200, 200]); // biome-ignore format: one line
  const last = String(await renewClientSecret('jobs', { dropOld: true }));
  expect([(await ask({}, 'jobs', now)).status, (await ask({}, 'jobs', last)).status]).toEqual([401, 200]); // biome-ignore format: one line
});

test('a machine that is disabled gets none, and what it holds is over at once', async () => {
  const shown = await token();
  await disableClient('jobs');
  expect((await ask()).status).toBe(401);
  expect(await introspect(shown)).toEqual({ active: false });
});
