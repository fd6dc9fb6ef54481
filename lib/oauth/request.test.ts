import { eq } from 'drizzle-orm';
import { decodeJwt } from 'jose';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { oauthRecords } from '#drizzle/schema/oauth-records';
import { outbox } from '#drizzle/schema/outbox';
import { db } from '#lib/db/client';
import { findByBearer } from '#lib/oauth/bearer';
import { addClient, findClient, removeClient } from '#lib/oauth/clients';
import { approve } from '#lib/oauth/consent';
import { findRequest } from '#lib/oauth/consent-request';
import { claimDevice, findDevice } from '#lib/oauth/device';
import {
  authorize,
  CLI,
  deviceTokens,
  get,
  newPkceChallenge,
  push,
  REDIRECT,
  refresh,
  SCOPE,
  send,
  uidOf,
  viewerOfTicket,
} from '#lib/oauth/flows.test-support';
import { answerOauth } from '#lib/oauth/handle';
import type { Viewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  setClock,
} from '#lib/testing/database.test-support';

let viewer: Viewer;

beforeEach(async () => {
  await emptyTables();
  for (const id of ['my-app', 'reader', 'thin']) await removeClient(id);
  viewer = await viewerOfTicket(await beginSession(await addUser()));
});

const requestOf = () =>
  `/oauth/authorize?${new URLSearchParams({
    client_id: CLI,
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'account:read',
    code_challenge: newPkceChallenge().challenge,
    code_challenge_method: 'S256',
  })}`;

test('a site that people only sign in to cannot ask for tokens that act for them', async () => {
  const redirect_uri = 'https://site.example.com/in';
  await addClient({ id: 'my-app', name: 'Site', kind: 'web', redirectUris: [redirect_uri] });
  const asked = { client_id: 'my-app', redirect_uri };
  expect((await authorize({ ...asked, scope: 'openid email' })).location).toMatch(/consent/);
  for (const more of [
    { scope: 'openid sessions' },
    { scope: 'account:read' },
    { scope: 'openid', resource: 'http://localhost:3000/api/v1' },
  ]) {
    const { location } = await authorize({ ...asked, ...more });
    expect([more, new URL(location).searchParams.get('error')]).toEqual([more, 'invalid_target']);
  }
});

test('nobody is asked to allow nothing: where no scope is known the program is told', async () => {
  for (const more of [
    { scope: 'admin' },
    { scope: '' },
    { scope: 'account:read:all', resource: 'http://localhost:3000/api/v1' },
  ]) {
    const { location } = await authorize(more);
    expect([more, new URL(location).searchParams.get('error')]).toEqual([more, 'invalid_scope']);
  }
  const device = await send('/oauth/device_authorization', { client_id: CLI, scope: 'admin' });
  expect([device.status, (await device.json()).error]).toEqual([400, 'invalid_scope']);
  const { location } = await authorize({ scope: 'admin account:read' });
  expect((await findRequest(uidOf(location)))?.scopes).toEqual(['account:read']);
});

test('a person is mailed about a site they sign in to only the first time', async () => {
  const redirect_uri = 'https://site.example.com/in';
  await addClient({ id: 'my-app', name: 'Site', kind: 'web', redirectUris: [redirect_uri] });
  const signIn = async () => {
    const { location } = await authorize({ client_id: 'my-app', redirect_uri, scope: 'openid' });
    expect(await approve(viewer, uidOf(location))).toMatchObject({ ok: true });
    return (await db().select().from(outbox)).length;
  };
  expect([await signIn(), await signIn()]).toEqual([1, 1]);
  // Another site under the same name is another site.
  for (const id of ['my-app', 'reader', 'thin']) await removeClient(id);
  await addClient({ id: 'my-app', name: 'Site', kind: 'web', redirectUris: [redirect_uri] });
  expect(await signIn()).toBe(2);
});

test('a program asks for one place at a time, for no more is shown', async () => {
  await addClient({
    id: 'my-app',
    name: 'Books',
    kind: 'service',
    audience: 'https://books.example.com',
    scope: 'books:read',
  });
  const { challenge } = newPkceChallenge();
  const query = new URLSearchParams([
    ['client_id', CLI],
    ['response_type', 'code'],
    ['redirect_uri', REDIRECT],
    ['scope', 'account:read books:read'],
    ['resource', 'http://localhost:3000/api/v1'],
    ['resource', 'https://books.example.com'],
    ['code_challenge', challenge],
    ['code_challenge_method', 'S256'],
  ]);
  const answer = await get(`/oauth/authorize?${query}`);
  const back = new URL(answer.headers.get('location') ?? '', 'http://nowhere.invalid');
  expect(back.searchParams.get('error')).toBe('invalid_target');
});

const READER = {
  id: 'reader',
  name: 'Reader',
  kind: 'native' as const,
  redirectUris: ['http://127.0.0.1/callback'],
  scope: 'books:read',
};

test('a person is shown where a program wants to go that asks for a service', async () => {
  await addClient({
    id: 'my-app',
    name: 'Books',
    kind: 'service',
    audience: 'https://books.example.com/v1',
    scope: 'books:read',
  });
  const { scope } = READER;
  await addClient(READER);
  const { location } = await authorize({
    client_id: READER.id,
    scope,
    resource: 'https://books.example.com/v1',
  });
  expect(await findRequest(uidOf(location))).toMatchObject({
    scopes: ['books:read'],
    servedBy: 'books.example.com',
  });
  expect(await findRequest(uidOf((await authorize()).location))).toMatchObject({ servedBy: null });
});

