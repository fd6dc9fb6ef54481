import assert from 'node:assert/strict';
import type { Fields } from '../browser.ts';
import { refused, stopped, toldError } from '../heard.ts';
import { type Plan, pass } from '../row.ts';
import type { World } from '../world.ts';

type Pusher = 'site' | 'app' | 'other-site';

async function push(w: World, more: Fields = {}, client: Pusher = 'site') {
  const { fields, verifier } = w.request(more, client);
  const answer = await w.sendAs(client, '/oauth/par', fields);
  return { fields, verifier, answer, request_uri: String(answer.body['request_uri']) };
}

const isStopped = async (w: World, fields: Fields) => stopped(await w.ada.open(fields));

export const rfc9126: Plan = {
  title: 'RFC 9126: requests that are pushed first',
  at: 'https://www.rfc-editor.org/rfc/rfc9126',
  rows: [
    pass('a request that was pushed', '2.2, 4', '201 with a request_uri for a minute; the browser brings nothing but that, and the code is as any other', async (w) => {
      for (const client of ['site', 'app'] as const) {
        const { answer, fields, verifier, request_uri } = await push(w, {}, client);
        assert.deepEqual([answer.status, answer.body['expires_in']], [201, 60]);
        assert.match(request_uri, /^urn:ietf:params:oauth:request_uri:[\w-]{32,}$/);
        assert.match(String(answer.headers.get('cache-control')), /no-store/);
        const { back } = await w.ada.open({ client_id: client, request_uri });
        assert.equal(back?.searchParams.get('state'), fields['state']);
        const form = { grant_type: 'authorization_code', code: String(back?.searchParams.get('code')), redirect_uri: fields['redirect_uri'], code_verifier: verifier };
        assert.equal((await w.sendAs(client, '/oauth/token', form)).status, 200);
      }
    }),
    pass('what stands beside it', '4', 'Other parameters in the address change nothing', async (w) => {
      const { fields, request_uri } = await push(w);
      const { back } = await w.ada.open({ client_id: 'site', request_uri, redirect_uri: 'https://evil.example/', state: 'other', scope: 'openid email' });
      assert.deepEqual([back?.hostname, back?.searchParams.get('state')], ['site.example.com', fields['state']]);
    }),
    pass('once', '2.2, 7.3', 'After the answer it is over', async (w) => {
      const { request_uri } = await push(w);
      assert.ok((await w.ada.open({ client_id: 'site', request_uri })).back?.searchParams.has('code'));
      await isStopped(w, { client_id: 'site', request_uri });
    }),
    pass('an answer without any page', '2.1, Core 3.1.2.1', 'prompt=none in it is answered as one in an address is, and beside it says nothing', async (w) => {
      await w.signIn();
      const silent = async (who: { open: typeof w.ada.open }) => who.open({ client_id: 'site', request_uri: (await push(w, { prompt: 'none' })).request_uri });
      const [known, stranger] = [await silent(w.ada), await silent(w.stranger())];
      assert.deepEqual([known.pages, known.back?.searchParams.has('code')], [[], true]);
      assert.deepEqual([stranger.pages, toldError(stranger)], [[], 'login_required']);
      const { request_uri } = await push(w, { prompt: 'consent' });
      assert.notDeepEqual((await w.ada.open({ client_id: 'site', request_uri, prompt: 'none' })).pages, []);
    }),
    pass('another program', '2.2', 'It is the request of the one that pushed it', async (w) => {
      const { request_uri } = await push(w);
      await isStopped(w, { client_id: 'other-site', request_uri });
    }),
    pass('a request_uri that nobody pushed', '2.2, 7.2', 'Neither a made-up one nor an address elsewhere is taken', async (w) => {
      for (const request_uri of ['urn:ietf:params:oauth:request_uri:made-up', 'https://evil.example/request', 'http://127.0.0.1/', 'file:///etc/passwd'])
        assert.ok(!(await w.ada.open({ client_id: 'site', request_uri })).back?.searchParams.has('code'), request_uri);
    }),
    pass('what is wrong is said at once', '2.3', 'Another address, no PKCE, another kind of answer, and a request_uri in it are refused before anybody is sent', async (w) => {
      refused((await push(w, { redirect_uri: 'https://evil.example/' })).answer, ['invalid_request', 'invalid_redirect_uri']);
      refused((await push(w, { code_challenge: undefined, code_challenge_method: undefined, nonce: undefined })).answer, 'invalid_request');
      refused((await push(w, { response_type: 'token' })).answer, 'unsupported_response_type');
      refused((await push(w, { request_uri: 'urn:ietf:params:oauth:request_uri:x' })).answer, ['invalid_request', 'request_uri_not_supported']);
    }),
    pass('who pushes', '2.1', 'A site proves itself; GET is not taken', async (w) => {
      const { fields } = w.request();
      refused(await w.send('/oauth/par', fields), 'invalid_client', [400, 401]);
      refused(await w.send('/oauth/par', fields, w.basic('site', 'wrong')), 'invalid_client', [401]);
      assert.ok([404, 405].includes((await w.ask('/oauth/par')).status));
    }),
    pass('it is published', '5', 'The endpoint is named, and nobody has to use it', async (w) => {
      const said = await w.discovery();
      assert.equal(said['pushed_authorization_request_endpoint'], `${w.url}/oauth/par`);
      assert.equal(said['require_pushed_authorization_requests'] ?? false, false);
    }),
  ],
}; // biome-ignore format: a table
