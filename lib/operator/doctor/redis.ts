import { isInClear, readRedisUrl } from '#lib/env/redis-url';
import { doubtful, type Finding, good } from '#lib/operator/doctor/finding';
import { openRedis } from '#lib/redis/connection';
import { redisFaultOf } from '#lib/redis/reason';
import { countingOn } from '#lib/redis/script';

/** Of Redis, and of Valkey, whose numbers go on from there. */
const OLDEST = 6;

/** Whether Redis answers, counts, forgets what it should, and is reached safely. Without REDIS_URL nothing is said. */
export async function checkRedis(url: string | undefined): Promise<Finding[]> {
  if (!url) return [];
  const address = readRedisUrl(url);
  const at = `${address.host}:${address.port}`;
  try {
    const redis = await openRedis(address);
    try {
      await countingOn(redis);
      const info = await redis.ask(() => redis.client.info()).catch(() => null);
      return [...(info === null ? [unknownAt(at)] : examined(at, info)), ...checkTransport(url)];
    } finally {
      redis.close();
    }
  } catch (error) {
    const { says, fix } = redisFaultOf(error);
    return [
      doubtful(
        'redis',
        `Redis at ${at} cannot be used: ${says}. Each process counts the load by itself.`,
        fix,
      ),
    ];
  }
}

const unknownAt = (at: string) =>
  good('redis', `${at} answers and counts; what it is, this user may not ask.`);

function examined(at: string, info: string): Finding[] {
  const said = (name: string) => info.match(new RegExp(`^${name}:(.*?)\\r?$`, 'm'))?.[1] ?? '';
  const kind = said('server_name') === 'valkey' ? 'Valkey' : 'Redis';
  const version = said('valkey_version') || said('redis_version');
  const isOld = Number.parseInt(version, 10) < OLDEST;
  const policy = said('maxmemory_policy');
  return [
    isOld
      ? doubtful(
          'redis',
          `${at} is ${kind} ${version}.`,
          `Use Redis ${OLDEST} or newer, or Valkey.`,
        )
      : good('redis', `${kind} ${version} at ${at} answers and counts.`),
    ...(policy === 'noeviction' && Number(said('maxmemory')) > 0
      ? [
          doubtful(
            'redis memory',
            'It refuses to count when its memory is full (maxmemory-policy noeviction).',
            'Set maxmemory-policy to volatile-ttl there: every key of ours has an end.',
          ),
        ]
      : []),
  ];
}

function checkTransport(url: string): Finding[] {
  return isInClear(readRedisUrl(url))
    ? [
        doubtful(
          'redis transport',
          'The password and the counts go to Redis in clear.',
          'Use rediss:// with a certificate that is right for its name.',
        ),
      ]
    : [];
}
