import { startCluster } from '#lib/testing/cluster.test-support';

/** Before all test files on PostgreSQL: starts a cluster for them; stops it after the last. */
export async function setup() {
  const cluster = await startCluster();
  process.env['TEST_CLUSTER'] = cluster.url('postgres');
  return () => cluster.remove();
}
