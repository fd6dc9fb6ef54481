import assert from 'node:assert/strict';
import { type Plan, pass } from '../row.ts';
import type { World } from '../world.ts';

const ENDPOINTS = [
  'authorization_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'jwks_uri',
  'revocation_endpoint',
  'introspection_endpoint',
  'device_authorization_endpoint',
];
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k', 'oth'];

async function verifyDiscovery(w: World) {
  const said = await w.discovery();
  const list = (name: string) => said[name] as string[];
  assert.equal(said['issuer'], w.url);
  for (const name of ENDPOINTS) assert.equal(new URL(String(said[name])).origin, w.url, name);
  assert.ok(list('response_types_supported').includes('code'));
  assert.ok(list('subject_types_supported').includes('public'));
  assert.ok(list('scopes_supported').includes('openid'));
  assert.ok(list('id_token_signing_alg_values_supported').includes('RS256'));
  for (const claim of ['sub', 'iss', 'name', 'email'])
    assert.ok(list('claims_supported').includes(claim), claim);
  assert.equal(said['request_uri_parameter_supported'], false);
  const { keys } = await w.keys();
  assert.equal(new Set(keys.map(({ kid }) => kid)).size, keys.length);
  for (const key of keys) {
    assert.ok(key.kid && key.alg && key.use === 'sig' && key.kty, JSON.stringify(key));
    assert.deepEqual(
      Object.keys(key).filter((name) => PRIVATE.includes(name)),
      [],
    );
  }
}

export const oidccConfig: Plan = {
  title: 'OIDF plan oidcc-config-certification-test-plan',
  at: 'https://openid.net/specs/openid-connect-discovery-1_0.html',
  rows: [
    pass('oidcc-discovery-endpoint-verification', 'Discovery 3, 4.3', 'Issuer, endpoints, algorithms with RS256, scopes, claims and public keys are published as they are', verifyDiscovery), // biome-ignore format: one line
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
    pass('what is named and what is there', 'Discovery 3', 'Every endpoint that is named answers, and claims and scopes are those that are given', async (w) => {
      const said = await w.discovery();
      for (const [name, url] of Object.entries(said).filter(([key]) => key.endsWith('_endpoint'))) {
        const { status } = await w.ask(new URL(String(url)).pathname, { method: 'POST' });
        assert.ok(![404, 405].includes(status) && status < 500, `${name}: ${status}`);
      }
      const { claims, accessToken } = await w.signIn({ scope: 'openid profile email' });
      const about = (await w.userinfo(accessToken)).body;
      const given = Object.keys({ ...claims, ...about }).filter((claim) => !['aud', 'exp', 'iat', 'nonce', 'at_hash', 's_hash'].includes(claim));
      assert.deepEqual(given.filter((claim) => !(said['claims_supported'] as string[]).includes(claim)), []);
    }),
  ],
}; // biome-ignore format: a table
