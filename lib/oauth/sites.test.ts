import { decodeJwt, decodeProtectedHeader } from 'jose';
import { beforeEach, expect, test } from 'vitest';
import {
  disableClient,
  enableClient,
  renewClientSecret,
  updateClient,
} from '#lib/oauth/change-client';
import { addClient, findClient, removeClient } from '#lib/oauth/clients';
import { approve } from '#lib/oauth/consent';
import { findRequest } from '#lib/oauth/consent-request';
import { answerDevice, claimDevice, findDevice } from '#lib/oauth/device';
import {
  authorize,
  CLI,
  deviceTokens,
  get,
  redeem,
  send,
  uidOf,
  viewerOfTicket,
} from '#lib/oauth/flows.test-support';
import { NewClient } from '#lib/oauth/new-client';
import { ASKED, addSite, basic, isGood, SITE, SITE_REDIRECT, siteCode, siteTokens } from '#lib/oauth/site.test-support'; // biome-ignore format: one line
import type { Viewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  setClock,
} from '#lib/testing/database.test-support';

let viewer: Viewer;
beforeEach(async () => {
  await emptyTables();
  viewer = await viewerOfTicket(await beginSession(await addUser('ada@example.com')));
});

const errorAt = async (more: Record<string, string>) => {
  const { location } = await authorize({ ...ASKED, ...more });
  return new URL(location, 'http://x').searchParams.get('error');
};

test('a site shows its secret as it likes, or only as its operator says, and never in two ways', async () => {
  for (const [auth, ways] of [
    ['any', [200, 200]],
    ['basic', [200, 401]],
    ['post', [401, 200]],
  ] as const) {
    const secret = await addSite({ auth });
    const inBody = { token: 'x', client_id: SITE, client_secret: secret };
    const [byHeader, byBody, byBoth] = [
      await send('/oauth/introspect', { token: 'x' }, basic(secret)),
      await send('/oauth/introspect', inBody),
      await send('/oauth/introspect', inBody, basic(secret)),
    ];
    expect([auth, byHeader.status, byBody.status]).toEqual([auth, ...ways]);
    expect(byBoth.status).toBe(400);
    expect((await send('/oauth/introspect', { ...inBody, client_secret: 'no' })).status).toBe(401);
  }
});

test('a stranger who asks about a token is told to say who they are', async () => {
  const answer = await send('/oauth/introspect', { token: 'x' });
  expect([answer.status, (await answer.json()).error]).toEqual([401, 'invalid_client']);
  expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /);
});

test('its id_tokens are signed as it wants, with name and address, and verify by the published keys', async () => {
  const { keys } = await (await get('/.well-known/jwks.json')).json();
  for (const alg of ['RS256', 'ES256'] as const) {
    const { id_token } = await siteTokens(viewer, await addSite({ alg }));
    const { alg: by, kid } = decodeProtectedHeader(id_token);
    expect(by).toBe(alg);
    expect(keys.find((one: { kid: string }) => one.kid === kid)).toMatchObject({ alg, use: 'sig' });
    expect(decodeJwt(id_token)).toMatchObject({ email: 'ada@example.com', email_verified: true });
  }
  const only = decodeJwt((await siteTokens(viewer, await addSite(), { scope: 'openid' })).id_token);
  expect(only).not.toHaveProperty('email');
  expect(only).not.toHaveProperty('name');
});

test('a request has PKCE or a nonce, never neither; PKCE alone where the operator says so', async () => {
  const without = { code_challenge: '', code_challenge_method: '' };
  await addSite();
  expect(await errorAt(without)).toBe('invalid_request');
  expect(await errorAt({ ...without, nonce: 'n' })).toBeNull();
  expect(await errorAt({ ...without, nonce: 'n', code_challenge_method: 'plain', code_challenge: 'x' })).toBe('invalid_request'); // biome-ignore format: one line
  await addSite({ needsPkce: true });
  expect(await errorAt({ ...without, nonce: 'n' })).toBe('invalid_request');
  expect(await errorAt({})).toBeNull();
  // An app has no secret: nothing but PKCE binds its code to it.
  const app = { client_id: CLI, redirect_uri: 'http://127.0.0.1/callback', nonce: 'n' };
  expect(await errorAt({ ...app, ...without, scope: 'openid' })).toBe('invalid_request');
});

test('a code that was asked for without PKCE is not redeemed with a verifier (RFC 9700 4.8.2)', async () => {
  const secret = await addSite();
  const { code } = await siteCode(viewer, { code_challenge: '', code_challenge_method: '', nonce: 'n' }); // biome-ignore format: one line
  const shown = { client_id: SITE, client_secret: secret, redirect_uri: SITE_REDIRECT };
  const answer = await redeem(code, 'v'.repeat(43), shown);
  expect((await answer.json()).error).toBe('invalid_grant');
});

test('of two secrets both are good for a day, and with dropOld only the new one', async () => {
  const first = await addSite();
  const second = String(await renewClientSecret(SITE));
  expect([await isGood(first), await isGood(second), await isGood('x')]).toEqual([
    true,
    true,
    false,
  ]);
  setClock(Date.now() + 25 * 3_600_000);
  expect([await isGood(first), await isGood(second)]).toEqual([false, true]);
  const third = String(await renewClientSecret(SITE, { dropOld: true }));
  expect([await isGood(second), await isGood(third)]).toEqual([false, true]);
  expect(await renewClientSecret(CLI)).toBeNull();
});

