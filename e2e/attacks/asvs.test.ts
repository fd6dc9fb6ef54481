import { rows } from '#e2e/support/rows';
import { LIGHT, startServer, type TestServer } from '#e2e/support/server';
import { expect, test } from '#e2e/support/test';
import { newDeployment } from '#lib/testing/deployment.test-support';

type Told = { probes: Record<string, { is: string; says: string }>; faults: string[] };

const deployment = newDeployment();
test.afterAll(() => deployment.remove());

/** The doctor of the site that this server is, with the settings that it was started with. */
async function doctor(server: TestServer, settings: Record<string, string>) {
  const own = { ...server.settings, PORT: String(server.port), ...settings };
  const { exitCode, stdout } = await deployment.run('doctor', ['--asvs', '--json'], own);
  const { probes, faults } = JSON.parse(stdout) as Told;
  const failed = Object.entries(probes).filter(([, { is }]) => is === 'failed');
  const passed = Object.keys(probes).filter((name) => probes[name]?.is === 'passed');
  return { exitCode, faults, failed: failed.map(([name, { says }]) => `${name}: ${says}`), passed };
}

/** Everything that looking could leave behind. */
const left = (server: TestServer) =>
  ['audit_events', 'audit_inbox', 'limits', 'sessions', 'codes', 'outbox', 'signing_keys'].map(
    (table) => [table, rows(server, `select count(*) as n from ${table}`)[0]?.['n']],
  );

test('doctor --asvs finds nothing amiss at a server as it is, leaves nothing behind, and sees one that trusts a proxy which is not there', {
  tag: '@long',
}, async () => {
  const alone = { TRUSTED_PROXY_HOPS: '0', ARGON2_MEMORY_KIB: '47104' };
  const server = await startServer(alone);
  const before = left(server);
  const seen = await doctor(server, alone);
  expect(seen).toMatchObject({ exitCode: 2, faults: [], failed: [] });
  expect(seen.passed).toEqual(
    expect.arrayContaining([
      'answers',
      'methods',
      'hops',
      'closed',
      'settings',
      'files',
      'lock',
      'log',
    ]),
  );
  expect(left(server)).toEqual(before);
  await server.remove();

  const trusting = await startServer(LIGHT);
  const amiss = await doctor(trusting, { ...LIGHT, TRUSTED_PROXY_HOPS: '1' });
  expect(amiss.exitCode).toBe(1);
  expect(amiss.failed).toEqual([
    expect.stringMatching(/^hops: The proxy passes on the X-Forwarded-Host/),
    expect.stringMatching(/^settings: ARGON2_MEMORY_KIB=19456 is below 47104/),
  ]);
  await trusting.remove();
});
