import Database from 'better-sqlite3';
import { openClient } from '#lib/testing/in-cluster.test-support';
import type { TestServer } from './server.ts';

/**
 * Holds what every act of a person writes, so that none of them gets through: the file, or on a server the table of what
 * is counted. Answers how to let go.
 */
export async function holdDatabase(server: TestServer): Promise<() => Promise<unknown>> {
  if (server.database.startsWith('postgres:')) {
    const client = await openClient(server.database);
    await client.query('begin');
    await client.query('lock table limits in access exclusive mode');
    return () => client.end();
  }
  const holder = new Database(server.database);
  holder.exec('begin exclusive');
  return async () => holder.close();
}
