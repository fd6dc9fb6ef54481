import { beforeEach, expect, test } from 'vitest';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { db } from '#lib/db/client';
import { addClient, removeClient } from '#lib/oauth/clients';
import { approve } from '#lib/oauth/consent';
import {
  CLI,
  get,
  newPkceChallenge,
  push,
  REDIRECT,
  redeem,
  send,
  uidOf,
  viewerOfTicket,
} from '#lib/oauth/flows.test-support';
import { NewClient } from '#lib/oauth/new-client';
import { addUser, beginSession, emptyTables, setClock } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

const open = async (request_uri: string, more: Record<string, string> = {}) => {
  const answer = await get(`/oauth/authorize?${new URLSearchParams({ client_id: CLI, request_uri, ...more })}`); // biome-ignore format: one line
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; '); // biome-ignore format: one line
  return { status: answer.status, location: answer.headers.get('location') ?? '', cookie };
};
const pushed = async (more = {}): Promise<string> => (await (await push(more)).json()).request_uri;
const viewer = async () => viewerOfTicket(await beginSession(await addUser()));

async function answered({ location, cookie }: Awaited<ReturnType<typeof open>>) {
  const done = await approve(await viewer(), uidOf(location));
  if (!done.ok) throw new Error(done.reason);
  return get(`/oauth/authorize/${uidOf(location)}`, { cookie });
}

test('what was pushed is asked of the person, and its code is redeemed as any other', async () => {
  const { verifier, challenge } = newPkceChallenge();
  const answer = await push({ code_challenge: challenge, scope: 'account:read' });
  expect(answer.status).toBe(201);
  const { request_uri, expires_in } = await answer.json();
  expect(request_uri).toMatch(/^urn:ietf:params:oauth:request_uri:[\w-]{43}$/);
  expect(expires_in).toBe(60);
  expect(JSON.stringify(await db().select().from(oauthRecords))).not.toContain(
    request_uri.slice(-43),
  );
  const begun = await open(request_uri);
  expect([begun.status, begun.location]).toEqual([303, expect.stringMatching(/\/oauth\/consent\/[\w-]+$/)]); // biome-ignore format: one line
  const back = new URL((await answered(begun)).headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe('a-state');
  const tokens = await redeem(back.searchParams.get('code') ?? '', verifier);
  expect(await tokens.json()).toMatchObject({ scope: 'account:read' });
});

test('what stands beside it in the address changes nothing', async () => {
  const request_uri = await pushed({ scope: 'account:read' });
  const begun = await open(request_uri, { scope: 'sessions', redirect_uri: 'https://evil.example.com/', state: 'other' }); // biome-ignore format: one line
  const back = new URL((await answered(begun)).headers.get('location') ?? '');
  expect([back.origin, back.searchParams.get('state')]).toEqual([new URL(REDIRECT).origin, 'a-state']); // biome-ignore format: one line
});

test('it is answered once, and a minute later it is over', async () => {
  const request_uri = await pushed();
  const [one, other] = [await open(request_uri), await open(request_uri)];
  expect((await answered(one)).headers.get('location')).toContain('code=');
  const late = await get(`/oauth/authorize/${uidOf(other.location)}`, { cookie: other.cookie });
  expect(late.headers.get('location') ?? '').not.toContain('code=');
  expect((await open(request_uri)).status).toBe(400);
  const start = Date.now();
  const second = await pushed();
  setClock(start + 62_000);
  expect((await open(second)).status).toBe(400);
});

test.each([
  ['one that was never pushed', 'urn:ietf:params:oauth:request_uri:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
  ['an address elsewhere', 'https://evil.example.com/request'],
  ['one of our own', 'http://localhost:3000/api/v1/me'],
  ['a file', 'file:///etc/passwd'],
])('%s is no request', async (_, request_uri) => {
  expect((await open(request_uri)).status).toBe(400);
}); // biome-ignore format: one line

test('it is the request of the program that pushed it, and of no other', async () => {
  await removeClient('other-app');
  await addClient({ id: 'other-app', name: 'Other', kind: 'native', redirectUris: [REDIRECT] });
  expect((await open(await pushed(), { client_id: 'other-app' })).status).toBe(400);
});

test.each([
  ['without PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
  ['with plain PKCE', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['to an address that is not its own', { redirect_uri: 'https://evil.example.com/' }, 'invalid_request'],
  ['for a service that is not there', { resource: 'https://none.example.com' }, 'invalid_target'],
  ['for another kind of answer', { response_type: 'token' }, 'unsupported_response_type'],
  ['to be answered by a form', { response_mode: 'form_post' }, 'unsupported_response_mode'],
  ['to be answered behind a #', { response_mode: 'fragment' }, 'unsupported_response_mode'],
  ['for a scope that nobody knows', { scope: 'nonsense' }, 'invalid_scope'],
  ['with a request of a request', { request_uri: 'urn:ietf:params:oauth:request_uri:x' }, 'request_uri_not_supported'],
  ['as nobody', { client_id: 'nobody' }, 'invalid_client'],
])('%s it is refused at once', async (_, more, error) => {
  const answer = await push(more as Record<string, string>);
  expect([400, 401]).toContain(answer.status);
  expect((await answer.json()).error).toBe(error);
  expect(await db().select().from(oauthRecords)).toEqual([]);
}); // biome-ignore format: one line

test('a site has to show its secret for it', async () => {
  const { redirect_uri, secret } = await pushingSite();
  const basic = (shown: string) => ({
    authorization: `Basic ${Buffer.from(`site:${shown}`).toString('base64')}`,
  });
  const form = { client_id: 'site', redirect_uri, scope: 'openid' };
  expect((await push(form)).status).toBe(401);
  expect((await push(form, basic('wrong'))).status).toBe(401);
  expect((await push(form, basic(secret))).status).toBe(201);
});

async function pushingSite() {
  await removeClient('site');
  const redirect_uri = 'https://site.example.com/in';
  const site = NewClient.parse({ id: 'site', name: 'Site', kind: 'web', redirectUris: [redirect_uri] }); // biome-ignore format: one line
  const added = await addClient(site);
  return { client_id: 'site', redirect_uri, secret: added.ok ? String(added.value) : '' };
}

test('discovery names it, and nobody has to use it', async () => {
  const about = await (await get('/.well-known/openid-configuration')).json();
  expect(about.pushed_authorization_request_endpoint).toBe('http://localhost:3000/oauth/par');
  expect(about.require_pushed_authorization_requests ?? false).toBe(false);
  expect((await get('/oauth/par')).status).toBe(404);
  expect((await send('/oauth/par', {})).status).toBe(400);
});

test('an answer without any page is asked for here as in an address, and not beside what was pushed', async () => {
  const { client_id, secret, redirect_uri } = await pushingSite();
  const silently = async (more: Record<string, string>, beside = {}) => {
    const form = { client_id, redirect_uri, scope: 'openid', nonce: 'n', client_secret: secret };
    const { request_uri } = await (await push({ ...form, ...more })).json();
    return (await open(request_uri, { client_id, ...beside })).location;
  };
  expect(await silently({ prompt: 'none' })).toContain('error=login_required');
  expect(await silently({ prompt: 'none login' })).not.toContain('/oauth/consent/');
  for (const [more, beside] of [[{}, { prompt: 'none' }], [{}, { unasked: '1' }], [{ unasked: '1' }, {}]] as const)
    expect(await silently(more, beside)).toContain('/oauth/consent/');
}); // biome-ignore format: one line
