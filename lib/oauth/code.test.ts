import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { db } from '#lib/db/client';
import { findByBearer } from '#lib/oauth/bearer';
import { addClient, removeClient } from '#lib/oauth/clients';
import {
  authorize,
  CLI,
  codeFor,
  get,
  newPkceChallenge,
  REDIRECT,
  redeem,
  send,
  viewerOfTicket,
} from '#lib/oauth/flows.test-support';
import { API_SCOPES } from '#lib/permissions/scopes';
import type { Viewer } from '#lib/session/store';
import { addUser, beginSession, emptyTables, setClock } from '#lib/testing/database.test-support';

let viewer: Viewer;

beforeEach(async () => {
  await emptyTables();
  for (const id of ['my-app', 'other-app']) await removeClient(id);
  viewer = await viewerOfTicket(await beginSession(await addUser()));
});

const errorOf = async (answer: Response) => [
  answer.status,
  ((await answer.json()) as { error: string }).error,
];

test('an app gets its tokens for the code and the verifier behind it', async () => {
  const { url, code, verifier } = await codeFor(viewer);
  expect(url.origin + url.pathname).toBe(REDIRECT);
  expect(url.searchParams.get('state')).toBe('a-state');
  // Which server answered (RFC 9207).
  expect(url.searchParams.get('iss')).toBe('http://localhost:3000');
  const tokens = await (await redeem(code, verifier)).json();
  expect((await findByBearer(tokens.access_token))?.viewer.user.id).toBe(viewer.user.id);
  expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 600 });
});

test('the person is told by mail and log that a program was let in', async () => {
  await codeFor(viewer);
  const events = await db().select().from(auditEvents);
  expect(events.at(-1)).toMatchObject({
    type: 'authn_token_created',
    userId: viewer.user.id,
    object: 'client:gatehouse-cli',
    detail: 'program?name=gatehouse+CLI',
  });
  expect((await db().select().from(outbox)).map(({ template }) => template)).toEqual([
    'client-let-in',
  ]);
});

test('only the port of a loopback address may vary; every other difference is refused on a page here', async () => {
  await addClient({
    id: 'my-app',
    name: 'My app',
    kind: 'native',
    redirectUris: ['http://127.0.0.1/cb', 'https://app.example.com/cb'],
  });
  const at = async (redirect_uri: string, client_id = 'my-app') =>
    (await authorize({ redirect_uri, client_id })).answer.status;
  for (const good of [
    'http://127.0.0.1/cb',
    'http://127.0.0.1:1/cb',
    'http://127.0.0.1:65535/cb',
    'https://app.example.com/cb',
  ])
    expect([good, await at(good)]).toEqual([good, 303]);
  const bad = [
    'http://127.0.0.1:8000/cb/',
    'http://127.0.0.1:8000/cb/x',
    'http://127.0.0.1:8000/c',
    'http://127.0.0.1:8000/cb?x=1',
    'http://127.0.0.1:8000/cb#x',
    'http://user@127.0.0.1:8000/cb',
    'http://127.0.0.1:8000@evil.example/cb',
    'http://localhost:8000/cb',
    'http://127.0.0.2:8000/cb',
    'http://127.1:8000/cb',
    'https://127.0.0.1:8000/cb',
    'http://[::1]:8000/cb',
    'https://app.example.com:8443/cb',
    'https://app.example.com/cb/',
    'https://app.example.com/cb/../cb',
    'https://app.example.com/cb?x',
    'https://app.example.com.evil.example/cb',
    'https://evil.example/app.example.com/cb',
    'https://app.example.com@evil.example/cb',
    'http://app.example.com/cb',
    'https://APP.example.com/cb',
    'javascript:alert(1)',
    'data:text/html,x',
    'myapp:/cb',
    'myapp://cb',
    '//evil.example',
    '',
    'cb',
  ];
  for (const uri of bad) {
    const { answer, location } = await authorize({ redirect_uri: uri, client_id: 'my-app' });
    expect([uri, answer.status, location]).toEqual([uri, 400, '']);
  }
});

test('without PKCE, or with the plain kind, nobody is asked', async () => {
  for (const more of [
    { code_challenge: '' },
    { code_challenge_method: 'plain' },
    { code_challenge_method: '' },
    { code_challenge: 'short' },
  ]) {
    const { location, answer } = await authorize(more);
    expect([more, answer.status, new URL(location).searchParams.get('error')]).toEqual([
      more,
      303,
      'invalid_request',
    ]);
  }
});

