import assert from 'node:assert/strict';
import { type Plan, pass } from '../row.ts';

const AT = '/.well-known/oauth-protected-resource/api/v1';

export const rfc9728: Plan = {
  title: 'RFC 9728: metadata of a resource',
  at: 'https://www.rfc-editor.org/rfc/rfc9728',
  rows: [
    pass('what the API says of itself', '2, 3.1', 'Its identifier, who lets programs in, its scopes, and that tokens stand in the header; cacheable', async (w) => {
      const { status, body, headers } = await w.ask(AT);
      assert.deepEqual([status, headers.get('cache-control')], [200, 'public, max-age=300']);
      assert.deepEqual([body['resource'], body['authorization_servers'], body['bearer_methods_supported']], [`${w.url}/api/v1`, [w.url], ['header']]);
      const known = (await w.discovery())['scopes_supported'] as string[];
      assert.deepEqual((body['scopes_supported'] as string[]).filter((scope) => !known.includes(scope)), []);
    }),
    pass('where that is', '5.1', 'A refusal names the address, without a token, with a wrong one and with too little of one', async (w) => {
      const { accessToken } = await w.signIn({ scope: 'notes:read' }, { client: 'app' });
      for (const answer of [await w.ask('/api/v1/me'), await w.me('x.y.z'), await w.me(accessToken)])
        assert.ok(String(answer.headers.get('www-authenticate')).includes(`resource_metadata="${w.url}${AT}"`));
    }),
    pass('from there to a token', '3.3, 4', 'The server that it names gives a token for the resource that it names, and the API takes it', async (w) => {
      const { body } = await w.ask(AT);
      const [issuer] = body['authorization_servers'] as string[];
      const said = await w.json(`/.well-known/oauth-authorization-server${new URL(String(issuer)).pathname.replace(/\/$/, '')}`);
      assert.equal(said['issuer'], issuer);
      const { accessToken } = await w.signIn({ scope: 'account:read', resource: String(body['resource']) }, { client: 'app' });
      assert.equal((await w.me(accessToken)).status, 200);
    }),
    pass('another resource', '3.1', 'Of what is no resource there is no document', async (w) => {
      for (const path of ['/.well-known/oauth-protected-resource', `${AT}/notes`])
        assert.equal((await w.ask(path)).status, 404);
    }),
  ],
}; // biome-ignore format: a table
