import { expect } from '@playwright/test';
import * as oauth from 'oauth4webapi';
import { gatehouse } from '#lib/testing/deployment.test-support';
import { CLI, grantApp, grantDevice } from '../support/grant-consent.ts';
import { change } from '../support/rows.ts';
import type { TestServer } from '../support/server.ts';
import { newNetwork, test } from '../support/test.ts';
import { newVisitor } from '../support/visitor.ts';

const REDIRECT = 'http://127.0.0.1:49153/callback';
const app: oauth.Client = { client_id: CLI };

/** Every request of a test goes over plain http on loopback, from a network of its own. */
function over(network = newNetwork()) {
  return {
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: (url: string, options: object) => {
      const { headers, ...rest } = options as { headers: Record<string, string> };
      return fetch(url, { ...rest, headers: { ...headers, 'X-Forwarded-For': network } });
    },
  } as const;
}

async function discover(
  server: TestServer,
  options: ReturnType<typeof over>,
  algorithm: 'oidc' | 'oauth2',
) {
  const issuer = new URL(server.url);
  const answer = await oauth.discoveryRequest(issuer, { ...options, algorithm });
  return oauth.processDiscoveryResponse(issuer, answer);
}

for (const algorithm of ['oidc', 'oauth2'] as const)
  test(`an app with oauth4webapi signs in, calls the API, refreshes (${algorithm})`, async ({
    server,
  }) => {
    const options = over();
    const as = await discover(server, options, algorithm);
    const visitor = newVisitor(server);
    const email = await visitor.signUp();
    const verifier = oauth.generateRandomCodeVerifier();
    const url = new URL(String(as.authorization_endpoint));
    for (const [name, value] of Object.entries({
      client_id: CLI,
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: 'account:read',
      state: 'some-state',
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }))
      url.searchParams.set(name, value);
    const back = oauth.validateAuthResponse(as, app, await grantApp(visitor, url), 'some-state');
    const answer = await oauth.authorizationCodeGrantRequest(
      as,
      app,
      oauth.None(),
      back,
      REDIRECT,
      verifier,
      options,
    );
    const tokens = await oauth.processAuthorizationCodeResponse(as, app, answer);
    const me = await oauth.protectedResourceRequest(
      tokens.access_token,
      'GET',
      new URL(`${server.url}/api/v1/me`),
      undefined,
      undefined,
      options,
    );
    expect(await me.json()).toMatchObject({ email });
    const refreshed = await oauth.refreshTokenGrantRequest(
      as,
      app,
      oauth.None(),
      String(tokens.refresh_token),
      options,
    );
    const next = await oauth.processRefreshTokenResponse(as, app, refreshed);
    expect(next.refresh_token).not.toBe(tokens.refresh_token);
    const revoked = await oauth.revocationRequest(
      as,
      app,
      oauth.None(),
      next.access_token,
      options,
    );
    await oauth.processRevocationResponse(revoked);
    const after = await fetch(`${server.url}/api/v1/me`, {
      headers: { Authorization: `Bearer ${next.access_token}` },
    });
    expect(after.status).toBe(401);
  });

test('a device with oauth4webapi waits, is let in, and verifies its token by itself', async ({
  server,
}) => {
  const options = over();
  const as = await discover(server, options, 'oauth2');
  const visitor = newVisitor(server);
  await visitor.signUp();
  const started = await oauth.deviceAuthorizationRequest(
    as,
    app,
    oauth.None(),
    { scope: 'notes:read' },
    options,
  );
  const asked = await oauth.processDeviceAuthorizationResponse(as, app, started);
  const poll = async () =>
    oauth.processDeviceCodeResponse(
      as,
      app,
      await oauth.deviceCodeGrantRequest(as, app, oauth.None(), asked.device_code, options),
    );
  await expect(poll()).rejects.toMatchObject({ error: 'authorization_pending' });
  await grantDevice(visitor, asked.user_code);
  const tokens = await poll();
  // As a resource server does it (RFC 9068), from the published keys alone.
  const request = new Request(`${server.url}/api/v1/notes`, {
    headers: { Authorization: `Bearer ${tokens.access_token}` },
  });
  const claims = await oauth.validateJwtAccessToken(as, request, `${server.url}/api/v1`, options);
  expect(claims).toMatchObject({ client_id: CLI, scope: 'notes:read' });
});

test('a site with oauth4webapi is told by what somebody proved who they are', async ({
  server,
}) => {
  const options = over();
  const as = await discover(server, options, 'oidc');
  const redirect = 'http://localhost:49154/signed-in';
  const about = ['--name', 'A site', '--kind', 'web', '--redirect', redirect, '--json'];
  const added = await gatehouse(server, 'clients', 'add', 'site-of-levels', ...about);
  const { client_secret: secret } = JSON.parse(added.stdout) as { client_secret: string };
  const site: oauth.Client = { client_id: 'site-of-levels', require_auth_time: true };
  const visitor = newVisitor(server);
  const email = await visitor.signUp();
  change(
    server,
    "update sessions set amr = 'pwd otp' where user_id = (select id from users where email = ?)",
    email,
  );
  const verifier = oauth.generateRandomCodeVerifier();
  const url = new URL(String(as.authorization_endpoint));
  for (const [name, value] of Object.entries({
    client_id: site.client_id,
    redirect_uri: redirect,
    response_type: 'code',
    scope: 'openid',
    state: 'some-state',
    acr_values: 'urn:gatehouse:loa:2fa',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  }))
    url.searchParams.set(name, value);
  const back = oauth.validateAuthResponse(as, site, await grantApp(visitor, url), 'some-state');
  const answer = await oauth.authorizationCodeGrantRequest(
    as,
    site,
    oauth.ClientSecretBasic(secret),
    back,
    redirect,
    verifier,
    options,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(as, site, answer, {
    requireIdToken: true,
  });
  expect(oauth.getValidatedIdTokenClaims(tokens)).toMatchObject({
    amr: ['pwd', 'otp', 'mfa'],
    acr: 'urn:gatehouse:loa:2fa',
  });
});
