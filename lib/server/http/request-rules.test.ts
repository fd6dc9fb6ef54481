import { expect, test } from 'vitest';
import { addressOf, bodyLimit } from '#lib/server/http/addresses';
import { cleanHeaders } from '#lib/server/http/clean-headers';
import { isSameOrigin } from '#lib/server/http/origin';
import { asked, ORIGIN, site, statusOf } from '#lib/server/http/request-rules.test-support';

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
  ['/settings/profile', 64],
  ['/sign-in?next=/notes/x', 64],
  ['/api/notes', 64],
  ['/api/v1/sessions', 64],
])('a body sent to %s may be %i KB', (url, kilobytes) =>
  expect(bodyLimit(addressOf(url))).toBe(kilobytes * 1024),
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
