import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import { encoded } from '../browser.ts';
import { refused, toldError } from '../heard.ts';
import { BOOKS, MAPS } from '../registered.ts';
import { type Plan, pass } from '../row.ts';
import type { World } from '../world.ts';

const forBooks = (w: World) =>
  w.signIn({ scope: 'books:read', resource: BOOKS }, { client: 'app' });
const audience = (token: string) => decodeJwt(token).aud;

export const rfc8707: Plan = {
  title: 'RFC 8707: for which service a token is',
  at: 'https://www.rfc-editor.org/rfc/rfc8707',
  rows: [
    pass('one service', '2', 'The token is made out to the service that was asked for, and for nothing else', async (w) => {
      const { accessToken, answer } = await forBooks(w);
      assert.deepEqual([audience(accessToken), answer.body['scope']], [BOOKS, 'books:read']);
    }),
    pass('nothing asked for', '2', 'With scopes of our API the token is for our API', async (w) => {
      const { accessToken } = await w.signIn({}, { client: 'app' });
      assert.equal(audience(accessToken), `${w.url}/api/v1`);
    }),
    pass('what is no service', '2', 'One that is not there, one with a fragment, and no address: invalid_target', async (w) => {
      for (const resource of ['https://none.example.com', `${BOOKS}#x`, 'books', `${BOOKS}/`])
        assert.equal(toldError(await w.ada.open(w.request({ scope: 'books:read', resource }, 'app').fields)), 'invalid_target', resource);
    }),
    pass('two services at once', '2.1', 'invalid_target: a person is shown one', async (w) => {
      const { fields } = w.request({ scope: 'books:read', resource: BOOKS }, 'app');
      const asked = `${encoded(fields)}&resource=${encodeURIComponent(MAPS)}`;
      const way = await w.ada.follow(await w.ada.visitor.go(`/oauth/authorize?${asked}`));
      assert.ok(way.back === null || ['invalid_target', 'invalid_request'].includes(String(toldError(way))));
    }),
    pass('another service when it is redeemed', '2.2', 'invalid_target, and so it is with a refresh', async (w) => {
      const { form } = await w.code({ scope: 'books:read', resource: BOOKS }, { client: 'app' });
      refused(await w.sendAs('app', '/oauth/token', { ...form, resource: MAPS }), 'invalid_target');
      const { refreshToken } = await forBooks(w);
      refused(await w.refresh('app', String(refreshToken), { resource: MAPS }), 'invalid_target');
      const next = await w.refresh('app', String(refreshToken));
      assert.equal(audience(String(next.body['access_token'])), BOOKS);
    }),
    pass('a token of one service at another', '3', 'It opens neither our API nor userinfo, and another service is told that it is not active', async (w) => {
      const { accessToken } = await forBooks(w);
      assert.deepEqual([(await w.me(accessToken)).status, (await w.userinfo(accessToken)).status], [401, 401]);
      assert.deepEqual((await w.sendAs('maps', '/oauth/introspect', { token: accessToken })).body, { active: false });
      const { accessToken: ours } = await w.signIn({ scope: 'account:read' }, { client: 'app' });
      await assert.rejects(w.verify(ours, { audience: BOOKS }));
      assert.deepEqual((await w.sendAs('books', '/oauth/introspect', { token: ours })).body, { active: false });
    }),
    pass('scopes of another service', '2', 'They are left out, and by themselves invalid_scope', async (w) => {
      const { answer } = await w.signIn({ scope: 'books:read maps:read', resource: BOOKS }, { client: 'app' });
      assert.equal(answer.body['scope'], 'books:read');
      assert.equal(toldError(await w.ada.open(w.request({ scope: 'maps:read', resource: BOOKS }, 'app').fields)), 'invalid_scope');
    }),
  ],
}; // biome-ignore format: a table
