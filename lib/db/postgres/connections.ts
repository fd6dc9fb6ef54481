import 'server-only';
import { acknowledged } from '#lib/db/postgres/acknowledged';
import type { PgClient } from '#lib/db/postgres/host';
import { leaderOn } from '#lib/db/postgres/leader';
import { leaseOn } from '#lib/db/postgres/lease';
import { linkTo } from '#lib/db/postgres/link';
import { listenOn } from '#lib/db/postgres/listen';
import { readersOn } from '#lib/db/postgres/readers';
import { writersOn } from '#lib/db/postgres/writers';
import type { PostgresAddress } from '#lib/env/postgres-url';

export type Connections = ReturnType<typeof connectionsTo>;

/** The connections of this process to the database. A broken one is left, and the next work opens another. */
export function connectionsTo(address: PostgresAddress) {
  const link = linkTo(address);
  const leader = leaderOn(link);
  const lease = address.hosts.length > 1 ? leaseOn(link) : null;
  const trust = (client: PgClient) => lease?.expect(client);
  const readOnce = readersOn(link, address.readers);
  const writeOnce = writersOn(link, address.writers);
  return {
    leader,
    /** Waits this long at most until what a server says may be trusted: with one host not at all. */
    untilTrusted: async (mostMs: number) => await lease?.wait(mostMs),
    /** Throws when what this connection said is not to be trusted, unless a commit has proven it. */
    trust,
    /** Throws too when another server has perhaps taken over before the answer came. */
    read: <Value>(work: (client: PgClient) => Promise<Value>): Promise<Value> =>
      readOnce(async (client) => {
        trust(client);
        const value = await work(client);
        trust(client);
        return value;
      }),
    /** Once: when the connection breaks, it may have happened. */
    write: <Value>(work: (client: PgClient) => Promise<Value>): Promise<Value> =>
      writeOnce((client) => acknowledged(client, () => work(client))),
    listen: (heard: (text: string) => void, lost: () => void) => listenOn(link, heard, lost),
    async close() {
      leader.stop();
      await lease?.end();
      await link.close();
    },
  };
}