test('only codes are given, and only what is known may ask', async () => {
  for (const response_type of ['token', 'id_token', 'code id_token', 'code token', 'none']) {
    const { location } = await authorize({ response_type });
    expect(new URL(location).hash + new URL(location).search).toMatch(
      /error=unsupported_response_type/,
    );
  }
  expect((await authorize({ client_id: 'nobody-here' })).answer.status).toBe(400);
  for (const grant_type of [
    'password',
    'implicit',
    'urn:ietf:params:oauth:grant-type:jwt-bearer',
    'x',
  ])
    expect(
      await errorOf(
        await send('/oauth/token', {
          grant_type,
          client_id: CLI,
          username: 'ada@example.com',
          password: 'x',
        }),
      ),
    ).toEqual([400, 'unsupported_grant_type']);
});

test('a code does not work with another verifier, program or address, or a minute later', async () => {
  const start = Date.now();
  setClock(start);
  await addClient({
    id: 'other-app',
    name: 'Other',
    kind: 'native',
    redirectUris: ['http://127.0.0.1/callback'],
  });
  for (const more of [
    { code_verifier: newPkceChallenge().verifier },
    { code_verifier: '' },
    { client_id: 'other-app' },
    { redirect_uri: 'http://127.0.0.1:51235/callback' },
    { redirect_uri: '' },
  ]) {
    const { code, verifier } = await codeFor(viewer);
    const answer = await redeem(code, verifier, more);
    expect([more, answer.status]).toEqual([more, 400]);
  }
  const { code, verifier } = await codeFor(viewer);
  setClock(start + 66_000);
  expect(await errorOf(await redeem(code, verifier))).toEqual([400, 'invalid_grant']);
});

test('a code that is redeemed twice takes back what it gave', async () => {
  const { code, verifier } = await codeFor(viewer);
  const tokens = await (await redeem(code, verifier)).json();
  expect(await errorOf(await redeem(code, verifier))).toEqual([400, 'invalid_grant']);
  expect(await findByBearer(tokens.access_token)).toBeNull();
});

test('when fifty redeem a code at the same time nobody keeps anything', async () => {
  const { code, verifier } = await codeFor(viewer);
  const answers = await Promise.all(Array.from({ length: 50 }, () => redeem(code, verifier)));
  const given = answers.filter(({ status }) => status === 200);
  expect(given.length).toBeLessThanOrEqual(1);
  expect(answers.filter(({ status }) => status === 400)).toHaveLength(50 - given.length);
  for (const one of given) expect(await findByBearer((await one.json()).access_token)).toBeNull();
  const types = (await db().select().from(auditEvents)).map(({ type }) => type);
  expect(types.filter((type) => type === 'authn_token_reuse')).toHaveLength(1);
});

test('what was let in and never fetched is over after a quarter of an hour', async () => {
  const start = Date.now();
  setClock(start);
  await codeFor(viewer);
  const [row] = (await db().select().from(sessions)).filter(({ clientId }) => clientId !== null);
  expect(row?.expiresAt.getTime()).toBe(start + 900_000);
});

test('the parts of the server that nobody needs are not there', async () => {
  for (const path of [
    '/oauth/register',
    '/oauth/session/end',
    '/session/end',
    '/reg',
    '/request',
    '/oauth/ciba',
    '/interaction/x',
  ])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  const about = await (await get('/.well-known/openid-configuration')).json();
  expect(about).toMatchObject({
    issuer: 'http://localhost:3000',
    authorization_endpoint: 'http://localhost:3000/oauth/authorize',
    token_endpoint: 'http://localhost:3000/oauth/token',
    device_authorization_endpoint: 'http://localhost:3000/oauth/device_authorization',
    revocation_endpoint: 'http://localhost:3000/oauth/revoke',
    introspection_endpoint: 'http://localhost:3000/oauth/introspect',
    jwks_uri: 'http://localhost:3000/.well-known/jwks.json',
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    grant_types_supported: expect.not.arrayContaining(['implicit', 'password']),
    id_token_signing_alg_values_supported: ['ES256', 'RS256'],
    response_modes_supported: ['query'],
    acr_values_supported: ['urn:gatehouse:loa:1fa', 'urn:gatehouse:loa:2fa'],
    claims_supported: expect.arrayContaining(['sub', 'acr', 'amr', 'auth_time']),
    scopes_supported: ['openid', 'profile', 'email', ...API_SCOPES],
  });
  expect(about).not.toHaveProperty('dpop_signing_alg_values_supported');
});
