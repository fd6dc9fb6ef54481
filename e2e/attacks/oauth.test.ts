import { expect } from '@playwright/test';
import { CLI, sendToOauth, tokensFor } from '#e2e/support/grant-consent';
import { newNetwork, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';
import fc from '#lib/testing/fast-check.test-support';

const FOR_PROGRAMS = ['token', 'device_authorization', 'revoke', 'introspect', 'userinfo'].map(
  (name) => `/oauth/${name}`,
);
const SCOPES = ['account:read', 'notes:read'];

test('what is for programs refuses browsers, whatever they say they are', async ({ server }) => {
  const ada = newVisitor(server);
  await ada.signUp();
  const form = { client_id: CLI, scope: 'notes:read' };
  const cookie = ada.cookie();
  for (const path of FOR_PROGRAMS)
    for (const headers of [
      { Origin: server.url },
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'same-origin' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'none', Origin: 'null' },
      { Cookie: cookie },
      { Cookie: 'anything=1' },
    ]) {
      const answer = await sendToOauth(
        server,
        path,
        form,
        headers as unknown as Record<string, string>,
      );
      expect([path, headers, answer.status]).toEqual([path, headers, 403]);
      // That it is refused a page of another origin may read, and nothing else: it is never answered as somebody.
      expect([null, '*']).toContain(answer.headers.get('access-control-allow-origin'));
      expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    }
});

test('a token opens no page and no action, and a cookie opens no token endpoint', async ({
  server,
}) => {
  const ada = newVisitor(server);
  const email = await ada.signUp();
  const tokens = await tokensFor(server, ada, SCOPES);
  for (const token of [tokens.access_token, tokens.refresh_token]) {
    const Authorization = `Bearer ${token}`;
    for (const path of [
      '/dashboard',
      '/settings/sessions',
      '/notes',
      '/device',
      '/settings/data',
    ]) {
      const { status, text } = await newVisitor(server).go(path, { headers: { Authorization } });
      expect([path, status]).toEqual([path, 307]);
      expect(text).not.toContain(email);
    }
    const asCookie = newVisitor(server);
    asCookie.cookies.set('session', token);
    expect((await asCookie.go('/dashboard')).status).toBe(307);
  }
});

test('too many forms from one network are refused alike, and say when to come back', {
  tag: '@long',
}, async ({ server }) => {
  const network = newNetwork();
  const headers = { 'X-Forwarded-For': network };
  const ask = (form: Record<string, string>, more = headers) =>
    sendToOauth(server, '/oauth/token', form, more);
  const known = { grant_type: 'refresh_token', client_id: CLI, refresh_token: 'x' };
  const statuses = new Set<number>();
  for (let nth = 0; nth < 150; nth++) statuses.add((await ask(known)).status);
  expect([...statuses]).toEqual([400]);
  const answers = await Promise.all([
    ask(known),
    ask({ ...known, client_id: 'nobody-here' }),
    ask({}),
  ]);
  const bodies = await Promise.all(answers.map((one) => one.text()));
  expect(new Set(bodies).size).toBe(1);
  for (const answer of answers) {
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.headers.get('cache-control')).toContain('no-store');
  }
  // Another name for the same caller is no other caller; another network is.
  for (const header of [
    'X-Real-IP',
    'Forwarded',
    'CF-Connecting-IP',
    'True-Client-IP',
    'X-Client-IP',
  ])
    expect((await ask(known, { ...headers, [header]: '203.0.113.99' } as never)).status).toBe(429);
  expect((await sendToOauth(server, '/oauth/token', known)).status).toBe(400);
});

test('whatever is sent to an endpoint for programs is answered as the standard says, never by a failure of ours', {
  tag: '@long',
}, async ({ server }) => {
  const names = [
    'grant_type',
    'client_id',
    'code',
    'refresh_token',
    'device_code',
    'token',
    'scope',
    'resource',
    'code_verifier',
    'redirect_uri',
    'authorization_details',
    'client_secret',
    'client_assertion',
    'client_assertion_type',
    '__proto__',
    'constructor',
  ];
  const value = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.constantFrom(
      CLI,
      'refresh_token',
      'authorization_code',
      'urn:ietf:params:oauth:grant-type:device_code',
      'a'.repeat(5000),
      '\u0000',
      '%00',
      '{"a":1}',
      '[]',
      'notes:read',
    ),
  );
  const form = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 6 });
  const headers = fc.constantFrom<Record<string, string>>(
    {},
    { Authorization: 'Basic Zg==' },
    { Authorization: 'Basic %%%' },
    { Authorization: 'Bearer x' },
    { 'Content-Type': 'application/json' },
    { 'Content-Type': 'multipart/form-data; boundary=x' },
    { 'Content-Type': 'text/plain' },
    { 'Content-Encoding': 'gzip' },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...FOR_PROGRAMS), form, headers, async (path, sent, more) => {
      const answer = await sendToOauth(server, path, sent, more);
      const text = await answer.text();
      if (answer.status >= 500) throw new Error(`${answer.status} ${text}`);
      expect(text).not.toMatch(/at .*\.[cm]?[jt]s:\d+|SqliteError|TypeError/);
    }),
    { numRuns: 300 },
  );
  for (const path of FOR_PROGRAMS) {
    const twice = await fetch(server.url + path, {
      method: 'POST',
      headers: {
        'X-Forwarded-For': newNetwork(),
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: `client_id=${CLI}&client_id=${CLI}&token=x&token=y`,
    });
    expect(twice.status).toBeGreaterThanOrEqual(400);
    expect(twice.status).toBeLessThan(500);
  }
});
