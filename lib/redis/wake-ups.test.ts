import { expect, onTestFinished, test, vi } from 'vitest';
import { closeRedis, sharedRedis } from '#lib/redis/shared';
import { publish, subscribe } from '#lib/redis/wake-ups';
import { changeSettings } from '#lib/testing/database.test-support';
import { startRedis } from '#lib/testing/redis.test-support';

async function useRedis() {
  const redis = await startRedis();
  changeSettings({ REDIS_URL: redis.url });
  onTestFinished(closeRedis);
  await vi.waitFor(() => expect(sharedRedis()).not.toBeNull(), 5_000);
  return redis;
}

test('what is published is heard by all who listen on that channel, until they stop', async () => {
  await useRedis();
  const heard: string[] = [];
  const lost = vi.fn<() => void>();
  const stop = await subscribe('ended', (text) => heard.push(`one ${text}`), lost);
  onTestFinished(await subscribe('ended', (text) => heard.push(`two ${text}`), lost));
  onTestFinished(await subscribe('other', (text) => heard.push(`other ${text}`), lost));
  await publish('ended', 'session 1');
  await vi.waitFor(() => expect(heard.sort()).toEqual(['one session 1', 'two session 1']));
  stop();
  await publish('ended', 'session 2');
  await vi.waitFor(() => expect(heard).toContain('two session 2'));
  expect(heard).not.toContain('one session 2');
  expect(lost).not.toHaveBeenCalled();
});

test.each(['kill', 'pause'] as const)(
  'who listens is told once that nothing is heard any more (%s), and can listen again',
  async (fault) => {
    const redis = await useRedis();
    const lost = vi.fn<() => void>();
    await subscribe('ended', () => {}, lost);
    await redis[fault]();
    await vi.waitFor(() => expect(lost).toHaveBeenCalledTimes(1), 5_000);
    await expect(publish('ended', 'session')).rejects.toThrow();
    if (fault === 'kill') await redis.start();
    else redis.goOn();
    await vi.waitFor(() => expect(sharedRedis()).not.toBeNull(), 5_000);
    const heard = vi.fn<(text: string) => void>();
    onTestFinished(await subscribe('ended', heard, () => {}));
    await publish('ended', 'session');
    await vi.waitFor(() => expect(heard).toHaveBeenCalledWith('session'));
    expect(lost).toHaveBeenCalledTimes(1);
  },
);

test('without Redis nobody is told that they listen', async () => {
  changeSettings({ REDIS_URL: undefined });
  await expect(
    subscribe(
      'ended',
      () => {},
      () => {},
    ),
  ).rejects.toThrow('there is no REDIS_URL');
  await expect(publish('ended', 'session')).rejects.toThrow('Redis does not answer');
  changeSettings({ REDIS_URL: 'redis://127.0.0.1:1' });
  await expect(
    subscribe(
      'ended',
      () => {},
      () => {},
    ),
  ).rejects.toThrow();
});
