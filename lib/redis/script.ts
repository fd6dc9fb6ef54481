import 'server-only';
import type { Redis } from '#lib/redis/connection';

/** So often within one window that begins with the first use. */
export type SharedCount = { key: string; max: number; windowMs: number };

/**
 * Counts one use under every key, or none of them: 0, or the milliseconds until it may be tried again. It is one step for
 * Redis, and by its clock alone. A key is gone with its window.
 */
const SCRIPT = `
local wait = 0
for at, key in ipairs(KEYS) do
  local max, window = tonumber(ARGV[2 * at - 1]), tonumber(ARGV[2 * at])
  if tonumber(redis.call('GET', key) or '0') >= max then
    local left = redis.call('PTTL', key)
    if left < 0 or left > window then
      redis.call('PEXPIRE', key, window)
      left = window
    end
    wait = math.max(wait, left, 1)
  end
end
if wait > 0 then return wait end
for at, key in ipairs(KEYS) do
  if redis.call('INCR', key) == 1 then redis.call('PEXPIRE', key, ARGV[2 * at]) end
end
return 0
`;

/** Under which a connection is tried: counting there has to work before anything is counted. */
const PROBE: SharedCount = { key: 'gatehouse:probe', max: 1_000_000, windowMs: 1_000 };

/** What counts by this connection: milliseconds to wait, or 0. It rejects when Redis does not answer in time. */
export async function countingOn({ client, ask }: Redis) {
  const name = await ask(() => client.scriptLoad(SCRIPT));
  const count = async (counts: SharedCount[]): Promise<number> => {
    const keys = counts.map(({ key }) => key);
    const given = counts.flatMap(({ max, windowMs }) => [String(max), String(windowMs)]);
    return Number(await ask(() => client.evalSha(name, { keys, arguments: given })));
  };
  await count([PROBE]);
  return count;
}
