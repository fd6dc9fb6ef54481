import { expect } from '@playwright/test';
import { CLI, grantApp, grantDevice, sendToOauth, tokensFor } from '#e2e/support/grant-consent';
import { send } from '#e2e/support/http';
import { mailsTo } from '#e2e/support/mailbox';
import { change, rows } from '#e2e/support/rows';
import { newNetwork, PASSWORD, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';
import fc from '#lib/testing/fast-check.test-support';

const SCOPES = ['account:read', 'notes:read'];

test('a request to be let in may be nonsense: it gets a page or an answer, never a failure', async ({
  server,
}) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const names = [
    'client_id',
    'redirect_uri',
    'response_type',
    'scope',
    'state',
    'code_challenge',
    'code_challenge_method',
    'prompt',
    'max_age',
    'resource',
    'nonce',
    'claims',
    'request',
    'request_uri',
    'response_mode',
    'id_token_hint',
    'display',
    'acr_values',
  ];
  const value = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom(
      CLI,
      'code',
      'http://127.0.0.1:1/callback',
      'none',
      'S256',
      'a'.repeat(3000),
      'javascript:alert(1)',
      '-1',
      '1e99',
      '{',
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      'web_message',
      'notes:read',
    ),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 }),
      async (query) => {
        const { status, headers } = await ada.go(`/oauth/authorize?${new URLSearchParams(query)}`);
        expect(status).toBeLessThan(500);
        const to = String(headers['location'] ?? '/');
        expect(to).toMatch(/^(\/oauth\/(problem|consent)|\/$|http:\/\/127\.0\.0\.1:1\/callback)/);
      },
    ),
    { numRuns: 150 },
  );
});

