import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connections } from '#lib/db/postgres/connections';
import { asKnown, isGone } from '#lib/db/postgres/fault';
import type { PgClient } from '#lib/db/postgres/host';
import { LeaseLost } from '#lib/db/postgres/lease';
import { sealerOn } from '#lib/db/postgres/seal';
import { preparedQuery, type Statement } from '#lib/db/postgres/statement';
import { ANY_WAITING, waitingFor } from '#lib/db/postgres/waiting';
import { DatabaseUnavailable } from '#lib/db/unavailable';
import { log } from '#lib/observability/log';

const PAUSE_MS = 50;

/** What only reads: one statement, asked for again for a while when the connection breaks. */
export function readingOn(
  connections: Connections,
  { patienceMs, isPrepared }: { patienceMs: number; isPrepared: boolean },
) {
  const seal = sealerOn(connections);

  async function read<Value>(work: (client: PgClient) => Promise<Value>): Promise<Value> {
    for (const until = performance.now() + patienceMs; ; await sleep(PAUSE_MS)) {
      try {
        return await connections.read(work);
      } catch (error) {
        if (!mayPass(error) || performance.now() > until) throw error;
      }
    }
  }

  const from = async (client: PgClient, statement: Statement): Promise<unknown[][]> =>
    (await client.query(preparedQuery(statement, isPrepared))).rows;

  return {
    read,
    /** Whoever reads the log reads all that was told before: while something waits for it, that is sealed first. */
    async rowsOf(statement: Statement): Promise<unknown[][]> {
      const waits = waitingFor(statement);
      if (!waits) return await read((client) => from(client, statement));
      const [waiting, rows] = await read((client) =>
        Promise.all([from(client, waits), from(client, statement)]),
      );
      if (waiting.length === 0) return rows;
      await seal().catch(leaveWaiting);
      return await read((client) => from(client, statement));
    },
    async sealWaiting(): Promise<number> {
      const waiting = await read((client) => from(client, ANY_WAITING));
      return waiting.length > 0 ? await seal() : 0;
    },
  };
}

/** Another connection, or another server, may answer in a moment. */
const mayPass = (error: unknown) => isGone(error) || error instanceof LeaseLost;

/** A log that cannot be sealed can still be read; verification says what is wrong with it. */
function leaveWaiting(error: unknown) {
  if (asKnown(error) instanceof DatabaseUnavailable) throw error;
  log().error({ err: error }, 'what waits for the audit log could not be sealed');
}
