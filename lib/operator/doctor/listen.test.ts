import { expect, test } from 'vitest';
import { checkListen } from '#lib/operator/doctor/site';

const HTTPS = 'https://app.example.org';
const LOCAL = 'http://localhost:3000';

test.each([
  ['localhost', undefined, 0, 'ok', /^Only this machine/],
  ['localhost', HTTPS, 1, 'ok', /^Only this machine/],
  ['127.0.0.1', HTTPS, 1, 'ok', /^Only this machine/],
  ['::1', HTTPS, 1, 'ok', /^Only this machine/],
  ['0.0.0.0', HTTPS, 1, 'ok', /port 3000 of every address .* only the proxy may reach it/],
  ['::', HTTPS, 2, 'ok', /only the proxy may reach it/],
  ['0.0.0.0', HTTPS, 0, 'warning', /No proxy is trusted/],
  ['0.0.0.0', LOCAL, 0, 'warning', /^APP_URL is for this machine only/],
  ['::', undefined, 1, 'warning', /^APP_URL is for this machine only/],
  ['192.0.2.1', HTTPS, 1, 'problem', /^LISTEN=192\.0\.2\.1 is no address of this machine/],
] as const)('LISTEN=%s with APP_URL=%s and %i proxies: %s', (listen, appUrl, hops, is, says) => {
  const found = checkListen({ listen, appUrl, port: 3000, hops });
  expect(found).toMatchObject({ check: 'listen', is, says: expect.stringMatching(says) });
  expect(found.fix === undefined).toBe(is === 'ok');
});
