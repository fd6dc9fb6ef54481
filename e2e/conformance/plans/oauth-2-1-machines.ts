import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import { refused } from '../heard.ts';
import { BOOKS, MAPS } from '../registered.ts';
import { pass, type Row } from '../row.ts';
import type { World } from '../world.ts';

const GRANT = { grant_type: 'client_credentials' };
const ask = (w: World, more = {}) =>
  w.sendAs('jobs', '/oauth/token', { ...GRANT, resource: BOOKS, ...more });

/** Programs of the operator's that ask for themselves. */
export const oauth21Machines: Row[] = [
  pass('a machine asks for itself', '4.2', 'A token for one service, for what both know; nobody may keep it, and there is no refresh token', async (w) => {
    const { status, body, headers } = await ask(w);
    assert.deepEqual([status, body['token_type'], body['scope'], body['refresh_token'], body['id_token']], [200, 'Bearer', 'books:read', undefined, undefined]);
    const { aud, sub, client_id, iss } = decodeJwt(String(body['access_token']));
    assert.deepEqual([aud, sub, client_id, iss], [BOOKS, 'jobs', 'jobs', w.url]);
    assert.match(String(headers.get('cache-control')), /no-store/);
  }),
  pass('what a machine may ask for', '4.2.1', 'A service it names, and scopes that it has: else invalid_target and invalid_scope', async (w) => {
    for (const resource of [undefined, `${w.url}/api/v1`, 'https://none.example.com'])
      refused(await ask(w, { resource }), 'invalid_target');
    refused(await ask(w, { resource: MAPS }), 'invalid_scope');
    refused(await ask(w, { scope: 'books:write' }), 'invalid_scope');
  }),
  pass('who is no machine', '4.2', 'An app, a site, a service and a wrong secret get no token', async (w) => {
    for (const client of ['app', 'site', 'books'] as const)
      refused(await w.sendAs(client, '/oauth/token', { ...GRANT, resource: BOOKS }), ['unauthorized_client', 'invalid_target', 'invalid_request'], [400, 401]);
    refused(await w.send('/oauth/token', { ...GRANT, resource: BOOKS }, w.basic('jobs', 'wrong')), 'invalid_client', [401]);
  }),
  pass('a machine is no person', '4.2, RFC 9700 4.15', 'Its token opens neither our API nor userinfo, and its subject is the name of the client', async (w) => {
    const token = String((await ask(w)).body['access_token']);
    assert.deepEqual([(await w.me(token)).status, (await w.userinfo(token)).status], [401, 401]);
    assert.equal((await w.sendAs('books', '/oauth/introspect', { token })).body['sub'], 'jobs');
  }),
]; // biome-ignore format: a table
