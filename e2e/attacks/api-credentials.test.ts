import { apiByCookie, apiByToken, apiOf, apiOfNobody } from '#e2e/support/api';
import { bearerFor } from '#e2e/support/bearer';
import { send } from '#e2e/support/http';
import { sendRaw } from '#e2e/support/raw-socket';
import { change, rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { expect, newNetwork, test } from '#e2e/support/test';
import { newVisitor } from '#e2e/support/visitor';

type Headers = Record<string, string | string[]>;

const note = { title: 'Plans', text: '' };

async function enter(server: TestServer) {
  const visitor = newVisitor(server);
  const email = await visitor.signUp();
  const cookie = visitor.cookie();
  return { visitor, email, cookie };
}

/** Everything that the API could change. */
const stored = (server: TestServer) =>
  ['notes', 'grants', 'sessions'].map((table) =>
    rows(server, `select * from ${table} order by 1, 2, 3`),
  );

/** G-09. */
const MALFORMED: [authorization: string | string[], error: string | null][] = [
  ['Bearer', 'invalid_request'],
  ['Bearer ', 'invalid_request'],
  ['bearer %E0%A4%A', 'invalid_request'],
  ['Bearer a b', 'invalid_request'],
  ['Bearer \u00fc\u00ff', 'invalid_request'],
  [`Bearer ${'x'.repeat(12_000)}`, 'invalid_request'],
  [['Bearer a', 'Bearer b'], 'invalid_request'],
  ['Bearer a.b.c', 'invalid_token'],
  ['Bearer eyJhbGciOiJub25lIn0.e30.', 'invalid_token'],
  ['Basic Zg==', null],
  ['Digest x="y"', null],
  ['Negotiate', null],
  ['junk', null],
  ['', null],
];

test('a malformed Authorization header is 401 with what to send, whatever is asked', async ({
  server,
}) => {
  for (const [authorization, error] of MALFORMED) {
    const api = apiOf(server, () => ({ Authorization: authorization }));
    for (const [method, path, body] of [
      ['GET', '/me', undefined],
      ['POST', '/notes', note],
      ['DELETE', '/sessions', undefined],
      ['PUT', '/notes/x', '{"broken'],
    ] as const) {
      const answer = await api(method, path, { body });
      expect(answer.status, String(authorization).slice(0, 40)).toBe(401);
      expect(answer.headers['www-authenticate']).toBe(
        `Bearer realm="api"${error ? `, error="${error}"` : ''}, resource_metadata="${server.url}/.well-known/oauth-protected-resource/api/v1"`,
      );
    }
  }
});

test('two Authorization headers are none, also when one of them is good', async ({ server }) => {
  const { email } = await enter(server);
  const token = await bearerFor(server, email);
  for (const headers of [
    [`Bearer ${token}`, 'Bearer x'],
    ['Bearer x', `Bearer ${token}`],
    [`Bearer ${token}`, `Bearer ${token}`],
  ])
    expect((await apiOf(server, () => ({ Authorization: headers }))('GET', '/me')).status).toBe(
      401,
    );
  const raw = await sendRaw(
    server.port,
    `GET /api/v1/me HTTP/1.1\r\nHost: localhost:${server.port}\r\nauthorization: Bearer ${token}\r\nAUTHORIZATION: Bearer ${token}\r\nConnection: close\r\n\r\n`,
  );
  expect(raw).toMatch(/^HTTP\/1\.1 401/);
  expect((await apiByToken(server, token)('GET', '/me')).json.email).toBe(email);
});

test('a header that is no good never falls back to the cookie, nor switches the origin rule off', async ({
  server,
}) => {
  const { visitor, cookie } = await enter(server);
  const before = stored(server);
  for (const [authorization] of MALFORMED) {
    const both = { Authorization: authorization, Cookie: cookie };
    const here = apiOf(server, () => ({ ...both, Origin: server.url }));
    for (const method of ['GET', 'HEAD'] as const)
      expect((await here(method, '/me')).status).toBe(400);
    expect((await here('POST', '/notes', { body: note })).json.reason).toBe('two_credentials');
    for (const from of [
      {},
      { Origin: 'http://evil.test' },
      { Origin: 'null' },
      { Origin: server.url, 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
    ] as Headers[])
      expect(
        (await apiOf(server, () => ({ ...both, ...from }))('POST', '/notes', { body: note })).json
          .reason,
      ).toBe('other_site');
  }
  expect(stored(server)).toEqual(before);
  expect((await apiByCookie(server, visitor)('GET', '/me')).status).toBe(200);
});

test('a good token with the cookie of somebody else is refused, in either order of who is who', async ({
  server,
}) => {
  const [ada, bob] = [await enter(server), await enter(server)];
  const token = await bearerFor(server, ada.email);
  for (const cookie of [
    bob.cookie,
    ada.cookie,
    `theme=dark; ${bob.cookie}`,
    'session=junk',
    'flow=x',
    '__Host-session=x',
    'SESSION=x',
  ]) {
    const both = apiOf(server, () => ({
      Authorization: `Bearer ${token}`,
      Cookie: cookie,
      Origin: server.url,
    }));
    const answer = await both('GET', '/me');
    expect([answer.status, answer.json.reason]).toEqual([400, 'two_credentials']);
    expect(answer.text).not.toContain('@example.com');
    expect((await both('POST', '/notes', { body: note })).status).toBe(400);
  }
  const alone = apiOf(server, () => ({ Authorization: `Bearer ${token}`, Cookie: 'theme=dark' }));
  expect((await alone('GET', '/me')).json.email).toBe(ada.email);
});

test('a write with a cookie that does not come from our own page changes nothing', async ({
  server,
}) => {
  const { visitor, cookie } = await enter(server);
  const own = apiByCookie(server, visitor);
  const { id } = (await own('POST', '/notes', { body: note })).json;
  const before = stored(server);
  const writes = [
    ['POST', '/notes', note],
    ['PUT', `/notes/${id}`, note],
    ['DELETE', `/notes/${id}`, undefined],
    ['POST', `/notes/${id}/access`, { address: 'eve@example.com', role: 'editor' }],
    ['PATCH', `/notes/${id}/access/x`, { role: 'editor' }],
    ['DELETE', '/sessions', undefined],
  ] as const;
  for (const from of [
    {},
    { Referer: 'http://evil.test/' },
    { Origin: 'http://evil.test' },
    { Origin: 'null' },
    { Origin: `http://sub.localhost:${server.port}` },
    { Origin: `http://localhost:${server.port + 1}` },
    { Origin: [server.url, 'http://evil.test'] },
    { Origin: server.url, 'Sec-Fetch-Site': 'cross-site' },
    { Origin: server.url, 'Sec-Fetch-Site': 'none' },
    { 'Sec-Fetch-Site': 'same-site' },
  ] as Headers[])
    for (const [method, path, body] of writes)
      for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
        const api = apiOf(server, () => ({ Cookie: cookie, 'If-Match': '"1"', ...from }));
        const answer = await api(method, path, { body, headers: { 'Content-Type': type } });
        expect([answer.status, answer.json.reason]).toEqual([403, 'other_site']);
      }
  expect(stored(server)).toEqual(before);
  // What a form of any page can send is refused also from our own.
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])
    expect(
      (await own('POST', '/notes', { body: note, headers: { 'Content-Type': type } })).status,
    ).toBe(415);
  expect(stored(server)).toEqual(before);
});

