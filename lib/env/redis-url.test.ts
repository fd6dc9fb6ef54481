import { expect, test } from 'vitest';
import { checkSettings } from '#lib/env';
import { isInClear, problemWithRedisUrl, readRedisUrl } from '#lib/env/redis-url';

test('an address says who, where and how', () => {
  expect(readRedisUrl('rediss://ga%40te:p:a%2Fss@redis.example.org:6380/2')).toEqual({
    host: 'redis.example.org',
    port: 6380,
    isEncrypted: true,
    user: 'ga@te',
    password: 'p:a/ss',
    database: 2,
  });
  expect(readRedisUrl('redis://[::1]')).toEqual({
    host: '::1',
    port: 6379,
    isEncrypted: false,
    user: undefined,
    password: undefined,
    database: 0,
  });
  expect(readRedisUrl('redis://:word@localhost/')).toMatchObject({ password: 'word' });
});

test.each([
  ['redis://127.0.0.1', false],
  ['redis://localhost', false],
  ['redis://redis.example.org', true],
  ['rediss://redis.example.org', false],
])('what goes to %s can be read on its way: %s', (url, can) => {
  expect(isInClear(readRedisUrl(url))).toBe(can);
});

test.each([
  ['redis:', /must look like/],
  ['redis://', /must look like/],
  ['http://:secret-word@host', /must look like/],
  ['redis://:secret-word@ho st', /must look like/],
  ['redis://:secret-word@host:99999', /must look like/],
  ['redis://:secret-word@host/name', /must look like/],
  ['redis://:secret-word@host?tls=off', /takes no options/],
  ['redis://:100%@host', /write it as %25/],
])('%s is refused in one sentence that does not say the password', (url, says) => {
  const problem = problemWithRedisUrl(url);
  expect(problem).toMatch(says);
  expect(problem).not.toContain('secret-word');
  const checked = checkSettings({ NODE_ENV: 'test', REDIS_URL: url });
  expect(checked).toEqual({ ok: false, problems: [{ name: 'REDIS_URL', message: problem }] });
});
