import assert from 'node:assert/strict';
import * as oauth from 'oauth4webapi';
import { toldError } from '../heard.ts';
import { type Plan, pass } from '../row.ts';
import type { World } from '../world.ts';

const as = async (w: World) => (await w.discovery()) as unknown as oauth.AuthorizationServer;

export const rfc9207: Plan = {
  title: 'RFC 9207: who answers, against mix-ups',
  at: 'https://www.rfc-editor.org/rfc/rfc9207',
  rows: [
    pass('iss with a code', '2', 'The answer names its issuer', async (w) => {
      assert.equal((await w.code()).back.searchParams.get('iss'), w.url);
    }),
    pass('iss with an error', '2', 'Also an answer that refuses: by the person, and by the server', async (w) => {
      const denied = await w.ada.open(w.request({ prompt: 'consent' }).fields, { answer: 'Deny' });
      const wrong = await w.ada.open(w.request({ scope: 'made:up' }, 'app').fields);
      const silent = await w.stranger().open(w.request({ prompt: 'none' }).fields);
      for (const way of [denied, wrong, silent])
        assert.deepEqual([way.back?.searchParams.get('iss'), toldError(way) !== null], [w.url, true]);
    }),
    pass('it is published', '3', 'authorization_response_iss_parameter_supported', async (w) => {
      assert.equal((await w.discovery())['authorization_response_iss_parameter_supported'], true);
    }),
    pass('a mix-up is seen', '2.4', 'A client of the standard takes our answer, and not one with another iss or with none', async (w) => {
      const { back, fields } = await w.code();
      const client = { client_id: 'site' };
      const read = (change: (url: URL) => void) => {
        const url = new URL(back);
        change(url);
        return url;
      };
      const server = await as(w);
      const take = (url: URL) => oauth.validateAuthResponse(server, client, url, String(fields['state']));
      assert.equal(take(back).get('code'), back.searchParams.get('code'));
      assert.throws(() => take(read((url) => url.searchParams.set('iss', 'https://evil.example'))));
      assert.throws(() => take(read((url) => url.searchParams.delete('iss'))));
    }),
  ],
}; // biome-ignore format: a table
