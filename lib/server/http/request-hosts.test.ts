import { expect, test } from 'vitest';
import type { Site } from '#lib/server/http/request-rules';
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
