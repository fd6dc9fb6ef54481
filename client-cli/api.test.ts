import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { callApi } from './api.mjs';
import { openFakeSite, TOKENS } from './fake-site.test-support';
import { openStore } from './store.mjs';

let folder: string;
let fake: Awaited<ReturnType<typeof openFakeSite>>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-cli-'));
});
afterEach(() => {
  fake?.close();
  rmSync(folder, { recursive: true });
});

const KEPT = {
  refreshToken: 'refresh-0',
  accessToken: 'access-0',
  expiresAt: Date.now() + 600_000,
};
const open = () => openStore({ folder, keychain: null });

/** A site where somebody is signed in, with these answers of its API and its token endpoint. */
async function signedIn(
  api: (token: string) => object,
  token: () => object | null = () => ({ body: TOKENS }),
) {
  fake = await openFakeSite(({ path, headers }) =>
    path === '/token' ? token() : api(String(headers.authorization)),
  );
  const store = open();
  store.write({ site: fake.site, tokens: KEPT });
  return store;
}

const outcomeOf = (call: Promise<unknown>) =>
  call.catch(({ exitCode, message }) => `${exitCode} ${message}`);
const refreshes = () => fake.asked.filter(({ path }) => path === '/token');

test('a token that is still good is used, and not renewed', async () => {
  const store = await signedIn((token) => ({ body: { token } }));
  expect(await callApi(store, '/me')).toEqual({ token: 'Bearer access-0' });
  expect(refreshes()).toHaveLength(0);
});

test('one that is over, or that is refused, is renewed first; the new ones are kept', async () => {
  const store = await signedIn((token) =>
    token === 'Bearer access-1' ? { body: { token } } : { status: 401 },
  );
  expect(await callApi(store, '/me')).toEqual({ token: 'Bearer access-1' });
  expect(open().read()?.tokens).toMatchObject({ refreshToken: 'refresh-1' });
  store.write({ site: fake.site, tokens: { ...KEPT, expiresAt: Date.now() + 29_000 } });
  expect(await callApi(store, '/me')).toEqual({ token: 'Bearer access-1' });
  expect(refreshes().map(({ form }) => form.get('refresh_token'))).toEqual([
    'refresh-0',
    'refresh-0',
  ]);
});

test('an answer that was lost is asked for again with the same token', async () => {
  let count = 0;
  const store = await signedIn(
    (token) => (token === 'Bearer access-1' ? { body: {} } : { status: 401 }),
    () => (++count < 3 ? null : { body: TOKENS }),
  );
  expect(await callApi(store, '/me')).toEqual({});
  expect(new Set(refreshes().map(({ form }) => form.get('refresh_token')))).toEqual(
    new Set(['refresh-0']),
  );
});

test('a person who was signed out elsewhere is told what to do, and nothing of it is kept', async () => {
  const ended = () => ({ status: 400, body: { error: 'invalid_grant' } });
  const store = await signedIn(() => ({ status: 401 }), ended);
  const says = `4 You were signed out of ${fake.site}. Sign in again with: gatehouse-cli login`;
  expect(await outcomeOf(callApi(store, '/me'))).toBe(says);
  expect(open().read()).toMatchObject({ site: fake.site, tokens: null });
  expect(await outcomeOf(callApi(store, '/me'))).toBe(says);
  expect(refreshes()).toHaveLength(1);
});

test('a token that another copy has put there meanwhile is used, not thrown away', async () => {
  const store = await signedIn(
    (token) => (token === 'Bearer access-9' ? { body: {} } : { status: 401 }),
    () => {
      const tokens = { ...KEPT, refreshToken: 'refresh-9', accessToken: 'access-9' };
      open().write({ site: fake.site, tokens });
      return { status: 400, body: { error: 'invalid_grant' } };
    },
  );
  expect(await callApi(store, '/me')).toEqual({});
  expect(open().read()?.tokens).toMatchObject({ refreshToken: 'refresh-9' });
});

test.each([
  [{ status: 404 }, '3 There is no such thing.'],
  [{ status: 429, headers: { 'Retry-After': '5' } }, /^1 .* Try again in 5 seconds\.$/],
  [{ status: 500 }, /^1 .* cannot do this right now\. Try again later\.$/],
  [
    { status: 409, body: { title: 'Too many', detail: 'Remove\u001b[2J somebody.' } },
    '1 Too many. Remove [2J somebody.',
  ],
  [
    { status: 422, body: { errors: [{ field: 'title', detail: 'Too long.' }] } },
    '2 title: Too long.',
  ],
  [{ status: 302, headers: { Location: 'https://evil.example' } }, /^1 .* answered 302\.$/],
])('a refusal is one sentence and one number: %o', async (answer, says) => {
  const store = await signedIn(() => answer);
  const outcome = await outcomeOf(callApi(store, '/me'));
  expect(outcome).toEqual(says instanceof RegExp ? expect.stringMatching(says) : says);
});

test('a person who never signed in is told how', async () => {
  expect(await outcomeOf(callApi(open(), '/me'))).toBe(
    '4 You are not signed in. Sign in with: gatehouse-cli login',
  );
});

const TOKEN = `gatehouse_pat_${'a'.repeat(39)}`;
const withToken = (token: string, url?: string) => {
  vi.stubEnv('GATEHOUSE_TOKEN', token);
  vi.stubEnv('GATEHOUSE_URL', url);
};
afterEach(() => {
  vi.unstubAllEnvs();
});

test('a token of the environment takes the place of the sign-in, which stays as it is', async () => {
  const store = await signedIn((token) => ({ body: { token } }));
  withToken(TOKEN);
  expect(await callApi(store, '/me')).toEqual({ token: `Bearer ${TOKEN}` });
  vi.unstubAllEnvs();
  expect(await callApi(store, '/me')).toEqual({ token: 'Bearer access-0' });
  withToken(TOKEN, fake.site);
  expect(await callApi(openStore({ folder: `${folder}/none`, keychain: null }), '/me')).toEqual({
    token: `Bearer ${TOKEN}`,
  });
});

test('one that opens nothing, is none, or would travel in clear is said to, and nothing is renewed or lost', async () => {
  const store = await signedIn(() => ({ status: 401 }));
  withToken(TOKEN);
  expect(await outcomeOf(callApi(store, '/me'))).toBe(
    `4 The token in GATEHOUSE_TOKEN opens nothing at ${fake.site}. Make another at ${fake.site}/settings/apps.`,
  );
  expect(refreshes()).toHaveLength(0);
  expect(open().read()?.tokens).toEqual(KEPT);
  for (const none of ['access-0', `${TOKEN}\r\nX-Other: 1`, 'gatehouse_pat_']) {
    withToken(none);
    expect(await outcomeOf(callApi(store, '/me'))).toBe(
      '2 GATEHOUSE_TOKEN is no access token of a Gatehouse.',
    );
  }
  withToken(TOKEN, 'http://gate.example.org');
  expect(await outcomeOf(callApi(store, '/me'))).toMatch(/^2 .* is not encrypted/);
});