test('a site that is disabled asks for nothing, holds nothing, and comes back with its secret', async () => {
  const secret = await addSite();
  const { access_token } = await siteTokens(viewer, secret);
  const waiting = uidOf((await authorize(ASKED)).location);
  const userinfo = () => get('/oauth/userinfo', { authorization: `Bearer ${access_token}` });
  expect((await userinfo()).status).toBe(200);
  expect([await disableClient(SITE), await disableClient(SITE)]).toEqual([true, false]);
  expect([(await userinfo()).status, await isGood(secret)]).toEqual([401, false]);
  expect((await authorize(ASKED)).answer.status).toBe(400);
  expect(await approve(viewer, waiting)).toMatchObject({ ok: false, reason: 'no_request' });
  expect([await enableClient(SITE), await enableClient(SITE)]).toEqual([true, false]);
  expect([await isGood(secret), (await userinfo()).status]).toEqual([true, 401]);
});

test('settings change and the rest stays; an address that is taken away gets no code that is under way', async () => {
  const secret = await addSite();
  const { location } = await authorize(ASKED);
  const moved = 'https://site.example.com/new';
  const wanted = NewClient.parse({ id: SITE, name: 'Moved', kind: 'web', redirectUris: [moved] });
  expect(await updateClient(wanted.id, wanted)).toMatchObject({ ok: true });
  expect(await findRequest(uidOf(location))).toBeNull();
  expect(await approve(viewer, uidOf(location))).toMatchObject({ ok: false });
  expect(await findClient(SITE)).toMatchObject({
    name: 'Moved',
    redirectUris: [moved],
    kind: 'web',
  });
  expect(await isGood(secret)).toBe(true);
  expect(await updateClient('nobody', wanted)).toMatchObject({ ok: false });
  await removeClient(SITE);
});

test('what one tab was granted another does not narrow, and neither gets more than it asked for', async () => {
  const secret = await addSite();
  const first = await siteCode(viewer, { scope: 'openid profile email' });
  const second = await siteCode(viewer, { scope: 'openid' });
  const shown = { client_id: SITE, client_secret: secret, redirect_uri: SITE_REDIRECT };
  const claimsOf = async ({ code, verifier }: typeof first) =>
    decodeJwt((await (await redeem(code, verifier, shown)).json()).id_token);
  expect(await claimsOf(first)).toMatchObject({ email: 'ada@example.com' });
  expect(await claimsOf(second)).not.toHaveProperty('email');
});

test('a device whose program is disabled meanwhile is asked about no more', async () => {
  await addClient({ id: 'a-device', name: 'A device', kind: 'native', redirectUris: [] });
  const answer = await send('/oauth/device_authorization', { client_id: 'a-device', scope: 'account:read' }); // biome-ignore format: one line
  const claimed = await from('192.0.2.7', async () => claimDevice(viewer, (await answer.json()).user_code)); // biome-ignore format: one line
  const handle = claimed.ok ? claimed.value : '';
  expect(await findDevice(viewer, handle)).toMatchObject({ client: { id: 'a-device' } });
  await disableClient('a-device');
  expect(await findDevice(viewer, handle)).toBeNull();
  expect(await answerDevice(viewer, handle, true)).toMatchObject({ ok: false });
  await removeClient('a-device');
});

test('a service is given no audience that another has, whether that one may ask now or not', async () => {
  const service = (id: string, audience: string) =>
    ({ id, name: id, kind: 'service', audience, scope: 'x' }) as const;
  const [books, films] = ['https://books.example', 'https://films.example'];
  await addClient(service('books', books));
  await addClient(service('films', films));
  const change = () => updateClient('films', service('films', books));
  expect(await change()).toMatchObject({ reason: 'audience_taken' });
  await disableClient('books');
  expect(await change()).toMatchObject({ reason: 'audience_taken' });
  expect(await updateClient('films', service('films', films))).toMatchObject({ ok: true });
  await removeClient('books');
  expect(await change()).toMatchObject({ ok: true });
  await removeClient('films');
});

test('userinfo takes a token of the API whose program was let in for openid, and no other', async () => {
  const ask = async (scope: string) => {
    const { access_token } = await deviceTokens(viewer, scope);
    const answer = await get('/oauth/userinfo', { authorization: `Bearer ${access_token}` });
    return [answer.status, answer.status === 200 ? await answer.json() : null];
  };
  const sub = viewer.user.id;
  expect(await ask('openid email account:read')).toEqual([
    200,
    { sub, email: 'ada@example.com', email_verified: true },
  ]);
  expect(await ask('openid account:read')).toEqual([200, { sub }]);
  expect(await ask('account:read')).toEqual([403, null]);
  expect((await get('/oauth/userinfo', { authorization: 'Bearer a.b.c' })).status).toBe(401);
});

test('discovery says what is so', async () => {
  const told = await (await get('/.well-known/openid-configuration')).json();
  const methods = ['none', 'client_secret_basic', 'client_secret_post'];
  expect(told).toMatchObject({
    id_token_signing_alg_values_supported: expect.arrayContaining(['ES256', 'RS256']),
    token_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_methods_supported: methods,
    introspection_endpoint_auth_methods_supported: methods,
    claims_parameter_supported: true,
    ui_locales_supported: ['en', 'de', 'ar'],
  });
});
