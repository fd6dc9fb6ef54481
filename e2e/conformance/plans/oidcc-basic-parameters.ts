import assert from 'node:assert/strict';
import type { Fields } from '../browser.ts';
import { toldError } from '../heard.ts';
import { pass, type Row } from '../row.ts';
import type { World } from '../world.ts';

/** That a request with this besides signs somebody in. */
const succeeds = (more: Fields) => async (w: World) => {
  const { fields, back } = await w.signIn(more);
  assert.equal(back.searchParams.get('state'), fields['state']);
};

/** That somebody who signed in a minute ago is asked again for this, and that it is said when it was. */
async function provesAgain(w: World, more: Fields) {
  w.ada.age(60);
  const first = await w.signIn({ max_age: '10000' });
  assert.ok(!first.pages.includes('confirm'));
  w.ada.age(60);
  const second = await w.signIn(more);
  assert.ok(second.pages.includes('confirm'), second.pages.join(', '));
  assert.ok(Number(second.claims['auth_time']) > Number(first.claims['auth_time']));
}

const noSuch = (more: Fields, error: string) => async (w: World) => {
  assert.equal(toldError(await w.ada.open(w.request(more).fields)), error);
};

/** Unsigned, and with another redirect address in it. */
const REQUEST = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ client_id: 'site', response_type: 'code', redirect_uri: 'https://evil.example/' })).toString('base64url')}.`;

export const oidccBasicParameters: Row[] = [
  pass('oidcc-display-page', 'Core 3.1.2.1', 'display=page', succeeds({ display: 'page' })),
  pass('oidcc-display-popup', 'Core 3.1.2.1', 'display=popup', succeeds({ display: 'popup' })),
  pass('oidcc-prompt-login', 'Core 3.1.2.1', 'prompt=login has it proven anew', (w) => provesAgain(w, { prompt: 'login' })),
  pass('oidcc-prompt-none-not-logged-in', 'Core 3.1.2.6', 'prompt=none, nobody signed in: login_required, and no page', async (w) => {
    const way = await w.stranger().open(w.request({ prompt: 'none' }).fields);
    assert.deepEqual([toldError(way), way.pages], ['login_required', []]);
  }),
  pass('oidcc-prompt-none-logged-in', 'Core 3.1.2.1', 'prompt=none for somebody who allowed it before: an answer, and no page', async (w) => {
    const first = await w.signIn();
    const { pages, claims } = await w.signIn({ prompt: 'none' });
    assert.deepEqual([pages, claims.sub, claims['auth_time']], [[], first.claims.sub, first.claims['auth_time']]);
  }),
  pass('oidcc-max-age-1', 'Core 3.1.2.1', 'max_age=1 has it proven anew, and auth_time says when', (w) => provesAgain(w, { max_age: '1' })),
  pass('oidcc-max-age-10000', 'Core 3.1.2.1', 'max_age=10000 asks for nothing, and auth_time stays', async (w) => {
    const [first, second] = [await w.signIn({ max_age: '10000' }), await w.signIn({ max_age: '10000' })];
    assert.ok(!second.pages.includes('confirm'));
    assert.deepEqual([typeof first.claims['auth_time'], second.claims['auth_time']], ['number', first.claims['auth_time']]);
  }),
  pass('oidcc-ensure-request-with-unknown-parameter-succeeds', 'Core 3.1.2.1', 'What nobody knows is passed over', succeeds({ extra: 'foobar' })),
  pass('oidcc-id-token-hint', 'Core 3.1.2.1', 'prompt=none with the id_token of before: the same person', async (w) => {
    const first = await w.signIn();
    const { claims, pages } = await w.signIn({ prompt: 'none', id_token_hint: first.idToken });
    assert.deepEqual([claims.sub, pages], [first.claims.sub, []]);
  }),
  pass('oidcc-login-hint', 'Core 3.1.2.1', 'login_hint', (w) => succeeds({ login_hint: w.ada.email() })(w)),
  pass('oidcc-ui-locales', 'Core 3.1.2.1', 'ui_locales', succeeds({ ui_locales: 'se' })),
  pass('oidcc-claims-locales', 'Core 5.2', 'claims_locales', succeeds({ claims_locales: 'se' })),
  pass('oidcc-ensure-request-with-acr-values-succeeds', 'Core 3.1.2.1', 'acr_values that nobody can fulfil', succeeds({ acr_values: '1 2' })),
  pass('oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported', 'Core 6.2', 'request_uri is not offered, and says so', noSuch({ request_uri: 'https://site.example.com/request' }, 'request_uri_not_supported')),
  pass('oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported', 'Core 6.1', 'request is not offered, and says so', noSuch({ request: REQUEST }, 'request_not_supported')),
  pass('oidcc-claims-essential', 'Core 5.5', 'A claim that is asked for by its name is given', async (w) => {
    const { accessToken } = await w.signIn({ claims: '{"userinfo":{"name":{"essential":true}}}' });
    assert.equal((await w.userinfo(accessToken)).body['name'], 'Ada');
  }),
  pass('oidcc-ensure-request-object-with-redirect-uri', 'Core 6.1', 'A redirect address in a request object leads nowhere', async (w) => {
    const { redirect_uri: _, ...fields } = w.request({ request: REQUEST }).fields;
    assert.equal((await w.ada.open(fields)).back, null);
  }),
]; // biome-ignore format: a table
