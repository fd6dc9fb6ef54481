import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { env } from '#lib/env';
import { readRedisUrl } from '#lib/env/redis-url';
import { log } from '#lib/observability/log';
import { metrics } from '#lib/observability/metrics';
import { openRedis, type Redis } from '#lib/redis/connection';
import { redisFaultOf } from '#lib/redis/reason';
import { countingOn, type SharedCount } from '#lib/redis/script';
import { outsideRequest } from '#lib/request/context';
import { singleton } from '#lib/singleton';

type Open = { redis: Redis; count: Awaited<ReturnType<typeof countingOn>> };
/** One wish to be connected, until it is closed. `open` is null while Redis cannot be used. */
type Link = { open: Open | null; isClosed: boolean };

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
/** What has lasted so long is opened again after the first pause. */
const LASTED_MS = 10_000;

const keep = () => singleton<{ link: Link | null }>('redis', () => ({ link: null }));

/**
 * The connection of this process to Redis, when it can be used right now; else null, and it is being opened beside the
 * requests: nobody ever waits for that. After a fault it is opened again, with pauses of up to five seconds. Null also
 * without REDIS_URL.
 */
export function sharedRedis(): Redis | null {
  return openLink()?.redis ?? null;
}

/**
 * Counts for all servers together: milliseconds to wait, or 0; null when Redis does not answer. What to count is asked for
 * only where there is one.
 */
export async function countShared(counts: () => SharedCount[]): Promise<number | null> {
  try {
    return (await openLink()?.count(counts())) ?? null;
  } catch {
    return null;
  }
}

/** Closes it. The next use opens another. */
export function closeRedis() {
  const { link } = keep();
  keep().link = null;
  if (!link) return;
  link.isClosed = true;
  link.open?.redis.close();
}

function openLink(): Open | null {
  const shelf = keep();
  const url = env().REDIS_URL;
  if (!shelf.link && url) {
    const link = { open: null, isClosed: false };
    shelf.link = link;
    outsideRequest(() => void holdOpen(link, url));
  }
  return shelf.link?.open ?? null;
}

async function holdOpen(link: Link, url: string) {
  let pauseMs = FIRST_PAUSE_MS;
  let isFaulty = false;
  const begin = () => {
    if (isFaulty) log().info('Redis answers again: load is counted for all servers together');
    isFaulty = false;
  };
  while (!link.isClosed) {
    const begunAt = performance.now();
    const reason = await holdOnce(link, url, begin);
    link.open = null;
    if (link.isClosed) return;
    metrics().redisFaults.inc();
    if (!isFaulty) log().warn(...toldOf(reason));
    isFaulty = true;
    const hasLasted = performance.now() - begunAt > LASTED_MS;
    pauseMs = hasLasted ? FIRST_PAUSE_MS : Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    await sleep(pauseMs, undefined, { ref: false });
  }
}

/** Opens it, and answers why it is over. */
async function holdOnce(link: Link, url: string, begin: () => void): Promise<unknown> {
  try {
    const { promise: lost, resolve } = Promise.withResolvers<Error>();
    const redis = await openRedis(readRedisUrl(url), resolve);
    const count = await countingOn(redis);
    if (link.isClosed) return redis.close();
    link.open = { redis, count };
    begin();
    return await lost;
  } catch (error) {
    return error;
  }
}

function toldOf(reason: unknown): [object, string] {
  const { says, fix } = redisFaultOf(reason);
  return [
    { reason: says, fix },
    'Redis cannot be used: each process counts the load by itself, and nothing is refused for it',
  ];
}
