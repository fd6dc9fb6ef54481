import { expect, test } from 'vitest';
import { asked, ORIGIN, rejectionOf, statusOf } from '#lib/server/http/request-rules.test-support';

const COOKIE = { cookie: 'theme=dark; session=x' };
const api = (method: string, headers: Record<string, string> = {}, url = '/api/v1/notes') =>
  statusOf(asked({ method, url, headers }));
const OURS = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' };

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
  'a %s to the API with a cookie stands under the origin rule, whatever else it brings',
  (method) => {
    expect(api(method, { ...COOKIE, ...OURS })).toBe('welcome');
    expect(api(method, COOKIE)).toBe(403);
    for (const authorization of ['Bearer x', 'Bearer', 'Basic Zg==', '', 'junk'])
      for (const from of [{}, { origin: 'http://evil.test' }, { 'sec-fetch-site': 'none' }])
        expect(api(method, { ...COOKIE, authorization, ...from })).toBe(403);
  },
);

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
  'a %s to the API from a program needs no origin, from a page of another site it is refused',
  (method) => {
    expect(api(method)).toBe('welcome');
    expect(api(method, { authorization: 'Bearer x', cookie: 'theme=dark' })).toBe('welcome');
    expect(api(method, OURS)).toBe('welcome');
    for (const from of [
      { origin: 'http://evil.test' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: ORIGIN },
      { 'sec-fetch-site': 'none', origin: 'http://evil.test' },
    ] as Record<string, string>[])
      expect(api(method, { authorization: 'Bearer x', ...from })).toBe(403);
  },
);

const OF_APPS: Record<string, string>[] = [
  { origin: 'tauri://localhost' },
  { origin: 'app://.' },
  { origin: 'capacitor://localhost' },
  { origin: 'file://' },
  { 'sec-fetch-site': 'none' },
  { origin: 'tauri://localhost', 'sec-fetch-site': 'none' },
];

test.each(OF_APPS)(
  'an app with a token may say %j, unless it brings a cookie or a page',
  (said) => {
    for (const [url, method] of [
      ['/oauth/token', 'POST'],
      ['/oauth/userinfo', 'GET'],
      ['/api/v1/notes', 'GET'],
      ['/api/v1/notes', 'POST'],
    ] as const) {
      const at = (more: Record<string, string>) =>
        api(method, { authorization: 'Bearer x', ...said, ...more }, url);
      expect(at({})).toBe('welcome');
      expect(at({ 'sec-fetch-site': 'cross-site' })).toBe(403);
      expect(at({ origin: 'https://evil.test' })).toBe(403);
      if (method === 'POST') expect(at({ cookie: 'session=x' })).toBe(403);
    }
    expect(api('POST', said, '/sign-in')).toBe(403);
  },
);

test('the API is looked at from nowhere else but our pages, the address bar and programs', () => {
  for (const cookie of [{}, COOKIE] as Record<string, string>[]) {
    expect(api('GET', cookie)).toBe('welcome');
    expect(api('GET', { ...cookie, ...OURS })).toBe('welcome');
    expect(api('GET', { ...cookie, 'sec-fetch-site': 'none' })).toBe('welcome');
    expect(api('GET', { ...cookie, 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(api('HEAD', { ...cookie, origin: 'http://evil.test' })).toBe(403);
  }
  const fromElsewhere = { 'sec-fetch-site': 'cross-site' };
  expect(api('GET', fromElsewhere, '/api/v1/openapi.json')).toBe('welcome');
});

test.each(['OPTIONS', 'TRACE', 'CONNECT', 'get', 'FOO'])('the API has no %s', (method) => {
  const found = rejectionOf(asked({ method, url: '/api/v1/me' }));
  expect(found).toEqual({ status: 405, allow: 'GET, HEAD, POST, PUT, PATCH, DELETE' });
});

test.each([
  'session=x',
  '__Host-session=x',
  'theme=dark;session=x',
  'theme=dark; __Host-flow=x',
  'flow=',
  'a=b,session=x',
  'a=b; "session=x',
  'a=b;\tsession =x',
  '__host-session=x',
])('the cookie "%s" is one of ours', (cookie) => {
  expect(api('POST', { cookie })).toBe(403);
});

test.each([
  'token',
  'device_authorization',
  'revoke',
  'introspect',
  'userinfo',
  'token/',
  '%74oken',
])(
  'the endpoint /oauth/%s is for programs, and refuses whatever a browser adds for a page',
  (name) => {
    const at = (headers: Record<string, string>) => api('POST', headers, `/oauth/${name}?x=y`);
    expect(at({})).toBe('welcome');
    expect(at({ authorization: 'Basic Zg==' })).toBe('welcome');
    for (const added of [
      { origin: ORIGIN },
      { origin: '' },
      { origin: 'null' },
      { origin: 'http://tauri.localhost' },
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': '' },
      { cookie: 'anything=x' },
      { cookie: '' },
    ] as Record<string, string>[])
      expect(at(added)).toBe(403);
  },
);

test('the endpoints for programs take POST, and one of them may be looked at', () => {
  const at = (method: string, name: string) =>
    rejectionOf(asked({ method, url: `/oauth/${name}` }));
  expect(at('GET', 'token')).toEqual({ status: 405, allow: 'POST' });
  expect(at('GET', 'userinfo')).toBeNull();
  expect(at('PUT', 'userinfo')).toEqual({ status: 405, allow: 'GET, HEAD, POST' });
});

test('a site may send its people by a form, and nobody more than that', () => {
  for (const headers of [{}, { origin: 'https://site.example' }, COOKIE, { 'sec-fetch-site': 'cross-site' }] as Record<string, string>[]) // biome-ignore format: one line
    expect(api('POST', headers, '/oauth/authorize')).toBe('welcome');
  expect(api('PUT', OURS, '/oauth/authorize')).toBe(405);
  expect(api('POST', { origin: 'https://site.example' }, '/oauth/authorize/x')).toBe(403);
});

test.each(['/oauth/authorize/x', '/oauth/consent/x', '/oauth/tokens', '/x/oauth/token', '/apiary'])(
  '%s is a page like any other',
  (url) => {
    expect(api('POST', {}, url)).toBe(403);
    expect(api('POST', OURS, url)).toBe('welcome');
    expect(api('PUT', OURS, url)).toBe(405);
    expect(api('GET', { ...COOKIE, 'sec-fetch-site': 'cross-site' }, url)).toBe('welcome');
  },
);
