import assert from 'node:assert/strict';
import { grantDevice } from '#e2e/support/grant-consent';
import { refused } from '../heard.ts';
import { type Plan, pass } from '../row.ts';
import type { World } from '../world.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
type Device = {
  device_code: string;
  user_code: string;
  verification_uri: string;
  verification_uri_complete: string;
  expires_in: number;
  interval: number;
};

async function begin(w: World) {
  const asked = await w.sendAs('app', '/oauth/device_authorization', { scope: 'account:read' });
  assert.equal(asked.status, 200);
  const device = asked.body as Device;
  const poll = (client: 'app' | 'other-app' = 'app') =>
    w.sendAs(client, '/oauth/token', { grant_type: GRANT, device_code: device.device_code });
  return { device, asked, poll };
}

export const rfc8628: Plan = {
  title: 'RFC 8628: devices without a browser',
  at: 'https://www.rfc-editor.org/rfc/rfc8628',
  rows: [
    pass('what a device is told', '3.2', 'Two codes, the page, the page with the code, how long and how often', async (w) => {
      const { device, asked } = await begin(w);
      assert.ok(device.device_code.length >= 43 && device.verification_uri === `${w.url}/device`);
      assert.equal(new URL(device.verification_uri_complete).searchParams.get('user_code'), device.user_code);
      assert.deepEqual([device.expires_in, device.interval], [600, 5]);
      assert.match(String(asked.headers.get('cache-control')), /no-store/);
    }),
    pass('what a device demands of a person', '3.1, Core 3.1.2.1', 'A new proof, another person, claims: invalid_request, for nothing of it could be kept', async (w) => {
      for (const demand of [{ max_age: '0' }, { prompt: 'login' }, { id_token_hint: 'x' }, { claims: '{"id_token":{"acr":{"essential":true}}}' }])
        refused(await w.sendAs('app', '/oauth/device_authorization', { scope: 'openid', ...demand }), 'invalid_request');
    }),
    pass('what a person types', '6.1', 'Eight letters without vowels, as they like to write them', async (w) => {
      const { device, poll } = await begin(w);
      assert.match(device.user_code, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
      await grantDevice(w.ada.visitor, ` ${device.user_code.replace('-', ' ').toLowerCase()} `);
      assert.equal((await poll()).status, 200);
    }),
    pass('before the answer', '3.5', 'authorization_pending', async (w) => refused(await (await begin(w)).poll(), 'authorization_pending')),
    pass('yes', '3.5', 'Tokens, once', async (w) => {
      const { device, poll } = await begin(w);
      await grantDevice(w.ada.visitor, device.user_code);
      const { body, headers } = await poll();
      assert.equal((await w.me(String(body['access_token']))).status, 200);
      assert.match(String(headers.get('cache-control')), /no-store/);
      refused(await poll(), 'invalid_grant');
      assert.equal((await w.me(String(body['access_token']))).status, 401);
    }),
    pass('no', '3.5', 'access_denied', async (w) => {
      const { device, poll } = await begin(w);
      await grantDevice(w.ada.visitor, device.user_code, 'Deny');
      refused(await poll(), 'access_denied');
    }),
    pass('too late', '3.5', 'expired_token', async (w) => {
      const { poll } = await begin(w);
      w.outlive('DeviceCode');
      refused(await poll(), 'expired_token');
    }),
    pass('another program', '3.4', 'The code of a device gives it nothing', async (w) => {
      const { device, poll } = await begin(w);
      await grantDevice(w.ada.visitor, device.user_code);
      refused(await poll('other-app'), 'invalid_grant');
      assert.equal((await poll()).status, 200);
    }),
    pass('a code of nobody, and a program of nobody', '3.1, 3.5', 'invalid_grant, invalid_client, invalid_scope', async (w) => {
      refused(await w.sendAs('app', '/oauth/token', { grant_type: GRANT, device_code: 'made-up' }), 'invalid_grant');
      refused(await w.send('/oauth/device_authorization', { client_id: 'nobody' }), 'invalid_client', [400, 401]);
      refused(await w.sendAs('app', '/oauth/device_authorization', { scope: 'made:up' }), 'invalid_scope');
      refused(await w.sendAs('site', '/oauth/device_authorization', { scope: 'openid' }), ['unauthorized_client', 'invalid_request']);
    }),
    pass('a link that somebody was sent', '5.4', 'The page with the code asks for it to be confirmed, and does nothing by itself', async (w) => {
      const { device, poll } = await begin(w);
      const { pathname, search } = new URL(device.verification_uri_complete);
      const { status, text } = await w.ada.visitor.go(pathname + search);
      assert.deepEqual([status, text.includes(device.user_code)], [200, true]);
      refused(await poll(), 'authorization_pending');
    }),
  ],
}; // biome-ignore format: a table