test('a page of another site gets no answer of the API, with a token or without', async ({
  server,
}) => {
  const { email, cookie } = await enter(server);
  const token = await bearerFor(server, email);
  for (const own of [{ Authorization: `Bearer ${token}` }, { Cookie: cookie }, {}] as Headers[])
    for (const from of [
      { Origin: 'http://evil.test' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site', Origin: server.url },
    ] as Headers[])
      for (const [method, path] of [
        ['GET', '/me'],
        ['POST', '/notes'],
        ['DELETE', '/sessions'],
      ] as const) {
        const answer = await apiOf(server, () => ({ ...own, ...from }))(method, path);
        expect([answer.status, answer.json.reason]).toEqual([403, 'other_site']);
        expect(answer.text).not.toContain('@example.com');
      }
  for (const origin of ['http://evil.test', server.url]) {
    const preflight = await send(server, '/api/v1/notes', {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization, content-type',
      },
    });
    expect(preflight.status).toBe(405);
    const names = Object.keys(preflight.headers).filter((one) => one.startsWith('access-control'));
    expect(names).toEqual([]);
  }
  const description = await send(server, '/api/v1/openapi.json', {
    headers: { 'Sec-Fetch-Site': 'cross-site' },
  });
  expect(description.status).toBe(200);
  expect(description.headers['access-control-allow-origin']).toBeUndefined();
});

