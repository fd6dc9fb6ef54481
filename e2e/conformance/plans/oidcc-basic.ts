import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeProtectedHeader } from 'jose';
import { refused, stopped, toldError } from '../heard.ts';
import { decided, type Plan, pass, passSlowly, type Row } from '../row.ts';
import type { World } from '../world.ts';
import { oidccBasicParameters } from './oidcc-basic-parameters.ts';

async function server(w: World) {
  const { back, fields, answer, claims } = await w.signIn();
  assert.deepEqual(
    [back.searchParams.get('state'), back.searchParams.get('iss'), back.hash],
    [fields['state'], w.url, ''],
  );
  const { token_type, expires_in } = answer.body;
  assert.deepEqual([token_type, Number(expires_in) > 0], ['Bearer', true]);
  assert.match(String(answer.headers.get('cache-control')), /no-store/);
  assert.deepEqual(
    [claims.aud, claims['nonce'], typeof claims.sub],
    ['site', fields['nonce'], 'string'],
  );
  assert.ok(Number(claims.exp) > Number(claims.iat) && String(claims.sub).length <= 255);
}

const userinfo =
  (read: (w: World, token: string) => ReturnType<World['ask']>) => async (w: World) => {
    const { claims, accessToken } = await w.signIn();
    const { status, body, headers } = await read(w, accessToken);
    assert.deepEqual([status, body['sub']], [200, claims.sub]);
    assert.match(String(headers.get('content-type')), /^application\/json/);
  };

const scope = (asked: string, claims: string[]) => async (w: World) => {
  const { accessToken } = await w.signIn({ scope: asked });
  const { body } = await w.userinfo(accessToken);
  assert.deepEqual(
    claims.filter((claim) => body[claim] === undefined),
    [],
  );
  if (claims.includes('email'))
    assert.deepEqual([body['email'], body['email_verified']], [w.ada.email(), true]);
};

const FLOW: Row[] = [
  pass('oidcc-server', 'Core 3.1', 'Somebody signs in: code, state, tokens, an id_token that verifies', server),
  pass('oidcc-response-type-missing', 'Core 3.1.2.6', 'A request without response_type is refused', async (w) => {
    const way = await w.ada.open(w.request({ response_type: undefined }).fields);
    assert.equal(toldError(way), 'invalid_request');
  }),
  pass('oidcc-idtoken-signature', 'Core 3.1.3.7', 'The id_token is signed by a published key that its kid names', async (w) => {
    const { idToken } = await w.signIn();
    const { alg, kid } = decodeProtectedHeader(idToken);
    const { keys } = await w.keys();
    assert.equal(keys.find((key) => key.kid === kid)?.alg, alg);
  }),
  pass('an id_token by the algorithm of its client', 'Registration 2', 'RS256 where nothing else was said, ES256 where it was', async (w) => {
    for (const [client, alg] of [['site', 'RS256'], ['other-site', 'ES256']] as const)
      assert.equal(decodeProtectedHeader((await w.signIn({}, { client })).idToken).alg, alg);
  }),
  pass('oidcc-idtoken-unsigned', 'Core 3.1.3.7', 'There is no unsigned id_token, and none is offered', async (w) => {
    assert.ok(!String((await w.discovery())['id_token_signing_alg_values_supported']).includes('none'));
  }),
  pass('oidcc-userinfo-get', 'Core 5.3.1', 'GET with the token in the header', userinfo((w, token) => w.userinfo(token))),
  pass('oidcc-userinfo-post-header', 'Core 5.3.1', 'POST with the token in the header', userinfo((w, token) => w.ask('/oauth/userinfo', { method: 'POST', headers: w.bearer(token) }))),
  pass('oidcc-userinfo-post-body', 'Core 5.3.1', 'POST with the token in the body', userinfo((w, access_token) => w.send('/oauth/userinfo', { access_token }))),
  pass('oidcc-ensure-request-without-nonce-succeeds-for-code-flow', 'Core 3.1.2.1', 'The nonce is optional', async (w) => {
    assert.equal((await w.signIn({ nonce: undefined })).claims['nonce'], undefined);
  }),
  pass('oidcc-scope-profile', 'Core 5.4', 'profile gives the name', scope('openid profile', ['name', 'zoneinfo'])),
  pass('oidcc-scope-email', 'Core 5.4', 'email gives the address, and that it is proven', scope('openid email', ['email', 'email_verified'])),
  pass('oidcc-scope-address', 'Core 5.4', 'There is no scope address: it is left out, and the rest succeeds', scope('openid address', ['sub'])),
  pass('oidcc-scope-phone', 'Core 5.4', 'There is no scope phone: it is left out, and the rest succeeds', scope('openid phone', ['sub'])),
  pass('oidcc-scope-all', 'Core 5.4', 'All scopes of the standard in one request', scope('openid profile email address phone', ['sub', 'name', 'email'])),
  pass('oidcc-ensure-other-scope-order-succeeds', 'RFC 6749 3.3', 'The order of scopes does not matter', scope('email openid', ['sub', 'email'])),
]; // biome-ignore format: a table

const reuse = (wait: number) => async (w: World) => {
  const { form, accessToken } = await w.signIn();
  await sleep(wait);
  refused(await w.sendAs('site', '/oauth/token', form), 'invalid_grant');
  assert.equal((await w.userinfo(accessToken)).status, 401);
};

const CODES: Row[] = [
  pass('oidcc-codereuse', 'RFC 6749 4.1.2', 'A code works once, and what it gave is taken back', reuse(0)),
  passSlowly('oidcc-codereuse-30seconds', 'RFC 6749 4.1.2', 'Also half a minute later', reuse(30_500)),
  pass('oidcc-ensure-registered-redirect-uri', 'Core 3.1.2.1', 'A redirect address that is not registered is told on a page of ours', async (w) => {
    stopped(await w.ada.open(w.request({ redirect_uri: 'https://site.example.com/elsewhere' }).fields));
  }),
  pass('oidcc-ensure-post-request-succeeds', 'Core 3.1.2.1', 'A request may be posted, from another site', async (w) => {
    const { fields } = w.request();
    const way = await w.ada.post(fields);
    assert.deepEqual([way.back?.searchParams.has('code'), way.back?.searchParams.get('state')], [true, fields['state']]);
  }),
  pass('oidcc-server-client-secret-post', 'RFC 6749 2.3.1', 'The secret may stand in the body', async (w) => {
    const { form } = await w.code();
    const sent = { ...form, client_id: 'site', client_secret: String(w.secrets.site) };
    assert.equal((await w.send('/oauth/token', sent)).status, 200);
  }),
  decided('oidcc-refresh-token', 'Core 12', 'A refresh token for a site that people sign in to', ['052', 'A site learns who somebody is, and asks again; tokens that act for people without them are for apps.'], async (w) => {
    const { answer } = await w.signIn({ scope: 'openid offline_access', prompt: 'consent' });
    assert.equal(answer.body['refresh_token'], undefined);
  }),
  pass('oidcc-ensure-request-with-valid-pkce-succeeds', 'RFC 7636 4', 'PKCE by S256', server),
]; // biome-ignore format: a table

export const oidccBasic: Plan = {
  title: 'OIDF plan oidcc-basic-certification-test-plan',
  at: 'https://openid.net/specs/openid-connect-core-1_0.html',
  rows: [...FLOW, ...oidccBasicParameters, ...CODES],
};