test('nobody is sent to an address that the program has not named', async () => {
  for (const query of ['', '&response_type=code', '&response_type=code&scope=account:read']) {
    const answer = await get(`/oauth/authorize?client_id=${CLI}${query}`);
    expect([query, answer.status, answer.headers.get('location')]).toEqual([query, 400, null]);
  }
});

test('one network cannot fill the database with requests that nobody answers', async () => {
  const query = new URL(requestOf(), 'http://localhost:3000');
  const ask = (network: string) =>
    from(network, () => answerOauth(new Request(query, { headers: { host: 'localhost:3000' } })));
  for (let nth = 0; nth < 300; nth++) expect((await ask('10.8.0.1')).status).toBe(303);
  const refused = await ask('10.8.0.1');
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect(await db().select().from(oauthRecords)).toHaveLength(300);
  expect((await ask('10.8.0.2')).status).toBe(303);
});

test('a site is told when the person proved who they are, and a proof too old for it is none', async () => {
  const redirect_uri = 'https://site.example.com/in';
  const added = await addClient({
    id: 'my-app',
    name: 'Site',
    kind: 'web',
    redirectUris: [redirect_uri],
  });
  const basic = Buffer.from(`my-app:${added.ok && added.value}`).toString('base64');
  const start = Date.now();
  const asked = { client_id: 'my-app', redirect_uri, scope: 'openid' };
  const authTime = async (more: Record<string, string>) => {
    const { location, cookie, verifier: code_verifier } = await authorize({ ...asked, ...more });
    const done = await approve(viewer, uidOf(location));
    if (!done.ok) return done.reason;
    const back = await get(`/oauth/authorize/${uidOf(location)}`, { cookie });
    const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, code_verifier, redirect_uri };
    const answer = await send('/oauth/token', form, { authorization: `Basic ${basic}` });
    return decodeJwt((await answer.json()).id_token)['auth_time'];
  };
  setClock(start + 300_000);
  const authenticatedAt = Math.floor(viewer.session.authenticatedAt.getTime() / 1000);
  expect(await authTime({ max_age: '600' })).toBe(authenticatedAt);
  for (const more of [{ max_age: '200' }, { max_age: '0' }, { prompt: 'login' }])
    expect([more, await authTime(more)]).toEqual([more, 'not_proven']);
});

test.each([
  'form_post',
  'fragment',
  'query.jwt',
  'jwt',
  'web_message',
  'okta_post_message',
  'Query',
])(
  'an answer in the mode %s is refused, in the query, also when it is a refusal',
  async (response_mode) => {
    for (const more of [{}, { prompt: 'none' }, { scope: '"' }]) {
      const { answer, location } = await authorize({ response_mode, ...more });
      const { hash, searchParams } = new URL(location);
      expect([more, answer.status, hash, searchParams.get('error')]).toEqual([
        more,
        303,
        '',
        'unsupported_response_mode',
      ]);
    }
  },
);

test('an answer in the query may be asked for by name', async () => {
  const { location } = await authorize({ response_mode: 'query', prompt: 'none' });
  expect(new URL(location).searchParams.get('error')).toBe('login_required');
});

/** What an app that may only read the account is told at each door where a scope can be asked for. */
const DOORS: [
  door: string,
  ask: (scope: string) => Promise<[error: string | null, scopes?: string[]]>,
][] = [
  [
    'authorize',
    async (scope) => {
      const { location } = await authorize({ client_id: 'thin', scope });
      const error = new URL(location, 'http://nowhere.invalid').searchParams.get('error');
      return error ? [error] : [null, (await findRequest(uidOf(location)))?.scopes ?? []];
    },
  ],
  [
    'par',
    async (scope) => {
      const answer = await push({ client_id: 'thin', scope });
      const { error, request_uri } = await answer.json();
      if (error) return [error];
      const query = new URLSearchParams({ client_id: 'thin', request_uri });
      const { headers } = await get(`/oauth/authorize?${query}`);
      const location = headers.get('location') ?? '';
      return [null, (await findRequest(uidOf(location)))?.scopes ?? []];
    },
  ],
  [
    'device',
    async (scope) => {
      const answer = await send('/oauth/device_authorization', { client_id: 'thin', scope });
      const { error, user_code } = await answer.json();
      if (error) return [error];
      const claimed = await from('192.0.2.9', () => claimDevice(viewer, user_code));
      const device = claimed.ok ? await findDevice(viewer, claimed.value) : null;
      return [null, device?.scopes ?? []];
    },
  ],
];

test.each(DOORS)(
  'an app asks for what its operator named, and for nothing else: %s',
  async (_, ask) => {
    await addClient({ ...READER, id: 'thin', scope: undefined });
    expect(await findClient('thin')).toMatchObject({ scope: 'account:read' });
    expect(await ask('account:read')).toEqual([null, ['account:read']]);
    expect(await ask('account:read sessions openid email')).toEqual([null, ['account:read']]);
    for (const other of ['sessions', 'sessions profile', 'openid', 'openid email', 'admin'])
      expect([other, await ask(other)]).toEqual([other, ['invalid_scope']]);
  },
);

test('what an app may no longer ask for its next tokens do not have', async () => {
  const { refresh_token } = await deviceTokens(viewer);
  const allow = (scope: string) =>
    db().update(oauthClients).set({ scope }).where(eq(oauthClients.id, CLI));
  await allow('account:read');
  onTestFinished(async () => void (await allow(SCOPE)));
  const { access_token } = await (await refresh(refresh_token)).json();
  expect([...((await findByBearer(access_token))?.scopes ?? [])]).toEqual(['account:read']);
});
