import assert from 'node:assert/strict';
import { type Plan, pass } from '../row.ts';
import type { World } from '../world.ts';

const metadata = (w: World) => w.json('/.well-known/oauth-authorization-server');

export const rfc8414: Plan = {
  title: 'RFC 8414: metadata of an authorization server',
  at: 'https://www.rfc-editor.org/rfc/rfc8414',
  rows: [
    pass('where it is', '3', 'At /.well-known/oauth-authorization-server, as JSON, the same as at openid-configuration', async (w) => {
      const { status, headers, body } = await w.ask('/.well-known/oauth-authorization-server');
      assert.deepEqual([status, /^application\/json/.test(String(headers.get('content-type')))], [200, true]);
      assert.deepEqual(body, await w.discovery());
    }),
    pass('the issuer', '3.3', 'It is the address that was asked, letter by letter', async (w) => {
      assert.equal((await metadata(w))['issuer'], w.url);
    }),
    pass('what has to be there', '2', 'Endpoints, response types, grants, and PKCE', async (w) => {
      const said = await metadata(w);
      for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'])
        assert.ok(URL.canParse(String(said[name])), name);
      assert.deepEqual(said['response_types_supported'], ['code']);
      assert.deepEqual(said['response_modes_supported'], ['query']);
      for (const grant of ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'])
        assert.ok((said['grant_types_supported'] as string[]).includes(grant), grant);
      assert.deepEqual((said['grant_types_supported'] as string[]).filter((grant) => ['implicit', 'password'].includes(grant)), []);
    }),
    pass('how a program proves itself, at each endpoint', '2', 'Said for tokens, revocation and introspection; without the word it would be Basic alone', async (w) => {
      const said = await metadata(w);
      for (const endpoint of ['token', 'revocation', 'introspection'])
        assert.deepEqual([said[`${endpoint}_endpoint_auth_methods_supported`]].flat().sort(), ['client_secret_basic', 'client_secret_post', 'none'], endpoint);
    }),
    pass('an issuer that is not this one', '3.1', 'Below another path there is no document', async (w) => {
      for (const path of ['/.well-known/oauth-authorization-server/tenant', '/tenant/.well-known/openid-configuration'])
        assert.equal((await w.ask(path)).status, 404);
    }),
  ],
}; // biome-ignore format: a table
