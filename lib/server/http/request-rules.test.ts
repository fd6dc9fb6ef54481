import { expect, test } from 'vitest';
import { cleanHeaders } from '#lib/server/http/clean-headers';
import { isSameOrigin } from '#lib/server/http/origin';
import { bodyLimit, type Site } from '#lib/server/http/request-rules';
import {
  asked,
  ORIGIN,
  rejectionOf,
  site,
  statusOf,
} from '#lib/server/http/request-rules.test-support';
import { changeSettings } from '#lib/testing/database.test-support';

const proxied: Site = { ...site, trustedHops: 1 };
const local: Site = {
  origin: 'http://localhost:3000',
  host: 'localhost:3000',
  isLoopback: true,
  isHttps: false,
  trustedHops: 0,
};

const post = (headers: Record<string, string>) => asked({ method: 'POST', headers });

test('a form from a page of this site is welcome', () => {
  const origin = { origin: ORIGIN };
  expect(statusOf(post({ ...origin, 'sec-fetch-site': 'same-origin' }))).toBe('welcome');
  expect(statusOf(post(origin))).toBe('welcome');
  expect(statusOf(post({ 'sec-fetch-site': 'same-origin' }))).toBe('welcome');
  expect(statusOf(post({ referer: `${ORIGIN}/sign-in?x=y` }))).toBe('welcome');
});

test.each([
  'null',
  'http://evil.test',
  'http://app.acme.test',
  'https://app.acme.test:444',
  'https://app.acme.test@evil.test',
  'https://app.acme.test/',
  'https://sub.app.acme.test',
  'https://acme.test',
  'https://app.acme.test.evil.test',
  'https://evil.test/https://app.acme.test',
  ' https://app.acme.test',
  'https://app.acme.test, https://app.acme.test',
  'https://app.acme.test,https://evil.test',
  '',
])('a form with Origin "%s" is refused, whatever else the browser says', (origin) => {
  expect(statusOf(post({ origin }))).toBe(403);
  expect(statusOf(post({ origin, 'sec-fetch-site': 'same-origin' }))).toBe(403);
  expect(statusOf(post({ origin, referer: `${ORIGIN}/` }))).toBe(403);
});

test.each([
  'https://app.acme.test:443',
  'https://app.acme.test.',
  'https://APP.ACME.TEST',
  'HTTPS://app.acme.test',
])('a form with Origin "%s" is of this site, spelled in another way', (origin) => {
  expect(statusOf(post({ origin }))).toBe('welcome');
  expect(statusOf(post({ origin, 'sec-fetch-site': 'cross-site' }))).toBe(403);
  const headers: Record<string, string> = { origin };
  cleanHeaders(headers, site, '198.51.100.1', 'the policy');
  expect(headers['origin']).toBe(ORIGIN);
});

test.each(['cross-site', 'same-site', 'none', 'SAME-ORIGIN', '', 'same-origin, cross-site'])(
  'a form with Sec-Fetch-Site "%s" is refused, also with the right Origin',
  (value) => {
    expect(statusOf(post({ 'sec-fetch-site': value }))).toBe(403);
    expect(statusOf(post({ 'sec-fetch-site': value, origin: ORIGIN }))).toBe(403);
  },
);

test.each([
  'https://evil.test/',
  'http://app.acme.test/',
  'garbage',
  'https://app.acme.test.evil/',
])('an old browser that came from %s is refused', (referer) => {
  expect(statusOf(post({ referer }))).toBe(403);
});

test('a form from nobody knows where is refused', () => {
  expect(statusOf(post({}))).toBe(403);
});

test('two Origin headers are refused, in whichever form they arrive', () => {
  expect(isSameOrigin({ origin: [ORIGIN, ORIGIN] as never }, ORIGIN)).toBe(false);
});

test.each(['GET', 'HEAD'])('%s changes nothing, so it may come from anywhere', (method) => {
  const headers = { origin: 'http://evil.test', 'sec-fetch-site': 'cross-site' };
  expect(statusOf(asked({ method, headers }))).toBe('welcome');
});

