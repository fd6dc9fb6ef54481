import assert from 'node:assert/strict';
import { gatehouse } from '#lib/testing/deployment.test-support';
import { encoded } from '../browser.ts';
import { givenNothing, refused, stopped, toldError } from '../heard.ts';
import { decided, type Plan, pass, type Row } from '../row.ts';
import type { World } from '../world.ts';
import { oauth21Machines } from './oauth-2-1-machines.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

const stays = (redirect_uri: string) => async (w: World) =>
  stopped(await w.ada.open(w.request({ redirect_uri }, 'app').fields));

const ASKING: Row[] = [
  pass('PKCE for an app', '4.1.1', 'Without code_challenge an app is told invalid_request', async (w) => {
    const { fields } = w.request({ code_challenge: undefined, code_challenge_method: undefined }, 'app');
    assert.equal(toldError(await w.ada.open(fields)), 'invalid_request');
  }),
  pass('PKCE by S256 alone', '4.1.1', 'plain, and no method at all, are invalid_request; S256 alone is published', async (w) => {
    for (const code_challenge_method of ['plain', undefined])
      assert.equal(toldError(await w.ada.open(w.request({ code_challenge_method }, 'app').fields)), 'invalid_request');
    assert.deepEqual((await w.discovery())['code_challenge_methods_supported'], ['S256']);
  }),
  pass('a redirect address is compared letter by letter', '2.3.1', 'Nobody is led to one that differs in anything', async (w) => {
    for (const other of ['/callback/', '/Callback', '/callback?a=b', '/callback/../evil', '//callback', '/callback%2f'])
      await stays(`https://app.example.com${other}`)(w);
    for (const other of ['https://app.example.com.evil.example/callback', 'https://user@app.example.com/callback', 'https://app.example.com:444/callback', 'http://app.example.com/callback', 'https://evil.example/callback', 'javascript:alert(1)', ''])
      await stays(other)(w);
  }),
  pass('a loopback address takes any port', '8.4.2', 'On 127.0.0.1 only the port may vary', async (w) => {
    for (const port of [1025, 65535])
      assert.equal((await w.code({ redirect_uri: `http://127.0.0.1:${port}/callback` }, { client: 'app' })).back.port, String(port));
    for (const other of ['http://127.0.0.1:1025/elsewhere', 'http://127.0.0.2:1025/callback', 'http://localhost:1025/callback', 'http://[::1]:1025/callback', 'https://127.0.0.1:1025/callback'])
      await stays(other)(w);
  }),
  decided('a scheme of an app’s own', '8.4.3', 'A redirect address like com.example.app:/callback', ['018', 'Any app on the machine can claim it; a loopback or a claimed https address does the same.'], async ({ server }) => {
    const { exitCode, stderr } = await gatehouse(server, 'clients', 'add', 'scheme', '--redirect', 'com.example.app:/callback');
    assert.equal(exitCode, 2, stderr);
  }),
  pass('no code by way of the browser’s fragment', '10.1', 'response_type token, id_token and their mixtures are refused', async (w) => {
    for (const response_type of ['token', 'id_token', 'id_token token', 'code token', 'code id_token', 'none', 'codes'])
      givenNothing(await w.ada.open(w.request({ response_type }).fields), ['unsupported_response_type']);
  }),
  pass('a state comes back as it was', '4.1.2', 'Also one of 1500 signs, with every sign that an address has', async (w) => {
    const state = `ä?&=#%+ "<>\\ ${'x'.repeat(1500)}`;
    assert.equal((await w.code({ state })).back.searchParams.get('state'), state);
  }),
  pass('a parameter that stands twice', '3.1', 'It is invalid_request, and no code is given', async (w) => {
    const { fields } = w.request();
    const { visitor } = w.ada;
    const answer = await visitor.go(`/oauth/authorize?${encoded(fields)}&scope=email`);
    const way = await w.ada.follow(answer);
    assert.ok(way.back === null || toldError(way) === 'invalid_request');
  }),
  pass('somebody says no', '4.1.2.1', 'The program is told access_denied, with its state', async (w) => {
    const { fields } = w.request({ prompt: 'consent' });
    const way = await w.ada.open(fields, { answer: 'Deny' });
    assert.deepEqual([toldError(way), way.back?.searchParams.get('state')], ['access_denied', fields['state']]);
  }),
  pass('a scope that nobody knows', '3.2.2.1', 'It is left out; when none is left, invalid_scope', async (w) => {
    assert.equal(toldError(await w.ada.open(w.request({ scope: 'made:up' }, 'app').fields)), 'invalid_scope');
    assert.equal((await w.signIn({ scope: 'notes:read made:up' }, { client: 'app' })).answer.body['scope'], 'notes:read');
  }),
]; // biome-ignore format: a table

const other = (more: Record<string, string>) => async (w: World) => {
  const { form } = await w.code({}, { client: 'app' });
  refused(await w.sendAs('app', '/oauth/token', { ...form, ...more }), [
    'invalid_grant',
    'invalid_request',
  ]);
};

