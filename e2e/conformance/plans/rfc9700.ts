import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import { change } from '#e2e/support/rows';
import { givenNothing, refused, stopped, toldError } from '../heard.ts';
import { APP_BACK } from '../registered.ts';
import { decided, type Plan, pass, type Row } from '../row.ts';

const ADDRESSES: Row[] = [
  pass('an open redirector', '2.1, 4.11', 'Nobody is led to an address of a program that nobody knows, nor by an error, nor silently', async (w) => {
    for (const more of [{ client_id: 'nobody' }, { redirect_uri: 'https://evil.example/' }])
      for (const other of [{}, { prompt: 'none' }, { response_type: 'token' }, { scope: 'made:up' }])
        stopped(await w.ada.open({ ...w.request().fields, ...more, ...other }));
  }),
  pass('a redirect address that was taken away meanwhile', '4.1.3', 'A request that is under way ends: no code goes to an address that is registered no more', async (w) => {
    const { fields } = w.request({ redirect_uri: 'https://app.example.com/callback' }, 'app');
    const asked = await w.ada.begin(fields);
    const uris = JSON.stringify([APP_BACK.replace(/:\d+/, '')]);
    const set = (to: string) => change(w.server, "update oauth_clients set redirect_uris = ? where id = 'app'", to);
    set(uris);
    const way = await w.ada.follow(asked);
    set(JSON.stringify([...JSON.parse(uris), 'https://app.example.com/callback']));
    assert.equal(way.back?.searchParams.get('code') ?? null, null, String(way.back));
    assert.notEqual(way.back?.hostname, 'app.example.com');
  }),
  pass('what a browser tells of where it was', '4.2.4', 'No other site learns more than our origin from a page that a program’s request leads through', async (w) => {
    const { pages, last } = await w.stranger().open(w.request().fields);
    assert.deepEqual(pages, ['sign-in']);
    assert.match(String(last.headers['referrer-policy']), /^(no-referrer|same-origin|strict-origin(-when-cross-origin)?)$/);
  }),
  pass('never 307 after a password', '4.12', 'What follows a form is 303, so that no browser sends the form on', async (w) => {
    w.ada.age(60);
    const asked = await w.ada.begin(w.request({ prompt: 'login' }).fields);
    const consent = String(asked.headers.location);
    const confirm = String((await w.ada.visitor.go(consent)).headers.location);
    const { status } = await w.ada.visitor.submit(await w.ada.visitor.form(confirm), [['password', 'seven purple otters juggle']]);
    assert.equal(status, 303);
  }),
]; // biome-ignore format: a table

const CODES: Row[] = [
  pass('a code that somebody stole', '2.1.1, 4.5', 'Brought into another sign-in, with the verifier of that one, it gets nothing', async (w) => {
    const [stolen, own] = [await w.code(), await w.code()];
    refused(await w.sendAs('site', '/oauth/token', { ...own.form, code: stolen.form.code }), 'invalid_grant');
  }),
  pass('PKCE taken off', '4.8.2', 'A verifier for a request that had no challenge is refused, and so is none for one that had', async (w) => {
    const { form } = await w.code();
    refused(await w.sendAs('site', '/oauth/token', { ...form, code_verifier: undefined }), 'invalid_grant');
    const way = await w.ada.open(w.request({ code_challenge: undefined, code_challenge_method: undefined, nonce: undefined }).fields);
    assert.equal(toldError(way), 'invalid_request');
  }),
  pass('a code lasts a minute', '2.1.1', 'After that it gets nothing', async (w) => {
    const { form } = await w.code();
    w.outlive('AuthorizationCode');
    refused(await w.sendAs('site', '/oauth/token', form), 'invalid_grant');
  }),
  pass('two at the same moment', '2.1.1', 'Of ten that redeem one code at the same time at most one gets tokens', async (w) => {
    const { form } = await w.code({}, { client: 'app' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => w.sendAs('app', '/oauth/token', form)));
    assert.ok(answers.filter(({ status }) => status === 200).length <= 1);
    for (const { status, body } of answers.filter(({ status: one }) => one !== 200)) assert.equal(`${status} ${body['error']}`, '400 invalid_grant');
  }),
]; // biome-ignore format: a table