test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'FOO', 'get', ''])(
  'the method "%s" is not had here',
  (method) => {
    expect(statusOf(asked({ method }))).toBe(405);
  },
);

test.each([
  'evil.test',
  'app.acme.test.evil.test',
  'app.acme.test:80',
  'app.acme.test:444',
  'app.acme.test..',
  'app.acme.test:0443',
  'app.acme.test:443, evil.test',
  'app.acme.test:80@evil.test',
  '127.0.0.1:1',
  'localhost',
  '',
])('the host "%s" is not served', (host) => {
  const headers = { host, origin: ORIGIN, 'x-forwarded-host': 'app.acme.test' };
  expect(statusOf(asked({ headers }))).toBe(421);
  expect(statusOf(asked({ method: 'POST', headers }))).toBe(421);
});

test('without any host nothing is served', () => {
  const request = asked();
  delete request.headers.host;
  expect(statusOf(request)).toBe(421);
});

test.each([
  'APP.acme.TEST',
  'app.acme.test:443',
  'app.acme.test:',
  'app.acme.test.',
  'App.Acme.Test.:443',
])('the host "%s" is ours, spelled in another way, also where a proxy names it', (host) => {
  expect(statusOf(asked({ headers: { host } }))).toBe('welcome');
  const forwarded = { host: 'backend:3000', 'x-forwarded-host': host };
  expect(statusOf(asked({ headers: forwarded }), proxied)).toBe('welcome');
});

test('two hosts are one too many', () => {
  const rawHeaders = ['Host', 'app.acme.test', 'hOsT', 'evil.test'];
  expect(statusOf(asked({ rawHeaders }))).toBe(400);
});

test('behind proxies of our own the last of them names the host', () => {
  const behind = (host: string, forwarded: string) =>
    statusOf(asked({ headers: { host, 'x-forwarded-host': forwarded } }), proxied);
  expect(behind('backend:3000', 'app.acme.test')).toBe('welcome');
  expect(behind('backend:3000', 'evil.test, app.acme.test')).toBe('welcome');
  expect(behind('backend:3000', 'app.acme.test, evil.test')).toBe(421);
  expect(behind('app.acme.test', 'evil.test')).toBe(421);
});

test.each([
  ['id.acme.test', ['app.acme.test, edge.internal'], 'welcome'],
  ['id.acme.test', ['edge.internal, app.acme.test'], 421],
  ['id.acme.test', ['evil.test, app.acme.test, edge.internal'], 'welcome'],
  ['id.acme.test', ['app.acme.test'], 'welcome'],
  ['id.acme.test', ['evil.test'], 421],
  ['app.acme.test', [], 'welcome'],
  ['id.acme.test', [], 421],
] as const)(
  'behind two proxies with Host %s and X-Forwarded-Host %j the host is found as the address is: %s',
  (host, [forwarded], outcome) => {
    const headers = { host, ...(forwarded !== undefined && { 'x-forwarded-host': forwarded }) };
    expect(statusOf(asked({ headers }), { ...site, trustedHops: 2 })).toBe(outcome);
  },
);

test('a proxy that keeps the Host header needs no other', () => {
  expect(statusOf(asked(), proxied)).toBe('welcome');
});

test('health is answered under every name', () => {
  expect(statusOf(asked({ url: '/health/live', headers: { host: '10.0.0.7' } }))).toBe('welcome');
  expect(statusOf(asked({ url: '/healthy', headers: { host: '10.0.0.7' } }))).toBe(421);
});

test.each([
  '127.0.0.1:3000',
  '[::1]:3000',
  '[0:0:0:0:0:0:0:1]:3000',
  'LOCALHOST:3000',
  'localhost.:3000',
])('on this machine a look under the name %s is sent on to the right one', (host) => {
  const found = rejectionOf(asked({ url: '/notes?a=b', headers: { host } }), local);
  if (/^localhost/i.test(host)) expect(found).toBeNull();
  else expect(found).toEqual({ status: 307, location: 'http://localhost:3000/notes?a=b' });
});

