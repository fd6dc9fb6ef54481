import { createServer } from 'node:http';
import { expect } from '@playwright/test';
import * as client from 'openid-client';
import { gatehouse } from '#lib/testing/deployment.test-support';
import { CLI, grantApp, grantDevice } from '../support/grant-consent.ts';
import type { TestServer } from '../support/server.ts';
import { newNetwork, test } from '../support/test.ts';
import { newVisitor } from '../support/visitor.ts';

const REDIRECT = 'http://127.0.0.1:49152/callback';
const SCOPE = 'account:read notes:read';

/** What openid-client knows of this server, through discovery, as a program from a network of its own. */
async function discover(server: TestServer, id: string, secret?: string) {
  const network = newNetwork();
  return client.discovery(
    new URL(server.url),
    id,
    undefined,
    secret ? client.ClientSecretBasic(secret) : client.None(),
    {
      execute: [client.allowInsecureRequests],
      [client.customFetch]: (url, options) =>
        fetch(url, {
          ...options,
          headers: { ...options.headers, 'X-Forwarded-For': network },
        } as RequestInit),
    },
  );
}

async function person(server: TestServer) {
  const visitor = newVisitor(server);
  return { visitor, email: await visitor.signUp() };
}

test('an app with openid-client signs in, refreshes and signs out', async ({ server }) => {
  const config = await discover(server, CLI);
  const { visitor } = await person(server);
  const verifier = client.randomPKCECodeVerifier();
  const state = client.randomState();
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: REDIRECT,
    scope: SCOPE,
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const back = await grantApp(visitor, url);
  const tokens = await client.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: verifier,
    expectedState: state,
  });
  expect(tokens.scope).toBe(SCOPE);
  const next = await client.refreshTokenGrant(config, String(tokens.refresh_token));
  expect(next.refresh_token).not.toBe(tokens.refresh_token);
  await client.tokenRevocation(config, String(next.refresh_token));
  await expect(client.refreshTokenGrant(config, String(next.refresh_token))).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});

test('a device with openid-client waits and is let in', async ({ server }) => {
  const config = await discover(server, CLI);
  const { visitor } = await person(server);
  const asked = await client.initiateDeviceAuthorization(config, { scope: SCOPE });
  const polling = client.pollDeviceAuthorizationGrant(config, { ...asked, interval: 1 });
  expect((await visitor.go(await grantDevice(visitor, asked.user_code))).text).toContain(
    'You let ',
  );
  expect((await polling).scope).toBe(SCOPE);
});

test('another site signs people in with Gatehouse and learns what they allowed', async ({
  server,
}) => {
  // A second application, real enough to have an address and a session of its own.
  const site = createServer((_, response) => response.end('the other site')).listen(0);
  const { port } = site.address() as { port: number };
  try {
    const redirect = `http://localhost:${port}/signed-in`;
    const added = await gatehouse(
      server,
      'clients',
      'add',
      'other-site',
      '--name',
      'Other site',
      '--kind',
      'web',
      '--redirect',
      redirect,
      '--json',
    );
    const { client_secret: secret } = JSON.parse(added.stdout) as { client_secret: string };
    const config = await discover(server, 'other-site', secret);
    const { visitor, email } = await person(server);
    const verifier = client.randomPKCECodeVerifier();
    const [state, nonce] = [client.randomState(), client.randomNonce()];
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: redirect,
      scope: 'openid profile email',
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const back = await grantApp(visitor, url);
    const tokens = await client.authorizationCodeGrant(config, back, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    expect(claims).toMatchObject({ iss: server.url, aud: 'other-site', nonce });
    // Since the sign-up nothing was proven but the mailbox.
    expect(claims).toMatchObject({ amr: ['mca'], acr: 'urn:gatehouse:loa:1fa' });
    expect(Number(claims?.auth_time) * 1000).toBeGreaterThan(Date.now() - 600_000);
    expect(claims).toMatchObject({ email, name: 'Ada' });
    expect(tokens.refresh_token).toBeUndefined();
    const about = await client.fetchUserInfo(config, tokens.access_token, String(claims?.sub));
    expect(about).toMatchObject({ email, email_verified: true, name: 'Ada' });
    const wrong = await discover(server, 'other-site', 'not-the-secret');
    await expect(client.tokenIntrospection(wrong, 'x')).rejects.toMatchObject({ status: 401 });
  } finally {
    site.close();
  }
});

test('a service asks about the tokens it is handed', { tag: '@long' }, async ({ server }) => {
  const audience = 'https://api.example.com';
  const added = await gatehouse(
    server,
    'clients',
    'add',
    'their-api',
    '--kind',
    'service',
    '--audience',
    audience,
    '--scope',
    'books:read',
    '--json',
  );
  const { client_secret: secret } = JSON.parse(added.stdout) as { client_secret: string };
  const service = await discover(server, 'their-api', secret);
  await gatehouse(server, 'clients', 'add', 'books-app', '--scope', 'books:read');
  const app = await discover(server, 'books-app');
  const { visitor } = await person(server);
  const asked = await client.initiateDeviceAuthorization(app, {
    scope: 'books:read',
    resource: audience,
  });
  const polling = client.pollDeviceAuthorizationGrant(app, { ...asked, interval: 1 });
  await grantDevice(visitor, asked.user_code);
  const tokens = await polling;
  expect(await client.tokenIntrospection(service, tokens.access_token)).toMatchObject({
    active: true,
    scope: 'books:read',
    client_id: 'books-app',
    aud: audience,
  });
  // It opens nothing of ours, and nothing of it is told to a program that only asks.
  const me = await fetch(`${server.url}/api/v1/me`, {
    headers: { Authorization: `Bearer ${tokens.access_token}` },
  });
  expect(me.status).toBe(401);
  await client.tokenRevocation(app, tokens.access_token);
  expect(await client.tokenIntrospection(service, tokens.access_token)).toEqual({ active: false });
});
