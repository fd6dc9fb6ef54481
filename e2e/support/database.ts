import { openDatabase } from '#e2e/support/open-database';
import type { TestServer } from '#e2e/support/server';

/** One number out of a test server's database. */
export function count(server: TestServer, query: string, ...values: string[]): number {
  const database = openDatabase(server.database, { readonly: true });
  try {
    return Number(Object.values(database.prepare(query).get(...values) as object)[0]);
  } finally {
    database.close();
  }
}

/** Forgets what was counted, as if the hours that limits last had passed. */
export function forgetLimits(server: TestServer) {
  const database = openDatabase(server.database);
  database.exec('delete from limits');
  database.close();
}