test('the metrics are asked for under any host with the token, and on loopback under its names', () => {
  changeSettings({ METRICS_TOKEN: 't'.repeat(16) });
  const at = (host: string, where: Site, authorization = '') =>
    statusOf(asked({ url: '/metrics', headers: { host, authorization } }), where);
  const token = `Bearer ${'t'.repeat(16)}`;
  for (const host of ['10.0.0.7:3000', '127.0.0.1:3000', 'anything', 'evil.test:1']) {
    expect(at(host, site, token)).toBe('welcome');
    expect(at(host, site)).toBe(421);
    expect(at(host, site, `${token}x`)).toBe(421);
  }
  for (const host of ['127.0.0.1:3000', '[::1]:3000', 'localhost:3000'])
    expect(at(host, local)).toBe('welcome');
  for (const host of ['evil.test:3000', '127.0.0.1:1', 'localhost', '127.0.0.2:3000'])
    expect(at(host, local)).toBe(421);
  expect(statusOf(asked({ url: '/metricsx', headers: { host: 'x', authorization: token } }))).toBe(
    421,
  );
});

test.each(['127.0.0.1:3001', '127.0.0.1', 'localhost.evil.test:3000', '127.0.0.2:3000'])(
  'on this machine %s is still no name of ours',
  (host) => {
    expect(statusOf(asked({ headers: { host } }), local)).toBe(421);
  },
);

test('a form under another loopback name is refused and not sent on', () => {
  const headers = { host: '127.0.0.1:3000', origin: 'http://localhost:3000' };
  expect(statusOf(asked({ method: 'POST', headers }), local)).toBe(421);
});

test.each([
  '//dashboard',
  '//evil.test/x',
  '/\\dashboard',
  '\\dashboard',
  'http://evil.test/',
  'https://app.acme.test/',
  '*',
  '',
  'dashboard',
  '/a\\b',
  '/a\tb',
  '/a\u0000b',
  '/a\nb',
  '/notes/%',
  '/notes/%zz',
  '/notes/%ff',
  '/%c0%af',
])('the path %j cannot be read two ways here: it is refused', (url) => {
  expect(statusOf(asked({ url }))).toBe(400);
});

test('an address that is longer than any here is said to be that', () => {
  expect(statusOf(asked({ url: `/${'a'.repeat(8192)}` }))).toBe(414);
});

test.each([
  '/',
  '/a//b',
  '/a?b=//c',
  '/a?b=%&c=%ff',
  '/%2fdashboard',
  '/.well-known/x',
  '/a/..b',
  `/${'a'.repeat(8191)}`,
])('the path %j is for the pages to answer', (url) => {
  expect(statusOf(asked({ url }))).toBe('welcome');
});

test('the image optimizer is not there', () => {
  expect(statusOf(asked({ url: '/_next/image?url=http://127.0.0.1/' }))).toBe(404);
});

test('a body that says it is larger than 64 KiB is not read', () => {
  const sized = (size: number) =>
    statusOf(post({ origin: ORIGIN, 'content-length': String(size) }));
  expect(sized(65_536)).toBe('welcome');
  expect(sized(65_537)).toBe(413);
});

