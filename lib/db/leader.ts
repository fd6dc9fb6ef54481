import 'server-only';
import { postgres } from '#lib/db/client';

/**
 * Whether this process does what one of all servers on a database has to do, such as purging. With a file it is the one
 * that serves it. There may be two for a moment, so what it does is done in batches that each happen whole, and it asks
 * before each.
 */
export const isLeader = async (): Promise<boolean> => (await postgres()?.leader.leads()) ?? true;

/** Calls `begin` each time this process begins to lead; at once when it does already. */
export function onLead(begin: () => void) {
  const server = postgres();
  if (server) server.leader.onLead(begin);
  else begin();
}
