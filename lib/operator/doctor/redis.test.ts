import { expect, test } from 'vitest';
import { readRedisUrl } from '#lib/env/redis-url';
import { checkRedis } from '#lib/operator/doctor/redis';
import { openRedis } from '#lib/redis/connection';
import { startRedis } from '#lib/testing/redis.test-support';

test('nothing is said of a Redis that nobody has named', async () => {
  expect(await checkRedis(undefined)).toEqual([]);
});

test('one that answers and counts is well, and is called by its name', async () => {
  const { url } = await startRedis();
  expect(await checkRedis(url)).toEqual([
    {
      check: 'redis',
      is: 'ok',
      says: expect.stringMatching(
        /^(Redis|Valkey) \d+\.\d+.* at 127\.0\.0\.1:\d+ answers and counts/,
      ),
    },
  ]);
});

test('one that refuses when it is full is worth a look', async () => {
  const { url } = await startRedis({ maxmemory: '100mb', 'maxmemory-policy': 'noeviction' });
  expect(await checkRedis(url)).toContainEqual({
    check: 'redis memory',
    is: 'warning',
    says: expect.stringContaining('noeviction'),
    fix: expect.stringContaining('volatile-ttl'),
  });
});

test.each([
  [
    'is not there',
    'redis://127.0.0.1:1',
    /cannot be used: .*ECONNREFUSED.*counts the load by itself/,
  ],
  ['is not known', 'redis://:secret-word@no-such-host.invalid', /the name is not known/],
])('one that %s is told with what to do, without the password', async (_, url, says) => {
  const [finding, ...others] = await checkRedis(url);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ is: 'warning', says: expect.stringMatching(says) });
  expect(finding?.fix).toMatch(/REDIS_URL/);
  expect(JSON.stringify(finding)).not.toContain('secret-word');
});

test('a user who may do no more than counting and telling is enough', async () => {
  const { url } = await startRedis();
  const { client, close } = await openRedis(readRedisUrl(url));
  const rights =
    'on >word ~gatehouse:* &gatehouse:* -@all +hello +auth +ping +select +evalsha +script|load +get +incr +pttl +pexpire +publish +subscribe';
  await client.aclSetUser('gatehouse', rights.split(' '));
  close();
  const [finding] = await checkRedis(url.replace('//', '//gatehouse:word@'));
  expect(finding).toMatchObject({
    is: 'ok',
    says: expect.stringContaining('this user may not ask'),
  });
});
