import { afterEach, expect, test } from 'vitest';
import { retryAfter, userAgent } from './ask.mjs';
import { openFakeSite } from './fake-site.test-support';
import { discover } from './server.mjs';

let fake: Awaited<ReturnType<typeof openFakeSite>>;
afterEach(() => fake?.close());

const refusal = () =>
  discover(fake.site).then(
    () => 'none',
    ({ message, exitCode }: { message: string; exitCode: number }) => `${exitCode} ${message}`,
  );

test('a server that goes by another name is not asked further', async () => {
  fake = await openFakeSite(() => ({}));
  Object.assign(fake.about, { issuer: 'https://other.example' });
  expect(await refusal()).toBe(
    `2 The server at ${fake.site} goes by https://other.example. Use: --url https://other.example`,
  );
});

test('no token would go to another site, whatever the server says', async () => {
  for (const name of ['token_endpoint', 'revocation_endpoint', 'device_authorization_endpoint']) {
    fake = await openFakeSite(() => ({}));
    Object.assign(fake.about, { [name]: 'https://evil.example/token' });
    expect(await refusal()).toBe(`1 ${fake.site} does not say properly where to sign in.`);
    fake.close();
  }
});

test.each([
  [{ status: 404, body: 'not here' }, /^1 There is no Gatehouse at/],
  [{ status: 200, body: '<!doctype html>' }, /^1 There is no Gatehouse at/],
  [{ status: 200, body: '[]' }, /^1 There is no Gatehouse at/],
  [{ status: 421 }, /^1 The server at .* does not go by that name\./],
  [{ status: 429, headers: { 'Retry-After': '40' } }, /^1 .* Try again in 40 seconds\./],
  [{ status: 429, headers: { 'Retry-After': '600' } }, /^1 .* Try again in 10 minutes\./],
  [{ status: 503 }, /^1 .* cannot do this right now\. Try again later\./],
  [
    { status: 307, headers: { Location: 'https://gate.example/x' } },
    /^2 .* goes by https:\/\/gate\.example\. Use: --url https:\/\/gate\.example$/,
  ],
  [null, /^1 Nothing answers at http:\/\/127\.0\.0\.1:\d+\./],
])('what is no Gatehouse is told from one that is not well: %o', async (answer, says) => {
  fake = await openFakeSite(() => answer);
  // From here on it is asked like everything else.
  Object.assign(fake.about, { status: 'none' });
  expect(await refusal()).toMatch(says);
});

test('the time to wait is read in both of its forms, and never guessed', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const after = (value?: string) =>
    retryAfter(new Headers(value ? { 'Retry-After': value } : {}), now);
  expect(after('7')).toBe(7);
  expect(after('Sun, 22 Nov 2026 12:01:00 GMT')).toBe(60);
  expect(after('Sun, 22 Nov 2026 11:00:00 GMT')).toBe(1);
  expect([after(), after('soon')]).toEqual([null, null]);
});

test.each([
  ['linux', 'Linux'],
  ['darwin', 'Macintosh; Mac OS X'],
  ['win32', 'Windows NT'],
])('on %s it says that it runs on %s', (platform, says) => {
  expect(userAgent(platform as NodeJS.Platform)).toMatch(
    new RegExp(`^gatehouse-cli/\\d+\\.\\d+\\.\\d+ \\(${says}\\)$`),
  );
});
