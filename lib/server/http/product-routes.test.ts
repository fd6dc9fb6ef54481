import { expect, onTestFinished, test, vi } from 'vitest';
import type { Route } from '#lib/product/route';
import { addressOf, bodyLimit } from '#lib/server/http/addresses';
import { type Handle, OURS, open, page } from '#lib/server/http/handler.test-support';
import { VARY } from '#lib/server/http/headers';
import { longestMs } from '#lib/server/http/limit-body';
import { KEPT } from '#lib/server/http/public-files';
import { asked, ORIGIN, rejectionOf, statusOf } from '#lib/server/http/request-rules.test-support';

const SITE = 'https://site.example';
const NEAR = 'https://near.acme.test';

vi.mock('#lib/product/routes', () => {
  const ROUTES: Route[] = [
    { path: '/projects/*', body: '4 MB' },
    { path: '/projects/[project]/files', files: { types: ['image/png'], each: '5 MB', most: 2 } },
    { path: '/files/[file]', files: { types: ['image/png'], each: '2 MB' } },
    { path: '/hooks/[name]', webhook: true, body: '1 MB' },
    { path: '/plain-hook', webhook: true },
    {
      path: '/api/v1/*',
      cors: { origins: ['https://site.example'], headers: ['Idempotency-Key'] },
    },
    {
      path: '/api/near',
      body: '1 MB',
      cors: { origins: ['https://near.acme.test'], cookie: true },
    },
    { path: '/feed', cors: { origins: ['https://site.example'] } },
    { path: '/a.b/*', body: '1 MB' },
  ];
  return { ROUTES };
});

const KB = 1024;

test.each([
  ['/projects', 4096],
  ['/projects/', 4096],
  ['/projects/7/edit?x=y', 4096],
  // The first line that fits counts.
  ['/projects/7/files', 4096],
  ['/files/7', 2 * 1024 + 64],
  ['/files/7/', 2 * 1024 + 64],
  ['/files', 64],
  ['/files/7/more', 64],
  ['/files/', 64],
  ['/projectsandmore', 64],
  ['/Projects', 64],
  ['/x/projects', 64],
  ['/projects%2F7', 64],
  ['/%70rojects/7', 4096],
  ['/hooks/stripe', 1024],
  ['/plain-hook', 256],
  ['/a.b/c', 1024],
  ['/axb/c', 64],
  ['/sign-in', 64],
])('%s takes %i KB', (url, kilobytes) => {
  expect(bodyLimit(addressOf(url))).toBe(kilobytes * KB);
});

const FROM_ANYWHERE: Record<string, string>[] = [
  {},
  { origin: SITE },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
  { cookie: 'session=x' },
];

test.each(FROM_ANYWHERE)('a webhook is taken from anywhere: %j', (headers) => {
  expect(statusOf(asked({ method: 'POST', url: '/hooks/stripe', headers }))).toBe('welcome');
});

test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('a webhook has no %s', (method) => {
  expect(rejectionOf(asked({ method, url: '/hooks/stripe' }))).toEqual({
    status: 405,
    allow: 'POST',
  });
});

test.each(['/hooks', '/hooks/a/b', '/hooks/a%2Fb', '/hooks%2Fa', '/hook/a', '/projects/x'])(
  'what stands beside a webhook stays under the origin rule: %s',
  (url) => {
    expect(statusOf(asked({ method: 'POST', url }))).toBe(403);
  },
);

test('a webhook gets the bytes as they came, and no cookie; a refusal of it is a problem', async () => {
  const seen: unknown[] = [];
  const handle: Handle = async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    seen.push([text, request.headers.cookie, request.headers['webhook-signature']]);
    response.setHeader('Content-Type', 'application/json');
    response.end('{}');
  };
  const ask = await open(handle);
  const body = '{ "a":  1 }\r\n';
  const headers = { cookie: 'session=x; theme=dark', 'webhook-signature': 'v1,x' };
  expect((await ask({ method: 'POST', path: '/hooks/x', headers, body })).status).toBe(200);
  expect(seen).toEqual([[body, undefined, 'v1,x']]);
  const large = { method: 'POST', path: '/plain-hook', body: 'x'.repeat(257 * KB) };
  const refused = await ask(large);
  expect([refused.status, refused.headers['content-type']]).toEqual([
    413,
    'application/problem+json',
  ]);
  expect(JSON.parse(refused.text)).toMatchObject({
    reason: 'too_large',
    detail: 'The body is larger than anything asked for here. At most 256 KB may be sent here.',
  });
  expect(seen).toHaveLength(1);
});

const askedBefore = (origin: string, method = 'GET', more: Record<string, string> = {}) => ({
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': method, ...more },
});

test('a page of a named origin is told what it may ask', () => {
  const found = rejectionOf(asked({ url: '/api/v1/notes', ...askedBefore(SITE, 'PATCH') }));
  expect(found).toEqual({
    status: 204,
    headers: [
      ['Access-Control-Allow-Origin', SITE],
      ['Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE'],
      ['Access-Control-Allow-Headers', 'Authorization, Content-Type, Idempotency-Key'],
      ['Access-Control-Max-Age', '600'],
    ],
  });
  expect(rejectionOf(asked({ url: '/api/near', ...askedBefore(NEAR) }))).toMatchObject({
    status: 204,
    headers: expect.arrayContaining([['Access-Control-Allow-Credentials', 'true']]),
  });
});