test('a token opens no page, and a cookie no endpoint for programs', async ({ server }) => {
  const { email, cookie } = await enter(server);
  const token = await bearerFor(server, email);
  const bearer = { Authorization: `Bearer ${token}`, 'X-Forwarded-For': newNetwork() };
  for (const path of ['/dashboard', '/notes', '/settings/sessions', '/admin/users', '/confirm']) {
    const answer = await send(server, path, { headers: bearer });
    expect([answer.status, answer.headers.location], path).toEqual([
      307,
      expect.stringContaining('/sign-in?next='),
    ]);
    const posted = await send(server, path, { method: 'POST', body: '', headers: bearer });
    expect(posted.status).toBe(403);
  }
  for (const path of ['/settings/data/export', '/session/alive', '/session/watch'])
    expect((await send(server, path, { headers: bearer })).text).not.toContain(email);
  for (const path of ['token', 'device_authorization', 'revoke', 'introspect', 'userinfo'])
    for (const added of [
      { Cookie: cookie },
      { Cookie: 'theme=dark' },
      { Origin: server.url },
      { 'Sec-Fetch-Site': 'same-origin' },
      { 'Sec-Fetch-Site': 'none', Origin: 'null' },
    ] as Headers[]) {
      const answer = await send(server, `/oauth/${path}`, {
        method: 'POST',
        body: 'client_id=gatehouse-cli',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...bearer, ...added },
      });
      expect(answer.status, path).toBe(403);
      expect(answer.headers['content-type']).toBe('application/json');
      expect(JSON.parse(answer.text).error).toBe('invalid_request');
      expect(answer.headers['cache-control']).toContain('no-store');
    }
});

test('the session cookie is no token, nor is anything else of ours', async ({ server }) => {
  const { visitor, cookie } = await enter(server);
  const [id] = rows(
    server,
    'select id, secret_hash from sessions order by created_at desc limit 1',
  );
  for (const value of [
    cookie.split('=')[1],
    visitor.cookies.get('browser'),
    id?.['id'],
    id?.['secret_hash'],
  ])
    expect((await apiByToken(server, encodeURI(String(value)))('GET', '/me')).status).toBe(401);
});

test('a token in the address or in a form is no credential', async ({ server }) => {
  const { email } = await enter(server);
  const token = await bearerFor(server, email);
  const nobody = apiOfNobody(server);
  expect((await nobody('GET', `/me?access_token=${token}`)).status).toBe(401);
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const body = `access_token=${token}`;
  expect((await nobody('POST', '/notes', { body, headers: form })).status).toBe(401);
  expect(server.output()).not.toContain(token);
});

test('a token is refused from the moment its session ends, however that comes', async ({
  server,
}) => {
  const { visitor, email } = await enter(server);
  const own = apiByCookie(server, visitor);
  const works = async (token: string) =>
    (await apiByToken(server, token)('GET', '/notes')).status === 200;
  const first = await bearerFor(server, email);
  expect(await works(first)).toBe(true);
  const { sessions } = (await own('GET', '/sessions')).json;
  const program = sessions.find((one: { client: string }) => /CLI/i.test(one.client));
  expect((await own('DELETE', `/sessions/${program.id}`)).status).toBe(204);
  expect(await works(first)).toBe(false);
  const [second, third] = [await bearerFor(server, email), await bearerFor(server, email)];
  expect((await apiByToken(server, second)('DELETE', '/sessions')).json.ended).toBe(true);
  expect([await works(second), await works(third)]).toEqual([true, false]);
  expect((await own('GET', '/me')).status).toBe(401);
  change(server, 'update users set disabled_at = ? where email = ?', Date.now(), email);
  expect(await works(second)).toBe(false);
});
