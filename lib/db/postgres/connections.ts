import 'server-only';
import { leaderOn } from '#lib/db/postgres/leader';
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
  return {
    leader,
    read: readersOn(link, address.readers),
    write: writersOn(link, address.writers),
    listen: (heard: (text: string) => void, lost: () => void) => listenOn(link, heard, lost),
    close() {
      leader.stop();
      return link.close();
    },
  };
}