test('the person who was asked answers, and not the next one who signs in to the same browser', async ({
  server,
}) => {
  const browser = newVisitor(server);
  await browser.signUp();
  const query = new URLSearchParams({
    client_id: CLI,
    redirect_uri: 'http://127.0.0.1:1/callback',
    response_type: 'code',
    scope: 'notes:read',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  const { headers } = await browser.go(`/oauth/authorize?${query}`);
  const consent = String(headers['location']);
  const shownToAda = await browser.form(consent);
  await browser.signOut();
  const bob = await browser.signUp({ name: 'Bob' });
  const letIn = () =>
    rows(
      server,
      'select s.id from sessions s join users u on u.id = s.user_id where u.email = ? and s.client_id is not null',
      bob,
    ).length;
  await browser.submit(shownToAda, []);
  expect(letIn()).toBe(0);
  await browser.submit(await browser.form(consent), []);
  expect(letIn()).toBe(1);
});

test('a program that asks for a fresh proof gets one, and the question after it', async ({
  server,
}) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  change(
    server,
    'update sessions set proven_at = ? where user_id = (select id from users where email = ?)',
    Date.now() - 60_000,
    email,
  );
  const ask = async (more: Record<string, string>) => {
    const query = new URLSearchParams({
      client_id: CLI,
      redirect_uri: 'http://127.0.0.1:1/callback',
      response_type: 'code',
      scope: 'openid',
      code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
      code_challenge_method: 'S256',
      ...more,
    });
    return String((await ada.go(`/oauth/authorize?${query}`)).headers['location']);
  };
  expect((await ada.go(await ask({ max_age: '600' }))).status).toBe(200);
  for (const more of [{ prompt: 'login' }, { max_age: '30' }, { max_age: '0' }]) {
    const { status, headers } = await ada.go(await ask(more));
    expect([more, status, headers['location']]).toEqual([
      more,
      307,
      expect.stringMatching(/^\/confirm\?next=%2Foauth%2Fconsent%2F/),
    ]);
  }
  const consent = await ask({ prompt: 'login' });
  const confirm = String((await ada.go(consent)).headers['location']);
  const back = await ada.submit(await ada.form(confirm), [['password', PASSWORD]]);
  expect(back.headers['location']).toBe(consent);
  expect((await ada.go(consent)).status).toBe(200);
});

test('tokens and codes are in no log, no mail, no row and no entry', async ({ server }) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const first = await tokensFor(server, ada, SCOPES);
  const answer = await sendToOauth(server, '/oauth/token', {
    grant_type: 'refresh_token',
    client_id: CLI,
    refresh_token: first.refresh_token,
  });
  const next = (await answer.json()) as typeof first;
  const query = new URLSearchParams({
    client_id: CLI,
    redirect_uri: 'http://127.0.0.1:1/callback',
    response_type: 'code',
    scope: 'notes:read',
    state: 'x',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  const back = await grantApp(ada, new URL(`${server.url}/oauth/authorize?${query}`));
  const asked = await sendToOauth(server, '/oauth/device_authorization', {
    client_id: CLI,
    scope: 'notes:read',
  });
  const device = (await asked.json()) as Record<string, string>;
  await grantDevice(ada, String(device['user_code']), 'Deny');
  // Used a second time: what is told about it must not tell it.
  await sendToOauth(server, '/oauth/token', {
    grant_type: 'refresh_token',
    client_id: CLI,
    refresh_token: next.refresh_token,
  });
  const bearer = { Authorization: `Bearer ${first.access_token}`, 'X-Forwarded-For': newNetwork() };
  await fetch(`${server.url}/api/v1/me?token=none`, { headers: bearer });
  const secrets = [
    first.access_token,
    first.refresh_token,
    next.access_token,
    next.refresh_token,
    back.searchParams.get('code'),
    device['device_code'],
    device['user_code'],
    device['user_code']?.replace('-', ''),
  ].map(String);
  const kept = [
    'audit_events',
    'sessions',
    'oauth_records',
    'oauth_clients',
    'signing_keys',
    'limits',
    'outbox',
    'codes',
  ].map((table) => rows(server, `select * from ${table}`));
  const places = {
    log: server.output(),
    rows: JSON.stringify(kept),
    mails: JSON.stringify(await mailsTo(server.port, email)),
  };
  expect(places.log.length).toBeGreaterThan(100);
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(7);
    for (const [place, text] of Object.entries(places))
      expect([place, secret, text.includes(secret)]).toEqual([place, secret, false]);
  }
});

test('a page of another origin reads why it gets no token, and that is no alarm', async ({
  server,
}) => {
  const before = server.output().length;
  const headers = { Origin: 'https://spa.example.com', 'X-Forwarded-For': newNetwork() };
  const answer = await send(server, '/oauth/token', {
    method: 'POST',
    body: 'grant_type=authorization_code&code=x',
    headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([403, '*']);
  expect(JSON.parse(answer.text)).toMatchObject({
    error: 'invalid_request',
    error_description: expect.stringContaining('A page needs a server of its own'),
  });
  // Nothing but the refusal may be read, and nothing is told of a page elsewhere.
  const page = await send(server, '/sign-out', { method: 'POST', body: '', headers });
  expect([page.status, page.headers['access-control-allow-origin']]).toEqual([403, undefined]);
  const told = () => server.output().slice(before);
  await expect.poll(told).toContain('"cors_refused"');
  await expect.poll(() => told().match(/"malicious_csrf"/g) ?? []).toHaveLength(1);
});

test('a site sends its people by a form: the answer is the same request as an address, and no secret gets into it', async ({
  server,
}) => {
  const asked = { client_id: CLI, response_type: 'code', scope: 'openid', state: 'a&b=c' };
  const answer = await send(server, '/oauth/authorize', {
    method: 'POST',
    body: new URLSearchParams({ ...asked, client_secret: 'leaked', password: 'leaked' }).toString(),
    headers: {
      Origin: 'https://site.example.com',
      'Sec-Fetch-Site': 'cross-site',
      'Content-Type': 'application/x-www-form-urlencoded',
      'X-Forwarded-For': newNetwork(),
    },
  });
  expect([answer.status, answer.headers['location']]).toEqual([
    303,
    `/oauth/authorize?${new URLSearchParams(asked)}`,
  ]);
});
