import { startCluster } from '#lib/testing/cluster.test-support';
import { findPostgres, NO_POSTGRES } from '../../scripts/postgres.mjs';

/** Before all test files on PostgreSQL: starts a cluster for them; stops it after the last. */
export async function setup() {
  const programs = findPostgres();
  if (!programs) throw new Error(NO_POSTGRES);
  const cluster = await startCluster(programs);
  process.env['TEST_CLUSTER'] = cluster.url('postgres');
  return () => cluster.remove();
}
