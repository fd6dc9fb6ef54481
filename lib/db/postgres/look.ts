import 'server-only';
import { connectionsTo } from '#lib/db/postgres/connections';
import { asKnown } from '#lib/db/postgres/fault';
import { missingInPostgres } from '#lib/db/postgres/guards';
import type { PgClient } from '#lib/db/postgres/host';
import { postgresStatus } from '#lib/db/postgres/migrate';
import { readPostgresUrl } from '#lib/env/postgres-url';

export type Look = ReturnType<typeof lookWith>;

/** Looks at a database as it is: makes no table, and the server refuses whatever would change something. */
export async function lookAtPostgres<Value>(
  url: string,
  work: (look: Look) => Promise<Value>,
): Promise<Value> {
  const connections = connectionsTo(readPostgresUrl(url));
  try {
    return await connections.write(async (client) => {
      await client.query('set session characteristics as transaction read only');
      return await work(lookWith(client));
    });
  } catch (error) {
    throw asKnown(error);
  } finally {
    await connections.close();
  }
}

const lookWith = (client: PgClient) => ({
  rows: async <Row>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await client.query(text, values)).rows as Row[],
  status: () => postgresStatus(client),
  missingGuards: () => missingInPostgres(client),
});
