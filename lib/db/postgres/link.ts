import 'server-only';
import { asUnavailable } from '#lib/db/postgres/fault';
import { connectTo, findPrimary, type Host, type PgClient } from '#lib/db/postgres/host';
import { DatabaseUnavailable } from '#lib/db/unavailable';
import type { PostgresAddress } from '#lib/env/postgres-url';

export type Link = ReturnType<typeof linkTo>;

/** What is open to the server that takes writes, whichever it is at the moment. */
export function linkTo(address: PostgresAddress) {
  const open = new Map<PgClient, Host>();
  let primary: Host | null = null;
  let looking: Promise<Host> | null = null;
  let isClosed = false;

  /** Where a connection broke another server may take writes by now: the next connection looks for it. */
  function forget(client: PgClient): boolean {
    const wasOpen = open.delete(client);
    if (wasOpen) primary = null;
    return wasOpen;
  }

  /** Of many who share it each finds it broken: the first closes it. */
  function leave(client: PgClient) {
    if (forget(client)) void client.end().catch(() => {});
  }

  /** Whoever looks at the same time gets the same answer. */
  function look(): Promise<Host> {
    looking ??= findPrimary(address).finally(() => {
      looking = null;
    });
    return looking;
  }

  /** What is still open to a server that another has taken over from is not used any more, whatever waits there. */
  function settleOn(host: Host) {
    for (const [client, at] of open) if (at !== host) leave(client);
    primary = host;
  }

  async function connect(): Promise<PgClient> {
    const host = primary ?? (await look());
    settleOn(host);
    const client = await connectTo(address, host);
    if (isClosed || (primary && primary !== host)) {
      await client.end();
      throw new DatabaseUnavailable(isClosed ? 'it is closed' : 'another host takes writes by now');
    }
    open.set(client, host);
    client.once('end', () => forget(client));
    return client;
  }

  return {
    isOpen: (client: PgClient) => open.has(client),
    hostOf: (client: PgClient) => open.get(client),
    async connect(): Promise<PgClient> {
      try {
        return await connect();
      } catch (error) {
        primary = null;
        throw asUnavailable(error);
      }
    },
    leave,
    /** For good: a connection that is being opened meanwhile is given up as soon as it is open. */
    async close() {
      isClosed = true;
      const all = [...open.keys()];
      open.clear();
      await Promise.all(all.map((client) => client.end().catch(() => {})));
    },
  };
}
