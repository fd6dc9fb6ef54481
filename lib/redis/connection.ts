import 'server-only';
import { isIP } from 'node:net';
import { createClient } from '@redis/client';
import type { RedisAddress } from '#lib/env/redis-url';
import { within } from '#lib/redis/within';

/** So long anything that Redis does may take. */
const ANSWER_MS = 250;
const CONNECT_MS = 2_000;
const BEAT_MS = 1_000;

export type Redis = Awaited<ReturnType<typeof openRedis>>;

/**
 * A connection to Redis or Valkey, open for as long as it answers once a second. `lost` is told once, with the reason,
 * when it ends without having been closed. Rejects when it cannot be opened in two seconds.
 */
export async function openRedis(address: RedisAddress, lost: (reason: Error) => void = () => {}) {
  const client = createClient({
    socket: socketTo(address),
    database: address.database,
    ...(address.user ? { username: address.user } : {}),
    ...(address.password ? { password: address.password } : {}),
    // What is asked while there is no connection is answered at once: no.
    disableOfflineQueue: true,
    // Neither is needed, and a user with few rights may not.
    disableClientInfo: true,
    maintNotifications: 'disabled',
  });
  let isOpen = false;
  let isOver = false;
  let beat: NodeJS.Timeout | undefined;
  function end(reason?: Error) {
    if (isOver) return;
    isOver = true;
    clearInterval(beat);
    client.destroy();
    if (reason && isOpen) lost(reason);
  }
  client.on('error', end);
  client.on('end', () => end(new Error('the connection was closed')));

  /** Asks something of it: what is late, or refused, ends the connection. */
  async function ask<Value>(work: () => Promise<Value>, ms = ANSWER_MS): Promise<Value> {
    try {
      return await within(ms, work());
    } catch (error) {
      end(error as Error);
      throw error;
    }
  }

  await ask(() => client.connect(), CONNECT_MS);
  isOpen = true;
  beat = setInterval(() => void ask(() => client.ping()).catch(() => {}), BEAT_MS).unref();
  client.unref();
  return { client, ask, close: () => end() };
}

function socketTo({ host, port, isEncrypted }: RedisAddress) {
  const common = { host, port, connectTimeout: CONNECT_MS, reconnectStrategy: false } as const;
  if (!isEncrypted) return common;
  return {
    ...common,
    tls: true,
    minVersion: 'TLSv1.2',
    rejectUnauthorized: true,
    ...(isIP(host) ? {} : { servername: host }),
  } as const;
}
