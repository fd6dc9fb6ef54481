import { beforeEach, expect, test } from 'vitest';
import { claimDevice } from '#lib/oauth/device';
import { authorize, get, push, redeem, send, viewerOfTicket } from '#lib/oauth/flows.test-support';
import { readLogoutRequest } from '#lib/oauth/logout/request';
import { addUser, beginSession, emptyTables, from } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

const ASKED = ['client_id', 'redirect_uri', 'resource', 'scope', 'state', 'nonce', 'prompt', 'login_hint', 'id_token_hint', 'claims', 'acr_values', 'request_uri', 'code_challenge', 'max_age', 'response_mode', 'ui_locales']; // biome-ignore format: one line
const REDEEMED = ['client_id', 'code', 'redirect_uri', 'code_verifier', 'resource', 'grant_type', 'client_secret', 'refresh_token', 'device_code']; // biome-ignore format: one line
const TOLD = ['client_id', 'token', 'scope', 'resource', 'token_type_hint'];
const ENDPOINTS = ['/oauth/introspect', '/oauth/revoke', '/oauth/device_authorization'];

/** Every door of the authorization server, with one value in the place of what belongs there. */
function* doors(odd: string): Generator<[string, () => Promise<{ status: number }>]> {
  for (const name of ASKED) {
    yield [`authorize ${name}`, async () => (await authorize({ [name]: odd })).answer];
    yield [`pushed ${name}`, () => push({ [name]: odd })];
  }
  for (const grant_type of ['authorization_code', 'refresh_token'])
    for (const name of REDEEMED)
      yield [`token ${name}`, () => redeem('x', 'y'.repeat(43), { grant_type, [name]: odd })];
  for (const path of ENDPOINTS)
    for (const name of TOLD)
      yield [`${path} ${name}`, () => send(path, { client_id: 'gatehouse-cli', token: 'x', scope: 'openid', [name]: odd })]; // biome-ignore format: one line
  const authorization = `Bearer ${encodeURIComponent(odd)}`;
  yield ['userinfo', () => get('/oauth/userinfo', { authorization })];
}

test.each([
  ['NUL', 'a\0b'],
  ['what turns the writing', '\u202e💥"\'\\'],
  ['what looks like code', '[]%00\\u0000'],
  ['twenty thousand letters', 'x'.repeat(20_000)],
])(
  'wherever %s is sent, it is an answer and no failure of ours, on both engines',
  async (_, odd) => {
    for (const [door, open] of doors(odd)) {
      const { status } = await open();
      expect([door, status < 500]).toEqual([door, true]);
    }
    const viewer = await viewerOfTicket(await beginSession(await addUser()));
    expect(await from('10.1.1.1', () => claimDevice(viewer, odd))).toMatchObject({ ok: false });
    const asked = { client_id: odd, post_logout_redirect_uri: odd, state: odd, id_token_hint: odd };
    expect((await readLogoutRequest(new URLSearchParams(asked))).isWrong).toBe(true);
  },
);