const PEOPLE: Row[] = [
  pass('a request that somebody else began', '4.7', 'In another browser it can neither be seen nor answered', async (w) => {
    const eve = w.stranger();
    await eve.signUp();
    const asked = await eve.begin(w.request().fields);
    const { status, text } = await w.ada.visitor.go(String(asked.headers.location));
    assert.deepEqual([status, text.includes('other-site')], [410, false]);
  }),
  pass('a page of ours in a frame', '4.16', 'Consent, sign-in, the page of devices and the one that refuses forbid it', async (w) => {
    const asked = await w.ada.begin(w.request({ prompt: 'consent' }).fields);
    for (const path of [String(asked.headers.location), '/sign-in', '/device', '/oauth/problem', '/confirm'])
      for (const browser of [w.ada, w.stranger()]) {
        const { headers } = await browser.visitor.go(path, { headers: { 'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Site': 'cross-site' } });
        assert.match(`${headers['content-security-policy']}`, /frame-ancestors 'none'/, path);
        assert.equal(headers['x-frame-options'], 'DENY', path);
      }
  }),
  pass('a program that poses as a person', '4.15', 'The subject of a person is a number that we gave, and no name that a program can choose', async (w) => {
    const { claims } = await w.signIn();
    assert.match(String(claims.sub), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
  }),
]; // biome-ignore format: a table

/** What libraries do to secrets, and what people type. */
const ODD = [
  '',
  ' ',
  ':',
  '%',
  '%zz',
  '%00',
  '\u0000',
  'ä',
  '💥',
  '+',
  '=&=',
  '"',
  "' or 1=1 --",
  'x'.repeat(10_000),
];

const PROGRAMS: Row[] = [
  pass('a secret with any sign', '2.5', 'Ours have no sign that RFC 6749 2.3.1 would write otherwise; a made-up one is 401, whatever is in it, in the header and in the body', async (w) => {
    assert.match(String(w.secrets.site), /^[\w-]{43,}$/);
    for (const secret of ODD) {
      const inHeader = await w.send('/oauth/token', { grant_type: 'authorization_code', code: 'x' }, w.basic('site', secret));
      refused(inHeader, ['invalid_client', 'invalid_request'], [400, 401]);
      refused(await w.send('/oauth/token', { grant_type: 'authorization_code', code: 'x', client_id: 'site', client_secret: secret }), ['invalid_client', 'invalid_request'], [400, 401]);
    }
  }),
  pass('a secret that was encoded', '2.5', 'A client that percent-encodes its id and secret, as RFC 6749 2.3.1 asks, is let in', async (w) => {
    const { form } = await w.code();
    const hex = (text: string) => [...text].map((sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`).join('');
    const Authorization = `Basic ${Buffer.from(`${hex('site')}:${hex(String(w.secrets.site))}`).toString('base64')}`;
    assert.equal((await w.send('/oauth/token', form, { Authorization })).status, 200);
  }),
  pass('a secret of another program', '2.5', 'It is 401', async (w) => {
    refused(await w.send('/oauth/token', { grant_type: 'authorization_code', code: 'x' }, w.basic('site', w.secrets['other-site'])), 'invalid_client', [401]);
  }),
  decided('secrets that are no passwords', '2.5', 'Mutual TLS or private_key_jwt in the place of a secret', ['052', 'Nobody has asked for it; a secret is 256 bits, kept as an HMAC, and goes nowhere but to us.'], async (w) => {
    const methods = String((await w.discovery())['token_endpoint_auth_methods_supported']);
    assert.ok(!/tls|jwt/.test(methods));
  }),
  decided('tokens that are bound to a key', '2.2.1', 'DPoP or mutual TLS, so that a stolen token opens nothing', ['052', 'Access tokens last ten minutes and end with their session; refresh tokens are used once.'], async (w) => {
    const said = await w.discovery();
    assert.deepEqual([said['dpop_signing_alg_values_supported'], said['tls_client_certificate_bound_access_tokens']], [undefined, undefined]);
  }),
]; // biome-ignore format: a table

const TOKENS: Row[] = [
  pass('what a site gets', '2.3', 'Its access token opens who somebody is and nothing else', async (w) => {
    const { accessToken } = await w.signIn({ scope: 'openid profile email' });
    assert.deepEqual([(await w.me(accessToken)).status, (await w.userinfo(accessToken)).status], [401, 200]);
    givenNothing(await w.ada.open(w.request({ scope: 'openid account:read' }).fields), ['invalid_target', 'invalid_scope']);
  }),
  pass('what an app gets', '2.3', 'A token for our API says which scopes it has, and opens nothing beside them', async (w) => {
    const { accessToken } = await w.signIn({ scope: 'account:read' }, { client: 'app' });
    assert.equal(decodeJwt(accessToken)['scope'], 'account:read');
    assert.deepEqual([(await w.me(accessToken)).status, (await w.ask('/api/v1/notes', { headers: w.bearer(accessToken) })).status], [200, 403]);
  }),
  pass('a refresh token that somebody stole', '2.2.2, 4.14', 'Whoever comes second with a used one, thief or owner, ends all of it', async (w) => {
    const { accessToken, refreshToken } = await w.signIn({ scope: 'account:read' }, { client: 'app' });
    const next = await w.refresh('app', String(refreshToken));
    const later = await w.refresh('app', String(next.body['refresh_token']));
    refused(await w.refresh('app', String(refreshToken)), 'invalid_grant');
    for (const token of [accessToken, String(next.body['access_token']), String(later.body['access_token'])])
      assert.equal((await w.me(token)).status, 401);
  }),
  pass('a page of another site at the endpoints for programs', '2.6', 'It is refused, and no CORS lets it read a token', async (w) => {
    for (const Origin of ['https://spa.example', 'null', w.url]) {
      const { status, headers } = await w.send('/oauth/token', { client_id: 'app', grant_type: 'refresh_token', refresh_token: 'x' }, { Origin });
      assert.deepEqual([status, headers.get('access-control-allow-credentials')], [403, null]);
    }
  }),
  pass('a clock that is a minute off', '2.3', 'A site whose clock is 60 seconds ahead or behind takes a new id_token', async (w) => {
    const { idToken } = await w.signIn();
    for (const seconds of [-60, 60]) await w.verify(idToken, { audience: 'site', currentDate: new Date(Date.now() + seconds * 1000) });
    await assert.rejects(w.verify(idToken, { audience: 'other-site' }));
  }),
]; // biome-ignore format: a table

export const rfc9700: Plan = {
  title: 'RFC 9700: best current practice of security, and attacks',
  at: 'https://www.rfc-editor.org/rfc/rfc9700',
  rows: [...ADDRESSES, ...CODES, ...PEOPLE, ...PROGRAMS, ...TOKENS],
};
