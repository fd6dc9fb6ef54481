import assert from 'node:assert/strict';
import { refused } from '../heard.ts';
import { BOOKS } from '../registered.ts';
import { type Plan, pass } from '../row.ts';
import type { World } from '../world.ts';

const forBooks = (w: World) =>
  w.signIn({ scope: 'books:read', resource: BOOKS }, { client: 'app' });
const NOT = { active: false };

export const rfc7662: Plan = {
  title: 'RFC 7662: asking about tokens',
  at: 'https://www.rfc-editor.org/rfc/rfc7662',
  rows: [
    pass('a token that counts', '2.2', 'The service that it is for learns whose it is, for what, and until when; nobody may keep it', async (w) => {
      const { accessToken } = await forBooks(w);
      const { status, body, headers } = await w.sendAs('books', '/oauth/introspect', { token: accessToken });
      const { active, scope, client_id, aud, token_type, sub, exp, iat, jti } = body;
      assert.deepEqual([status, active, scope, client_id, aud, token_type], [200, true, 'books:read', 'app', BOOKS, 'Bearer']);
      assert.deepEqual([typeof sub, typeof exp, typeof iat, typeof jti], ['string', 'number', 'number', 'string']);
      assert.match(String(headers.get('cache-control')), /no-store/);
    }),
    pass('a token that does not', '2.2', 'active is false, and nothing else is said', async (w) => {
      const { accessToken } = await forBooks(w);
      await w.sendAs('app', '/oauth/revoke', { token: accessToken });
      const [head, claims] = (await forBooks(w)).accessToken.split('.');
      for (const token of [accessToken, 'made-up', 'a.b.c', `${head}.${claims}.AAAA`, `${head}.${claims}.`])
        assert.deepEqual((await w.sendAs('books', '/oauth/introspect', { token })).body, NOT);
    }),
    pass('a stranger’s service', '4', 'A service that the token is not for learns nothing', async (w) => {
      const { accessToken, refreshToken } = await forBooks(w);
      for (const client of ['maps', 'site', 'other-site', 'other-app'] as const)
        for (const token of [accessToken, String(refreshToken)])
          assert.deepEqual((await w.sendAs(client, '/oauth/introspect', { token })).body, NOT, client);
    }),
    pass('who asks', '2.1', 'A service proves itself; a wrong secret is 401, GET is 405', async (w) => {
      const { accessToken } = await forBooks(w);
      refused(await w.send('/oauth/introspect', { token: accessToken }, w.basic('books', 'wrong')), 'invalid_client', [401]);
      const noSecret = await w.send('/oauth/introspect', { token: accessToken, client_id: 'books' });
      refused(noSecret, 'invalid_client', [400, 401]);
      assert.equal((await w.ask(`/oauth/introspect?token=${accessToken}`)).status, 405);
    }),
    pass('nobody asks', '2.1, 2.3', 'Without any proof: 401 invalid_client', async (w) => {
      refused(await w.send('/oauth/introspect', { token: 'x' }), 'invalid_client', [401]);
    }),
    pass('a hint that is wrong', '2.1', 'It is passed over', async (w) => {
      const { accessToken } = await forBooks(w);
      for (const token_type_hint of ['refresh_token', 'made_up'])
        assert.equal((await w.sendAs('books', '/oauth/introspect', { token: accessToken, token_type_hint })).body['active'], true);
    }),
  ],
}; // biome-ignore format: a table