const REDEEMING: Row[] = [
  pass('a code belongs to its verifier', '4.1.3', 'A wrong, a missing and a too short one get nothing', async (w) => {
    for (const code_verifier of ['x'.repeat(43), '', 'short']) await other({ code_verifier })(w);
  }),
  pass('a code belongs to its redirect address', '4.1.3', 'With another one it gets nothing', other({ redirect_uri: 'http://127.0.0.1:1/callback' })),
  pass('a code belongs to its program', '4.1.3', 'In the name of another program it gets nothing', async (w) => {
    const { form } = await w.code({}, { client: 'app' });
    refused(await w.sendAs('other-app', '/oauth/token', form), 'invalid_grant');
    const ofSite = (await w.code()).form;
    refused(await w.sendAs('other-site', '/oauth/token', ofSite), 'invalid_grant');
    // It was a stranger's doing: the code still is its program's.
    assert.equal((await w.sendAs('site', '/oauth/token', ofSite)).status, 200);
  }),
  pass('a program that has a secret shows it', '3.2.1', 'Without it, and with a wrong one: 401 invalid_client, and what is wanted', async (w) => {
    const { form } = await w.code();
    refused(await w.send('/oauth/token', { ...form, client_id: 'site' }), 'invalid_client', [401, 400]);
    const wrong = await w.send('/oauth/token', form, w.basic('site', 'wrong'));
    refused(wrong, 'invalid_client', [401]);
    assert.match(String(wrong.headers.get('www-authenticate')), /^Basic /);
    assert.equal((await w.sendAs('site', '/oauth/token', form)).status, 200);
  }),
  pass('the token endpoint takes a form by POST', '3.2', 'GET is 405, JSON and a parameter twice are 400', async (w) => {
    assert.equal((await w.ask('/oauth/token?grant_type=authorization_code')).status, 405);
    const { form } = await w.code({}, { client: 'app' });
    const sent = { client_id: 'app', ...form };
    const json = await w.ask('/oauth/token', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(sent) });
    refused(json, ['invalid_request', 'invalid_client']);
    const twice = await w.ask('/oauth/token', { method: 'POST', headers: FORM, body: `${new URLSearchParams(sent)}&code=x` });
    refused(twice, 'invalid_request');
  }),
  pass('answers with tokens are not kept', '3.2.3', 'Cache-Control: no-store, also of a refusal', async (w) => {
    const { answer } = await w.signIn({}, { client: 'app' });
    const no = await w.sendAs('app', '/oauth/token', { grant_type: 'refresh_token', refresh_token: 'x' });
    for (const { headers } of [answer, no]) assert.match(String(headers.get('cache-control')), /no-store/);
  }),
  pass('no password is given to a program', '10.2', 'grant_type password, and one that nobody knows, are unsupported_grant_type', async (w) => {
    for (const grant_type of ['password', 'urn:ietf:params:oauth:grant-type:made-up'])
      refused(await w.sendAs('app', '/oauth/token', { grant_type, username: 'x', password: 'y' }), ['unsupported_grant_type', 'unauthorized_client']);
  }),
  pass('a refresh token is replaced each time', '4.3.1', 'Once the successor was used, the used one ends both', async (w) => {
    const { refreshToken } = await w.signIn({}, { client: 'app' });
    const second = String((await w.refresh('app', String(refreshToken))).body['refresh_token']);
    const third = String((await w.refresh('app', second)).body['refresh_token']);
    assert.equal(new Set([refreshToken, second, third]).size, 3);
    refused(await w.refresh('app', String(refreshToken)), 'invalid_grant');
    refused(await w.refresh('app', third), 'invalid_grant');
  }),
  pass('a refresh gives no more than was allowed', '4.3.1', 'More scopes are invalid_scope, fewer are what is given', async (w) => {
    const { refreshToken } = await w.signIn({ scope: 'notes:read account:read' }, { client: 'app' });
    refused(await w.refresh('app', String(refreshToken), { scope: 'notes:read notes:write' }), 'invalid_scope');
    assert.equal((await w.refresh('app', String(refreshToken), { scope: 'notes:read' })).body['scope'], 'notes:read');
  }),
  pass('a refresh token belongs to its program', '4.3.1', 'In the name of another it is invalid_grant', async (w) => {
    const { refreshToken } = await w.signIn({}, { client: 'app' });
    refused(await w.refresh('other-app', String(refreshToken)), 'invalid_grant');
  }),
]; // biome-ignore format: a table

const USING: Row[] = [
  pass('a token stands in the header', '5.2', 'In an address it opens nothing, neither here nor at userinfo', async (w) => {
    const { accessToken } = await w.signIn({ scope: 'account:read' }, { client: 'app' });
    const { accessToken: about } = await w.signIn();
    for (const path of [`/api/v1/me?access_token=${accessToken}`, `/oauth/userinfo?access_token=${about}`])
      assert.ok([400, 401].includes((await w.ask(path)).status), path);
    assert.equal((await w.me(accessToken)).status, 200);
  }),
  pass('what is missing is said', '5.3', '401 with WWW-Authenticate, invalid_token for a wrong one, insufficient_scope as 403', async (w) => {
    const nothing = await w.ask('/api/v1/me');
    assert.deepEqual([nothing.status, /^Bearer/.test(String(nothing.headers.get('www-authenticate')))], [401, true]);
    const wrong = await w.me('x.y.z');
    assert.match(`${wrong.status} ${wrong.headers.get('www-authenticate')}`, /^401 Bearer .*error="invalid_token"/);
    const { accessToken } = await w.signIn({ scope: 'notes:read' }, { client: 'app' });
    const little = await w.me(accessToken);
    assert.match(`${little.status} ${little.headers.get('www-authenticate')}`, /^403 Bearer .*error="insufficient_scope"/);
  }),
]; // biome-ignore format: a table

export const oauth21: Plan = {
  title: 'OAuth 2.1 (draft-ietf-oauth-v2-1)',
  at: 'https://datatracker.ietf.org/doc/draft-ietf-oauth-v2-1/',
  rows: [...ASKING, ...REDEEMING, ...oauth21Machines, ...USING],
};
