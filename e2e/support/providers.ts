import { gatehouseReading } from '#lib/testing/deployment.test-support';
import { TestProvider } from '#lib/testing/oidc.test-support';
import { change } from './rows.ts';
import type { TestServer } from './server.ts';

/** A provider that the operator of this server has added, with the name of its button, until it is `removed`. */
export async function addTestProvider(server: TestServer, name: string) {
  const provider = await new TestProvider().start([`${server.url}/callback/${name}`]);
  const { id, secret } = provider.client;
  const words = ['--name', name, '--issuer', provider.issuer, '--client-id', id];
  const added = await gatehouseReading(server, secret, 'providers', 'add', 'oidc', ...words);
  if (added.exitCode !== 0) throw new Error(added.stderr);
  const removed = () => {
    provider.stop();
    change(server, 'delete from providers where name = ?', name);
  };
  return { provider, removed };
}
