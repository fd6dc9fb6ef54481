import 'server-only';
import { env } from '#lib/env';
import { readRedisUrl } from '#lib/env/redis-url';
import { openRedis } from '#lib/redis/connection';
import { sharedRedis } from '#lib/redis/shared';

/**
 * Notices between servers. Nobody who was not listening hears them later, so nothing may hang on one but how soon
 * somebody looks: the row decides.
 */

const channelOf = (name: string) => `gatehouse:${name}`;

/** Tells whoever listens, on any server. Rejects when Redis does not answer. */
export async function publish(channel: string, text: string): Promise<void> {
  const redis = sharedRedis();
  if (!redis) throw new Error('Redis does not answer');
  await redis.ask(() => redis.client.publish(channelOf(channel), text));
}

/**
 * When this has resolved, what is published from then on is heard, on a connection of its own, until the answered
 * function is called. `lost` is called once, when it breaks or does not answer any more: what is said from then on is
 * not heard, and what was said last may not have been. Rejects while Redis does not answer, or without REDIS_URL.
 */
export async function subscribe(
  channel: string,
  heard: (text: string) => void,
  lost: () => void,
): Promise<() => void> {
  const url = env().REDIS_URL;
  if (!url) throw new Error('there is no REDIS_URL');
  let isOver = false;
  const { client, ask, close } = await openRedis(readRedisUrl(url), () => {
    if (!isOver) lost();
  });
  const hear = (text: string) => isOver || heard(text);
  try {
    await ask(() => client.subscribe(channelOf(channel), hear));
  } catch (error) {
    isOver = true;
    throw error;
  }
  return () => {
    isOver = true;
    close();
  };
}
