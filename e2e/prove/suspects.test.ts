import { expect, test } from 'vitest';
import type { Place } from '#e2e/prove/reachable';
import { refusalOf } from '#e2e/prove/refusal-of-address';
import { suspectsIn } from '#e2e/prove/suspects';

const VALUE = 'q7Zk2mXw9Lr4Tn8Vb3';
const cookies = [{ name: '__Host-session', value: VALUE, httpOnly: true }];
const at = (place: Place, text: string) => [{ place, where: 'the page', text }];
const hex = Buffer.from(VALUE).toString('hex');

// Each place that a page may leak in, each with what is found there.
test.each<[string, Place, string, string]>([
  [
    'a hidden cookie in the document',
    'document',
    `<p>${VALUE}</p>`,
    'HttpOnly cookie __Host-session in document',
  ],
  [
    'a hidden cookie in hex in the window',
    'window',
    JSON.stringify([hex]),
    'HttpOnly cookie __Host-session in window',
  ],
  [
    'a hidden cookie in base64 in a body',
    'body',
    Buffer.from(`..${VALUE}..`).toString('base64'),
    'HttpOnly cookie __Host-session in body',
  ],
  [
    'a hidden cookie in a closure',
    'memory of scripts',
    `a\n${VALUE}\nb`,
    'HttpOnly cookie __Host-session in memory of scripts',
  ],
  ['a seal', 'document', 'Fe26.2*1**abc', 'a sealed cookie in document'],
  ['a password hash', 'body', '{"hash":"$argon2id$v=19$m=47104"}', 'a password hash in body'],
  [
    'a token',
    'window',
    'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
    'a JSON Web Token in window',
  ],
  [
    'a private key',
    'static file',
    '-----BEGIN EC PRIVATE KEY-----',
    'a private key in static file',
  ],
  [
    'a token in a storage',
    'localStorage',
    '{"access_token":"0123456789abcdef0123"}',
    'something called access_token in localStorage',
  ],
  [
    'a session in a storage',
    'sessionStorage',
    '{"a":"b","mySession":"0123456789abcdef"}',
    'something called mySession in sessionStorage',
  ],
  [
    'a token in an address',
    'URL',
    'https://x.test/?a=b&token=0123456789abcdef',
    'something called token in URL',
  ],
  [
    'a token in a Referer',
    'Referer',
    'https://x.test/#id_token=0123456789abcdef',
    'something called id_token in Referer',
  ],
  [
    'the sources',
    'source map',
    '{"version":3,"sourcesContent":["const a"]}',
    'the sources in source map',
  ],
])('it finds %s', (_, place, text, says) => {
  // biome-ignore format: one table
  const found = suspectsIn(at(place, text), cookies);
  expect(found).toEqual([expect.stringContaining(says)]);
  expect(found.join(' ')).not.toContain(VALUE);
});

test('it finds a cookie that is called like a session and that scripts can read', () => {
  const readable = [{ name: 'sessionid', value: VALUE, httpOnly: false }];
  expect(suspectsIn([], readable)).toEqual(['the cookie sessionid, which every script can read']);
});

test.each<[string, Place, string]>([
  ['a word about tokens', 'document', 'Your token was sent. Reset your password here.'],
  ['a short value', 'localStorage', '{"authMode":"dark","token":"none"}'],
  ['another storage entry', 'localStorage', '{"theme":"0123456789abcdef0123456789"}'],
  ['a map without sources', 'source map', '<html>Not found</html>'],
  ['an address', 'URL', 'https://x.test/sign-in?next=/dashboard-of-the-product'],
  ['a name of the cookie', 'document', '__Host-session'],
])('it takes for no leak: %s', (_, place, text) => {
  // biome-ignore format: one table
  const harmless = [...cookies, { name: 'theme', value: 'd'.repeat(30), httpOnly: false }];
  expect(suspectsIn(at(place, text), harmless)).toEqual([]);
});

test.each<[string, boolean, string | null]>([
  ['http://localhost:3000/sign-in', false, null],
  ['http://127.0.0.1:8080/', false, null],
  ['http://[::1]:8080/', false, null],
  ['https://app.example.org/sign-in', false, '--i-may'],
  ['https://app.example.org/sign-in', true, null],
  ['http://localhost.example.org/', false, '--i-may'],
  ['http://127.0.0.1@example.org/', false, '--i-may'],
  ['file:///etc/passwd', true, 'no http(s) address'],
  ['javascript:alert(1)', true, 'no http(s) address'],
  ['sign-in', true, 'no http(s) address'],
])('%s, with a word of leave %s, is answered %s', (address, mayElsewhere, says) => {
  const refusal = refusalOf(address, mayElsewhere);
  expect(refusal).toEqual(says === null ? null : expect.stringContaining(says));
});
