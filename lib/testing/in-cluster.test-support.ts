import pg from 'pg';
import { readPostgresUrl } from '#lib/env/postgres-url';

/** A database of the tests' cluster, as DATABASE_URL names it. */
export const testDatabase = (database: string, user = 'gatehouse') =>
  (process.env['TEST_CLUSTER'] ?? '')
    .replace('/postgres?', `/${database}?`)
    .replace('gatehouse@', `${user}@`);

/** A connection to it that is not ours. */
export async function openClient(url: string): Promise<pg.Client> {
  const { hosts, user, database } = readPostgresUrl(url);
  const client = new pg.Client({ host: hosts[0]?.host, user, database });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Does something to the whole cluster. */
export async function inCluster(statement: string) {
  const client = await openClient(testDatabase('postgres'));
  await client.query(statement).finally(() => client.end());
}
