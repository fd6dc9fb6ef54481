import 'server-only';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import { numbered } from '#lib/db/engine';
import { connectionsTo } from '#lib/db/postgres/connections';
import { asKnown } from '#lib/db/postgres/fault';
import { expectFit } from '#lib/db/postgres/fit';
import { missingInPostgres } from '#lib/db/postgres/guards';
import { CHANNEL } from '#lib/db/postgres/listen';
import { readLoss } from '#lib/db/postgres/loss';
import { migratePostgres, postgresStatus } from '#lib/db/postgres/migrate';
import { type Committed, inPipeline, type Step } from '#lib/db/postgres/pipeline';
import { readingOn } from '#lib/db/postgres/reading';
import type { Statement } from '#lib/db/postgres/statement';
import { DatabaseUnavailable, markUnavailable } from '#lib/db/unavailable';
import { readPostgresUrl } from '#lib/env/postgres-url';

export type Postgres = ReturnType<typeof openPostgres>;

const READS = /^(select|with)\b/i;
const WRITES = /^with\b[\s\S]*\) (insert into|update|delete from) "/i;
/** How long a read looks for a server that answers: for a restart, and with several hosts for another to be promoted. */
const PATIENCE_MS = { alone: 1_000, several: 4_000 };

/**
 * PostgreSQL behind the same queries: drizzle builds them for SQLite, with $1 for ?, and both understand them (decision
 * 033). What only reads is one statement, asked for again when the connection breaks; everything else is a transaction.
 */
export function openPostgres(url: string) {
  const address = readPostgresUrl(url);
  const { isPrepared } = address;
  const connections = connectionsTo(address);
  const patienceMs = address.hosts.length > 1 ? PATIENCE_MS.several : PATIENCE_MS.alone;
  const reading = readingOn(connections, { patienceMs, isPrepared });
  let ready: Promise<void> | null = null;

  /** Once for each opened database, before the first statement; after a failure again with the next. */
  async function settle() {
    ready ??= connections.write(async (client) => {
      await expectFit(client);
      await migratePostgres(client);
    });
    const begun = ready;
    try {
      await begun;
    } catch (error) {
      if (ready === begun) ready = null;
      throw error;
    }
  }

  /** What is no mistake of the statement ends the request with 503, as with a file that fails. */
  async function answered<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      await settle();
      await connections.untilTrusted(patienceMs);
      return await work();
    } catch (error) {
      const reason = asKnown(error);
      throw reason instanceof DatabaseUnavailable ? markUnavailable(reason) : reason;
    }
  }

  async function rowsOf(statement: Statement): Promise<unknown[][]> {
    if (READS.test(statement.sql) && !WRITES.test(statement.sql))
      return await reading.rowsOf(statement);
    const rows = await inPipeline(connections, [statement], { isLasting: true, isPrepared });
    return rows?.[0] ?? [];
  }

  const db = drizzle(async (sql, params, method) => {
    const rows = await answered(() => rowsOf({ sql, params }));
    // What drizzle calls rows is one row when it asks for one.
    return { rows: method === 'get' ? (rows[0] as unknown[]) : rows };
  });
  // A test says what comes out, for the next version of drizzle.
  numbered((db as unknown as { dialect: Parameters<typeof numbered>[0] }).dialect);

  return {
    db,
    /** Runs the acts as one: all of them, or none. Null when one that had to change a row changed none. */
    transact: (acts: Step[], isLasting: boolean): Promise<Committed> =>
      answered(async () =>
        acts.length === 0 ? [] : await inPipeline(connections, acts, { isLasting, isPrepared }),
      ),
    /** Says something to all servers on this database that listen. It waits for no disk: see lib/db/bell. */
    notify: (text: string) =>
      answered(() => {
        const notice = { sql: 'select pg_notify($1, $2)', params: [CHANNEL, text] };
        return inPipeline(connections, [notice], { isLasting: false, isPrepared });
      }),
    listen: (heard: (text: string) => void, lost: () => void) =>
      answered(() => connections.listen(heard, lost)),
    leader: connections.leader,
    seal: () => answered(reading.sealWaiting),
    status: () => answered(() => reading.read(postgresStatus)),
    missingGuards: () => answered(() => reading.read(missingInPostgres)),
    /** What is lost when another host takes over; with one host there is none. */
    loss: async () =>
      address.hosts.length > 1 ? await answered(() => reading.read(readLoss)) : null,
    close: connections.close,
  };
}
