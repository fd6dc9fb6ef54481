import assert from 'node:assert/strict';
import { refused } from '../heard.ts';
import { type Plan, pass } from '../row.ts';
import type { World } from '../world.ts';

const letIn = (w: World) => w.signIn({ scope: 'account:read' }, { client: 'app' });
const revoke = (w: World, token: string, more = {}) =>
  w.sendAs('app', '/oauth/revoke', { token, ...more });

/** That nothing that was given opens anything any more. */
async function isOver(w: World, { accessToken, refreshToken }: Awaited<ReturnType<typeof letIn>>) {
  assert.equal((await w.me(accessToken)).status, 401);
  refused(await w.refresh('app', String(refreshToken)), 'invalid_grant');
}

export const rfc7009: Plan = {
  title: 'RFC 7009: giving tokens back',
  at: 'https://www.rfc-editor.org/rfc/rfc7009',
  rows: [
    pass('a refresh token', '2.1', 'Its access tokens end with it', async (w) => {
      const tokens = await letIn(w);
      assert.equal((await revoke(w, String(tokens.refreshToken))).status, 200);
      await isOver(w, tokens);
    }),
    pass('an access token', '2.1', 'It is over, and what it came with too', async (w) => {
      const tokens = await letIn(w);
      assert.equal((await revoke(w, tokens.accessToken)).status, 200);
      await isOver(w, tokens);
    }),
    pass('a token that nobody knows', '2.2', '200, also for one that was given back before', async (w) => {
      const { refreshToken } = await letIn(w);
      for (const token of ['made-up', 'a.b.c', String(refreshToken), String(refreshToken)])
        assert.equal((await revoke(w, token)).status, 200);
    }),
    pass('a hint that is wrong', '2.1', 'It is passed over', async (w) => {
      for (const token_type_hint of ['access_token', 'made_up']) {
        const tokens = await letIn(w);
        assert.equal((await revoke(w, String(tokens.refreshToken), { token_type_hint })).status, 200);
        await isOver(w, tokens);
      }
    }),
    pass('somebody else’s token', '2.1', 'Another program cannot give it back', async (w) => {
      const { accessToken, refreshToken } = await letIn(w);
      for (const token of [accessToken, String(refreshToken)])
        for (const client of ['other-app', 'site'] as const) await w.sendAs(client, '/oauth/revoke', { token });
      assert.equal((await w.me(accessToken)).status, 200);
      assert.equal((await w.refresh('app', String(refreshToken))).status, 200);
    }),
    pass('nobody, and nothing', '2.1', 'A program has to say which it is, and prove it; a token has to be there; GET is 405', async (w) => {
      refused(await w.send('/oauth/revoke', { token: 'x' }), ['invalid_request', 'invalid_client'], [400, 401]);
      refused(await w.send('/oauth/revoke', { token: 'x' }, w.basic('site', 'wrong')), 'invalid_client', [401]);
      refused(await w.sendAs('app', '/oauth/revoke', {}), 'invalid_request');
      assert.equal((await w.ask('/oauth/revoke?token=x')).status, 405);
    }),
  ],
}; // biome-ignore format: a table
