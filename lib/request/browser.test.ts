import { expect, test } from 'vitest';
import { describeBrowser, deviceOf } from '#lib/request/browser';
import fc from '#lib/testing/fast-check.test-support';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const ENGINE = 'AppleWebKit/537.36 (KHTML, like Gecko)';

test.each([
  [`${WINDOWS} ${ENGINE} Chrome/140.0.0.0 Safari/537.36`, 'Chrome on Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari on iOS',
  ],
  ['', 'Unknown browser'],
  ['curl/8.9.1', 'curl'],
  ['Wget/1.21.4', 'wget'],
  ['python-requests/2.31.0', 'A script'],
  ['node', 'A script'],
  ['Go-http-client/2.0', 'A script'],
  ['nodename of mine', 'Unknown browser'],
  ['https://evil.test/login', 'Unknown browser'],
  ['evil.test/1.0 (click here)', 'Unknown browser'],
])('%s is called %s', (userAgent, name) => {
  expect(describeBrowser(userAgent)).toBe(name);
});

test('whatever a client calls itself, it gets some name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (userAgent) => {
      expect(describeBrowser(userAgent)).not.toBe('');
    }),
  );
});

const browser = { clientName: null, tokenName: null };
test.each([
  [{ ...browser, userAgent: `${WINDOWS} ${ENGINE} Chrome/140.0.0.0 Safari/537.36` }, 'laptop'],
  [{ ...browser, userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }, 'laptop'], // biome-ignore format: one line
  [{ ...browser, userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1' }, 'phone'], // biome-ignore format: one line
  [{ ...browser, userAgent: `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${ENGINE} Chrome/140.0.0.0 Mobile Safari/537.36` }, 'phone'], // biome-ignore format: one line
  [{ ...browser, userAgent: 'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1' }, 'tablet'], // biome-ignore format: one line
  [{ ...browser, userAgent: '' }, 'laptop'],
  [{ ...browser, userAgent: 'curl/8.9.1' }, 'terminal'],
  [{ ...browser, userAgent: 'python-requests/2.31.0' }, 'terminal'],
  [{ ...browser, clientName: 'gatehouse CLI', userAgent: `${WINDOWS} ${ENGINE}` }, 'terminal'],
  [{ ...browser, tokenName: 'Backup', userAgent: '' }, 'terminal'],
  [{ ...browser, clientName: 'The shop', siteId: 'shop', userAgent: WINDOWS }, 'globe'],
])('of %j the picture is a %s', (session, picture) => {
  expect(deviceOf(session)).toBe(picture);
});
