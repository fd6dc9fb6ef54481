import 'server-only';
import { isGone } from '#lib/db/postgres/fault';
import type { PgClient } from '#lib/db/postgres/host';
import type { Link } from '#lib/db/postgres/link';
import { DatabaseUnavailable } from '#lib/db/unavailable';

/** For each connection: at the hundred transactions a second that one does at least, the last waits a third of a second. */
const QUEUE = 32;
const QUEUE_MS = 2_000;

type Waiting = { take: (client: PgClient | null) => void };

/** Connections of which each has one transaction at a time, so that a slow one never stands before a page. */
export function writersOn(link: Link, most: number) {
  const idle: PgClient[] = [];
  const waiting: Waiting[] = [];
  let busy = 0;

  async function take(): Promise<PgClient> {
    if (busy >= most) {
      if (waiting.length >= QUEUE * most)
        throw new DatabaseUnavailable('too many wait for a connection');
      const given = await inQueue();
      if (given) return given;
    } else busy++;
    return await another();
  }

  /** One that is idle and still open, or a new one. */
  async function another(): Promise<PgClient> {
    for (let free = idle.pop(); free; free = idle.pop()) if (link.isOpen(free)) return free;
    try {
      return await link.connect();
    } catch (error) {
      passOn(null);
      throw error;
    }
  }

  /** The connection of somebody who is done; null when theirs broke, and there is room for another. */
  const inQueue = () =>
    new Promise<PgClient | null>((resolve, reject) => {
      const giveUp = () => {
        waiting.splice(waiting.indexOf(one), 1);
        reject(new DatabaseUnavailable('no connection became free'));
      };
      const timer = setTimeout(giveUp, QUEUE_MS);
      const one: Waiting = {
        take(client) {
          clearTimeout(timer);
          resolve(client);
        },
      };
      waiting.push(one);
    });

  /** Gives the place, and the connection if there is one, to the act that has waited longest. */
  function passOn(client: PgClient | null) {
    const next = waiting.shift();
    if (next) return next.take(client);
    busy--;
    if (client) idle.push(client);
  }

  /** What fails with the connection is not tried again here: it may have happened. */
  return async function write<Value>(work: (client: PgClient) => Promise<Value>): Promise<Value> {
    const client = await take();
    try {
      return await work(client);
    } catch (error) {
      if (isGone(error)) link.leave(client);
      throw error;
    } finally {
      passOn(link.isOpen(client) ? client : null);
    }
  };
}