test.each([
  ['/api/v1/notes', askedBefore('https://evil.test'), 403],
  ['/api/v1/notes', askedBefore(`${SITE}.evil.test`), 403],
  ['/api/v1/notes', askedBefore(`${SITE}:8443`), 403],
  ['/api/v1/notes', askedBefore(SITE.replace('https', 'http')), 403],
  ['/api/v1/notes', askedBefore('null'), 403],
  ['/api/v1/notes', askedBefore(SITE, 'TRACE'), 403],
  ['/api/v1/notes', { method: 'OPTIONS', headers: { origin: SITE } }, 403],
  ['/api/v1/notes', askedBefore(SITE, 'GET', { cookie: 'session=x' }), 403],
  ['/feed', askedBefore(SITE, 'PUT'), 403],
  ['/feed', askedBefore(SITE, 'POST'), 204],
  ['/feeds', askedBefore(SITE), 405],
  ['/sign-in', askedBefore(SITE), 405],
  ['/api/other', askedBefore(SITE), 405],
  ['/hooks/stripe', askedBefore(SITE), 405],
])('%s answers %j by %i', (url, request, status) => {
  expect(statusOf(asked({ url, ...request }))).toBe(status);
});

test.each([
  ['/api/v1/notes', 'POST', { origin: SITE, 'sec-fetch-site': 'cross-site' }, 'welcome'],
  ['/api/v1/notes', 'GET', { origin: SITE, 'sec-fetch-site': 'cross-site' }, 'welcome'],
  ['/api/v1/notes', 'POST', { origin: SITE, cookie: 'session=x' }, 403],
  ['/api/v1/notes', 'GET', { origin: SITE, cookie: '__Host-session=x' }, 403],
  ['/api/v1/notes', 'GET', { origin: 'https://evil.test' }, 403],
  ['/api/v1/notes', 'POST', { origin: ORIGIN, cookie: 'session=x' }, 'welcome'],
  ['/api/near', 'POST', { origin: NEAR, cookie: 'session=x' }, 'welcome'],
  ['/api/near', 'POST', { origin: SITE, cookie: 'session=x' }, 403],
  ['/feed', 'POST', { origin: SITE }, 'welcome'],
  ['/feed', 'POST', { origin: 'https://evil.test' }, 403],
  ['/files/7', 'POST', { origin: SITE }, 403],
  ['/sign-in', 'POST', { origin: SITE }, 403],
])('%s takes a %s with %j: %s', (url, method, headers, status) => {
  expect(statusOf(asked({ url, method, headers: headers as Record<string, string> }))).toBe(status);
});

test('the answer says that the page may read it, a refusal too; to another page it does not', async () => {
  const ask = await open(page);
  const readable = {
    'access-control-allow-origin': SITE,
    'access-control-expose-headers': 'ETag, Location, Retry-After, WWW-Authenticate',
  };
  const headers = { origin: SITE };
  expect((await ask({ path: '/feed', headers })).headers).toMatchObject(readable);
  const large = { method: 'POST', path: '/feed', headers, body: 'x'.repeat(70_000) };
  expect(await ask(large)).toMatchObject({ status: 413, headers: readable });
  for (const other of [{}, OURS, { origin: 'https://evil.test' }] as Record<string, string>[]) {
    const answer = await ask({ path: '/feed', headers: other });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers.vary).toContain('Origin');
  }
  const before = await ask({ path: '/feed', ...askedBefore(SITE) });
  expect([before.status, before.text]).toEqual([204, '']);
  expect(before.headers['access-control-allow-origin']).toBe(SITE);
});

test.each([
  ['/feed', KEPT],
  ['/feed', 'public, max-age=31536000, immutable'],
  ['/feed', 'private, no-store'],
  ['/api/v1/notes', KEPT],
])('what is kept of %s (%s) is kept for each origin', async (path, cache) => {
  const ask = await open(async (_, response) => {
    response.setHeader('Cache-Control', cache);
    response.end('x');
  });
  for (const headers of [{}, { origin: SITE }] as Record<string, string>[]) {
    const answer = await ask({ path, headers });
    expect(answer.headers['cache-control']).toBe(cache);
    expect(answer.headers.vary).toMatch(/(^|, )Origin(,|$)/);
  }
  expect((await ask({ path: '/feeds' })).headers.vary).toBe(
    cache.startsWith('public') ? undefined : VARY,
  );
});

test.each([
  ['/sign-in', 70 * KB, '64 KB'],
  ['/projects/7', 5 * KB * KB, '4 MB'],
  ['/files/7', 3 * KB * KB, '2 MB'],
])(
  'too much at %s is told with the number, to a page and to a script',
  async (path, size, most) => {
    const ask = await open();
    const sent = { method: 'POST', path, body: 'x'.repeat(size) };
    const says = `What was sent is larger than this address takes. Nothing was changed. At most ${most} may be sent here.`;
    const shown = await ask({ ...sent, headers: OURS });
    expect(shown.status).toBe(413);
    expect(shown.text).toContain(says);
    const said = await ask({ ...sent, headers: { ...OURS, 'next-action': 'x' } });
    expect(JSON.parse(said.text).problem.text).toContain(says);
  },
);

test('files have minutes to arrive; a form that takes as long is told so', async () => {
  expect(longestMs()).toBe(300_000);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const arrived = Promise.withResolvers<void>();
  const ask = await open(async (request) => {
    arrived.resolve();
    request.resume();
    await new Promise(() => {});
  });
  const answer = ask({ method: 'POST', path: '/sign-in', headers: OURS, slowly: '12345' });
  await arrived.promise;
  vi.advanceTimersByTime(29_999);
  vi.advanceTimersByTime(2);
  expect((await answer).status).toBe(408);
});
