import { afterAll } from 'vitest';
import { closeDb } from '#lib/db/client';
import { inCluster, testDatabase } from '#lib/testing/in-cluster.test-support';

/** Before each test file on PostgreSQL: makes a database for it, empty; the first use of it makes the tables. */
const name = `t${process.pid}_${Date.now()}`;
await inCluster(`create database ${name} template template0`);
process.env['DATABASE_URL'] = testDatabase(name);
afterAll(async () => {
  await closeDb();
  await inCluster(`drop database ${name} with (force)`);
});
