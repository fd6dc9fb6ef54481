import assert from 'node:assert/strict';
import { type Plan, pass } from '../row.ts';

export const oidccConfig: Plan = {
  title: 'OIDF plan oidcc-config-certification-test-plan',
  at: 'https://openid.net/specs/openid-connect-discovery-1_0.html',
  rows: [
    pass('the keys of every algorithm that is named', 'Discovery 3', 'For each algorithm of id_tokens there is a key', async (w) => {
      const algorithms = (await w.discovery())['id_token_signing_alg_values_supported'] as string[];
      const { keys } = await w.keys();
      assert.deepEqual(algorithms.filter((alg) => !keys.some((key) => key.alg === alg)), []);
      assert.ok(!algorithms.includes('none'));
    }),
    pass('readable by a page of another site', 'Discovery 4.1', 'The document and the keys have CORS, for they are public', async (w) => {
      for (const path of ['/.well-known/openid-configuration', '/.well-known/jwks.json']) {
        const { headers, status } = await w.ask(path, { headers: { Origin: 'https://spa.example' } });
        assert.deepEqual([status, headers.get('access-control-allow-origin') !== null], [200, true]);
      }
    }),
    pass('cacheable', 'Discovery 4.2', 'Anybody may keep the document for minutes, and the keys for one', async (w) => {
      for (const [path, seconds] of [['openid-configuration', 300], ['oauth-authorization-server', 300], ['jwks.json', 60]]) {
        const { headers } = await w.ask(`/.well-known/${path}`);
        assert.equal(headers.get('cache-control'), `public, max-age=${seconds}`);
      }
    }),
    pass('HEAD', 'RFC 9110 9.3.2', 'The document is there for HEAD as well', async (w) => {
      assert.equal((await w.ask('/.well-known/openid-configuration', { method: 'HEAD' })).status, 200);
    }),
  ],
}; // biome-ignore format: a table
