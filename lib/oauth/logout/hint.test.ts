import { importJWK, type JWK, SignJWT } from 'jose';
import { beforeEach, expect, test } from 'vitest';
import { randomSecret } from '#lib/crypto/tokens';
import { env } from '#lib/env';
import { deviceTokens, viewerOfTicket } from '#lib/oauth/flows.test-support';
import { privateKeys, rotateKeys } from '#lib/oauth/keys';
import { readHint, readHintIn } from '#lib/oauth/logout/hint';
import { logoutSigner } from '#lib/oauth/logout/logout-token';
import { addToldSite, signInAt } from '#lib/oauth/logout/site.test-support';
import type { Viewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  changeSettings,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';

const DAY_MS = 24 * 3_600_000;
const NOW = Date.UTC(2026, 10, 28, 12);
let viewer: Viewer;

beforeEach(async () => {
  await emptyTables();
  setClock(NOW);
  viewer = await viewerOfTicket(await beginSession(await addUser()));
});

/** An id_token of the shop, and what it says. */
async function given() {
  const { idToken, sid } = await signInAt(await addToldSite(), viewer);
  return { idToken, says: { clientId: 'shop', userId: viewer.user.id, sessionId: sid } };
}

const ownKey = async () => (await privateKeys())[0] as JWK;

/** Signed with our own key: only a leak could. */
async function signed(claims: object, header: object = {}, key?: JWK) {
  const by = key ?? (await ownKey());
  const now = Math.floor(Date.now() / 1000);
  const whole = {
    iss: env().APP_URL,
    sub: 'ada',
    aud: 'shop',
    iat: now,
    exp: now + 600,
    ...claims,
  };
  return new SignJWT(whole)
    .setProtectedHeader({ alg: String(by.alg), kid: String(by.kid), ...header })
    .sign(await importJWK(by, String(by.alg)));
}

test('an id_token says which program, who, and which session', async () => {
  const { idToken, says } = await given();
  expect(await readHint(idToken)).toEqual(says);
});

test.each<[string, () => unknown]>([
  ['long after it has expired', () => setClock(NOW + 60 * DAY_MS)],
  ['after its key was retired', () => rotateKeys('operator')],
  [
    'long after its key was retired',
    async () => {
      await rotateKeys('operator');
      setClock(NOW + 40 * DAY_MS);
    },
  ],
])('it still says so %s', async (_, later) => {
  const { idToken, says } = await given();
  await later();
  expect(await readHint(idToken)).toEqual(says);
});

test.each<[string, () => unknown]>([
  ['its key was dropped', () => rotateKeys('operator', { dropOld: true })],
  [
    'its key was sealed under a root secret that is gone',
    () => changeSettings({ SESSION_SECRET: randomSecret() }),
  ],
])('it says nothing any more when %s', async (_, later) => {
  const { idToken } = await given();
  await later();
  expect(await readHint(idToken)).toBeNull();
});

const parts = (token: string) => token.split('.') as [string, string, string];
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each<[string, (token: string) => string | Promise<string>]>([
  ['nothing', () => ''],
  ['no token', () => 'nonsense'],
  ['three parts of nothing', () => '..'],
  ['far too long', (token) => token + 'x'.repeat(9000)],
  ['another signature', (token) => `${token.slice(0, -4)}AAAA`],
  ['no signature', (token) => parts(token).slice(0, 2).join('.')],
  [
    'what it says was changed',
    (token) => {
      const [head, , signature] = parts(token);
      return [
        head,
        encoded({ iss: env().APP_URL, sub: 'eve', aud: 'shop', iat: 1, exp: 2 }),
        signature,
      ].join('.');
    },
  ],
  [
    'no algorithm',
    (token) => {
      const [, body] = parts(token);
      return `${encoded({ alg: 'none', kid: 'x' })}.${body}.`;
    },
  ],
  [
    'a public key as a secret',
    async (token) => {
      const [, body] = parts(token);
      const key = await ownKey();
      const hmac = new TextEncoder().encode(JSON.stringify({ x: key['x'], y: key['y'] }));
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: String(key.kid) })
        .sign(hmac);
    },
  ],
  ['a key that nobody knows', () => signed({}, { kid: 'unknown' })],
  ['a key that it brings along', async () => signed({}, { kid: 'x', jwk: { kty: 'EC' } })],
  ['another issuer', () => signed({ iss: 'https://evil.example' })],
  ['a time that is still to come', () => signed({ iat: Math.floor(Date.now() / 1000) + 600 })],
  ['no person', () => signed({ sub: undefined })],
  ['no program', () => signed({ aud: undefined })],
  ['many programs', () => signed({ aud: ['shop', 'blog'] })],
  ['an access token', async () => (await deviceTokens(viewer, 'account:read')).access_token],
  [
    'a logout token',
    async () =>
      (await logoutSigner())({ id: 'sid', userId: 'ada', clientId: 'shop', alg: 'RS256' }),
  ],
])('it is no hint: %s', async (_, made) => {
  const { idToken } = await given();
  expect(await readHint(await made(idToken))).toBeNull();
});

test('what was kept of a hint is read again, and nothing else is', async () => {
  const { says } = await given();
  expect(readHintIn(JSON.stringify(says))).toEqual(says);
  for (const text of ['', 'signed-out', '{}', 'null', '{"clientId":1}'])
    expect(readHintIn(text)).toBeNull();
});
