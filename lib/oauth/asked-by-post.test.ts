import { expect, test } from 'vitest';
import { askedByPost } from '#lib/oauth/asked-by-post';

const post = (body: string, type = 'application/x-www-form-urlencoded') =>
  askedByPost(new Request('http://x/oauth/authorize', { method: 'POST', body, headers: { 'content-type': type } })); // biome-ignore format: one line

test.each([
  ['client_id=a&scope=openid+email', '/oauth/authorize?client_id=a&scope=openid+email'],
  ['state=%26b%3D1%23', '/oauth/authorize?state=%26b%3D1%23'],
  // What is said twice is refused behind it, so both go on.
  ['client_id=a&client_id=b', '/oauth/authorize?client_id=a&client_id=b'],
  ['client_id=a&client_secret=s&password=p&x=y', '/oauth/authorize?client_id=a'],
  ['', '/oauth/authorize?'],
])('a form becomes an address with nothing but what may be asked: %s', async (body, path) => {
  expect(await post(body)).toBe(path);
});

test.each([
  ['client_id=a', 'application/json'],
  ['client_id=a', 'text/plain'],
  ['client_id=a', 'application/x-www-form-urlencodedx'],
  [`state=${'x'.repeat(8192)}`, 'application/x-www-form-urlencoded; charset=utf-8'],
])('what is no form, or too long for an address, becomes none', async (body, type) => {
  expect(await post(body, type)).toBeNull();
});
