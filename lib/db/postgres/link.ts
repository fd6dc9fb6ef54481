import 'server-only';
import { asUnavailable } from '#lib/db/postgres/fault';
import { connectTo, findPrimary, type Host, type PgClient } from '#lib/db/postgres/host';
import { DatabaseUnavailable } from '#lib/db/unavailable';
import type { PostgresAddress } from '#lib/env/postgres-url';

export type Link = ReturnType<typeof linkTo>;

/** What is open to the server that takes writes, whichever it is at the moment. */
export function linkTo(address: PostgresAddress) {
  const open = new Set<PgClient>();
  let primary: Host | null = null;
  let isClosed = false;

  /** Where a connection broke another server may take writes by now: the next connection looks for it. */
  function forget(client: PgClient) {
    open.delete(client);
    primary = null;
  }

  return {
    isOpen: (client: PgClient) => open.has(client),
    async connect(): Promise<PgClient> {
      try {
        primary ??= await findPrimary(address);
        const client = await connectTo(address, primary);
        if (isClosed) {
          await client.end();
          throw new DatabaseUnavailable('it is closed');
        }
        open.add(client);
        client.once('end', () => forget(client));
        return client;
      } catch (error) {
        primary = null;
        throw asUnavailable(error);
      }
    },
    leave(client: PgClient) {
      forget(client);
      void client.end().catch(() => {});
    },
    /** For good: a connection that is being opened meanwhile is given up as soon as it is open. */
    async close() {
      isClosed = true;
      const all = [...open];
      open.clear();
      await Promise.all(all.map((client) => client.end().catch(() => {})));
    },
  };
}
