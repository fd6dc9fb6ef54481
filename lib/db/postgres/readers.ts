import 'server-only';
import { isGone } from '#lib/db/postgres/fault';
import type { PgClient } from '#lib/db/postgres/host';
import type { Link } from '#lib/db/postgres/link';
import { DatabaseUnavailable } from '#lib/db/unavailable';

type Slot = { client: Promise<PgClient> | null };

/** A few connections that all reads share, in turn: on each they follow each other without waiting for answers. */
export function readersOn(link: Link, count: number) {
  const slots: Slot[] = Array.from({ length: count }, () => ({ client: null }));
  let turn = 0;

  /** The connection of a slot, a new one in place of one that broke. */
  async function clientOf(slot: Slot): Promise<PgClient> {
    slot.client ??= link.connect();
    const opening = slot.client;
    const client = await opening.catch(() => null);
    if (client && link.isOpen(client)) return client;
    if (slot.client === opening) slot.client = null;
    await opening;
    throw new DatabaseUnavailable('the connection was closed');
  }

  return async function read<Value>(work: (client: PgClient) => Promise<Value>): Promise<Value> {
    const client = await clientOf(slots[turn++ % slots.length] as Slot);
    try {
      return await work(client);
    } catch (error) {
      if (isGone(error)) link.leave(client);
      throw error;
    }
  };
}
