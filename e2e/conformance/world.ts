import assert from 'node:assert/strict';
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { newPkce } from '#e2e/conformance/pkce';
import { sendToOauth } from '#e2e/support/grant-consent';
import { change } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { newNetwork } from '#e2e/support/test';
import { type Fields, newBrowser } from './browser.ts';
import type { Heard } from './heard.ts';
import { APP_BACK, type ClientId, type Secrets, SITE_BACK } from './registered.ts';

export type World = Awaited<ReturnType<typeof newWorld>>;

type Who = { client?: ClientId; browser?: ReturnType<typeof newBrowser> };

/** What a row is run in: a server, the programs that ask it, and a person who is signed in. */
export async function newWorld(server: TestServer, secrets: Secrets) {
  const ada = newBrowser(server);
  await ada.signUp();

  /** What the endpoint at this path answers to a program. */
  const ask = async (path: string, init: RequestInit = {}): Promise<Heard> => {
    const headers = { 'X-Forwarded-For': newNetwork(), ...(init.headers as object) };
    return heard(await fetch(server.url + path, { redirect: 'manual', ...init, headers }));
  };
  const send = async (path: string, fields: Fields, headers: Record<string, string> = {}) =>
    heard(await sendToOauth(server, path, given(fields), headers));
  const json = async (path: string) => (await ask(path)).body;

  /** The header by which this client proves itself; nothing for one without a secret. */
  const basic = (client: ClientId, secret = secrets[client]): Record<string, string> =>
    secret === null
      ? {}
      : { Authorization: `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}` };
  /** Sends a form as this client. */
  const sendAs = (client: ClientId, path: string, fields: Fields) =>
    send(
      path,
      { client_id: secrets[client] === null ? client : undefined, ...fields },
      basic(client),
    );

  /** What a program sends a browser along with, and what it keeps for itself. */
  function request(more: Fields = {}, client: ClientId = 'site') {
    const { verifier, challenge } = newPkce();
    const isApp = secrets[client] === null;
    const fields: Fields = {
      client_id: client,
      redirect_uri: isApp ? APP_BACK : SITE_BACK,
      response_type: 'code',
      scope: isApp ? 'notes:read' : 'openid',
      state: `state of ${verifier}`,
      nonce: isApp ? undefined : `nonce of ${verifier}`,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...more,
    };
    return { fields, verifier };
  }

  /** A code for a request that somebody said yes to. */
  async function code(more: Fields = {}, { client = 'site', browser = ada }: Who = {}) {
    const { fields, verifier } = request(more, client);
    const way = await browser.open(fields);
    const value = way.back?.searchParams.get('code');
    assert.ok(value, `no code, but ${way.back ?? way.pages.join(', ')}`);
    const redirect_uri = String(fields['redirect_uri']);
    return { ...way, back: way.back as URL, fields, form: { grant_type: 'authorization_code', code: value, redirect_uri, code_verifier: verifier } }; // biome-ignore format: one line
  }

  /** The whole way of somebody who signs in to a site, or lets an app in: the tokens too. */
  async function signIn(more: Fields = {}, who: Who = {}) {
    const client = who.client ?? 'site';
    const asked = await code(more, who);
    const answer = await sendAs(client, '/oauth/token', asked.form);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const { access_token, refresh_token, id_token } = answer.body as Record<string, string>;
    const claims = id_token ? await verify(id_token, { audience: client }) : {};
    return { ...asked, answer, claims, idToken: String(id_token), accessToken: String(access_token), refreshToken: refresh_token }; // biome-ignore format: one line
  }

  const keys = async () => (await json('/.well-known/jwks.json')) as unknown as JSONWebKeySet;
  /** What a token says, after its signature and its times were verified as by somebody else. */
  async function verify(
    token: string,
    about: Parameters<typeof jwtVerify>[2] = {},
  ): Promise<JWTPayload> {
    const { payload } = await jwtVerify(token, createLocalJWKSet(await keys()), {
      issuer: server.url,
      ...about,
    });
    return payload;
  }

  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
  const refresh = (client: ClientId, refresh_token: string, more: Fields = {}) =>
    sendAs(client, '/oauth/token', { grant_type: 'refresh_token', refresh_token, ...more });

  /** Everything of this kind that was given is over, as oidc-provider reads it. */
  const outlive = (kind: string) =>
    change(
      server,
      "update oauth_records set payload = json_set(payload, '$.exp', ?) where kind = ?",
      Math.floor(Date.now() / 1000) - 1,
      kind,
    );

  return {
    server,
    outlive,
    url: server.url,
    secrets,
    /** A person who is signed in, in their browser. */
    ada,
    /** A browser that nobody signed in with. */
    stranger: () => newBrowser(server),
    ask,
    send,
    sendAs,
    json,
    basic,
    bearer,
    request,
    code,
    signIn,
    refresh,
    verify,
    keys,
    discovery: () => json('/.well-known/openid-configuration'),
    userinfo: (token: string) => ask('/oauth/userinfo', { headers: bearer(token) }),
    me: (token: string) => ask('/api/v1/me', { headers: bearer(token) }),
  };
}

async function heard(answer: Response): Promise<Heard> {
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '') && text !== '';
  return {
    status: answer.status,
    headers: answer.headers,
    body: isJson ? JSON.parse(text) : { text },
  };
}

const given = (fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