test('what only Next or a proxy may say is taken out, and what is true is put in', () => {
  const injected = [
    ...['x-middleware-subrequest', 'x-middleware-rewrite', 'x-middleware-next', 'x-invoke-path'],
    ...['x-invoke-status', 'x-matched-path', 'x-now-route-matches', 'x-original-url', 'x-nonce'],
    ...['x-rewrite-url', 'x-nextjs-data', 'x-nextjs-postponed', 'next-resume', 'forwarded'],
    ...['x-forwarded-host', 'x-forwarded-port', 'x-real-ip', 'x-host', 'location'],
    ...['content-security-policy-report-only', 'x-middleware-subrequest-id'],
  ];
  const headers: Record<string, string> = {
    ...Object.fromEntries(injected.map((name) => [name, 'evil'])),
    host: 'APP.acme.test',
    'x-forwarded-for': '6.6.6.6',
    'x-forwarded-proto': 'gopher',
    'content-security-policy': "script-src 'nonce-evil'",
    cookie: 'session=x',
    rsc: '1',
    'next-action': 'abc',
  };
  cleanHeaders(headers, site, '198.51.100.1', 'the policy');
  expect(headers).toEqual({
    host: 'app.acme.test',
    'x-forwarded-for': '198.51.100.1',
    'x-forwarded-proto': 'https',
    'content-security-policy': 'the policy',
    'x-gatehouse-inside': expect.stringMatching(/^[\w-]{43}$/),
    cookie: 'session=x',
    rsc: '1',
    'next-action': 'abc',
  });
});

test.each([
  ['1', '1'],
  ['2', undefined],
  ['3', undefined],
  ['', undefined],
  ['1, 1', undefined],
])('a prefetch of the kind "%s" is left to Next as %s', (kind, left) => {
  const headers: Record<string, string> = { host: 'app.acme.test', 'next-router-prefetch': kind };
  cleanHeaders(headers, site, '198.51.100.1', 'the policy');
  expect(headers['next-router-prefetch']).toBe(left);
});

test('only this process can ask itself, and what it asks gets nothing', () => {
  const headers: Record<string, string> = { host: 'app.acme.test' };
  cleanHeaders(headers, site, '198.51.100.1', 'the policy');
  const mark = headers['x-gatehouse-inside'] ?? '';
  expect(statusOf(asked({ headers: { 'x-gatehouse-inside': mark } }))).toBe(204);
  for (const guess of ['', '1', mark.slice(1), `${mark}x`]) {
    const request = { method: 'POST', headers: { 'x-gatehouse-inside': guess } };
    expect(statusOf(asked(request))).toBe(403);
  }
});

test.each(['/health/../sign-in', '/health/%2e%2e/sign-in', '/./x', '/a/..', '/a/%2E', '/a/..%2fb'])(
  'the path %j, which somebody would resolve after we have judged it, is refused',
  (url) => {
    expect(statusOf(asked({ url }))).toBe(400);
  },
);

test.each([
  ['/notes', 384],
  ['/notes/new', 384],
  ['/notes/x/sharing?done=shared', 384],
  ['/notesandmore', 64],
  ['/sign-in?next=/notes/x', 64],
  ['/api/notes', 64],
  ['/api/v1/notes', 256],
  ['/api/v1/notes/x/access', 256],
  ['/api/v1/notes?after=x', 256],
  ['/api/v1/sessions', 64],
])('a body sent to %s may be %i KB', (url, kilobytes) =>
  expect(bodyLimit(url)).toBe(kilobytes * 1024),
);

const fromApple = { origin: 'https://appleid.apple.com', 'sec-fetch-site': 'cross-site' };

test.each([
  ['/callback/apple', 'welcome'],
  ['/callback/apple?x=y', 'welcome'],
  ['/callback/%61pple', 'welcome'],
  ['/callback', 403],
  ['/callback/', 403],
  ['/callback/apple/', 403],
  ['/callback/apple/more', 403],
  ['/callback/apple/logout', 403],
  ['/callback/apple/logout?x=y', 403],
  ['/callback/Apple', 403],
  ['/callback/apple%2f', 403],
  ['/sign-in/with/apple', 403],
  ['/settings/connections', 403],
  ['/x/callback/apple', 403],
  ['/oauth/logout', 'welcome'],
  ['/oauth/logout?x=y', 'welcome'],
  ['/oauth/logout/asked', 403],
  ['/oauth/logouts', 403],
  ['/sign-out', 403],
])('what another site posts to %s is %s', (url, status) => {
  expect(statusOf(asked({ method: 'POST', url, headers: fromApple }))).toBe(status);
  expect(statusOf(asked({ method: 'DELETE', url, headers: fromApple }))).toBe(405);
});
