import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hashOfSession } from '#lib/providers/answer';
import { readLogoutToken } from '#lib/providers/logout-token';
import { addProvider } from '#lib/providers/stored';
import { clearSingleton, emptyTables } from '#lib/testing/database.test-support';
import { TestProvider } from '#lib/testing/oidc.test-support';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const acme = new TestProvider();
const other = new TestProvider();

beforeAll(async () => {
  await acme.start(['http://localhost:3000/callback/acme']);
  await other.start(['http://localhost:3000/callback/other']);
});
afterAll(() => {
  acme.stop();
  other.stop();
});
beforeEach(async () => {
  await emptyTables();
  clearSingleton('providers', 'provider-keys');
  const { id: clientId, secret: clientSecret } = acme.client;
  for (const [name, { issuer }] of [['acme', acme], ['other', other]] as const)
    await addProvider({ kind: 'oidc', name, issuer, clientId, clientSecret }); // biome-ignore format: one line
});

const now = () => Math.floor(Date.now() / 1000);
const whole = (): Record<string, unknown> => ({
  iss: acme.issuer,
  aud: acme.client.id,
  iat: now(),
  exp: now() + 120,
  jti: 'one',
  events: { [EVENT]: {} },
  sub: 'ada-at-acme',
  sid: 'her session',
});
/** The claims of a whole one, some of them otherwise; what is undefined is not there. */
const claims = (more: object) =>
  Object.fromEntries(
    Object.entries({ ...whole(), ...more }).filter(([, one]) => one !== undefined),
  );

test.each<[string, object, object?]>([
  ['whole', {}],
  ['of the type that the standard names', {}, { typ: 'logout+jwt' }],
  ['with that type in full', {}, { typ: 'application/logout+jwt' }],
  ['of the type JWT', {}, { typ: 'JWT' }],
  ['for us among others', { aud: ['another', acme.client.id] }],
  ['with other events besides', { events: { [EVENT]: {}, 'https://other.example': {} } }],
  ['of a clock half a minute ahead', { iat: now() + 20 }],
])('a logout token %s is read', async (_, more, header) => {
  const read = await readLogoutToken('acme', await acme.sign(claims(more), header));
  const session = hashOfSession(acme.issuer, 'her session');
  expect(read).toEqual({ issuer: acme.issuer, subject: 'ada-at-acme', session, jti: 'one' });
});

test('one that names only somebody, or only a session, is read', async () => {
  const read = async (more: object) => readLogoutToken('acme', await acme.sign(claims(more)));
  expect(await read({ sid: undefined })).toMatchObject({ subject: 'ada-at-acme', session: null });
  expect(await read({ sub: undefined })).toMatchObject({ subject: null, session: expect.any(String) }); // biome-ignore format: one line
});

test.each<[string, object, object?]>([
  ['of another issuer', { iss: 'https://evil.example' }],
  ['of no issuer', { iss: undefined }],
  ['for another client', { aud: 'another' }],
  ['for nobody', { aud: undefined }],
  ['without a beginning', { iat: undefined }],
  ['too old', { iat: now() - 700, exp: now() + 120 }],
  ['from a time to come', { iat: now() + 120 }],
  ['without an end', { exp: undefined }],
  ['that is over', { exp: now() - 60 }],
  ['without a number', { jti: undefined }],
  ['with an empty number', { jti: '' }],
  ['with a number that is none', { jti: 7 }],
  ['without events', { events: undefined }],
  ['with events that are a list', { events: [EVENT] }],
  ['with another event', { events: { 'https://other.example': {} } }],
  ['with an event that says nothing', { events: { [EVENT]: null } }],
  ['with an event that is a word', { events: { [EVENT]: 'yes' } }],
  ['with an event that is a list', { events: { [EVENT]: [] } }],
  ['with a nonce', { nonce: 'of an ID token' }],
  ['with an empty nonce', { nonce: '' }],
  ['that names nobody', { sub: undefined, sid: undefined }],
  ['that names somebody who is nobody', { sub: '' }],
  ['that names a number', { sub: 1046 }],
  ['that names a list', { sub: ['ada-at-acme'] }],
  ['with a session that is none', { sid: '' }],
  ['with a name as long as nobody has', { sub: 'a'.repeat(256) }],
  ['that is an ID token', { events: undefined, nonce: 'x', auth_time: now() }],
  ['that calls itself an access token', {}, { typ: 'at+jwt' }],
  ['that calls itself a security event', {}, { typ: 'secevent+jwt' }],
  ['of a key that nobody knows', {}, { kid: 'another' }],
])('a token %s is refused', async (_, more, header) => {
  expect(await readLogoutToken('acme', await acme.sign(claims(more), header))).toBeNull();
});

const { privateKey } = await generateKeyPair('RS256');
const forged = (header: object) =>
  new SignJWT(claims({})).setProtectedHeader({ alg: 'RS256', ...header }).sign(privateKey);

test.each<[string, () => string | Promise<string>]>([
  ['nothing', () => ''],
  ['no token', () => 'nonsense'],
  ['a token without a signature', () => new UnsecuredJWT(claims({})).encode()],
  ['a token whose signature was cut off', async () => (await acme.sign(claims({}))).replace(/[^.]+$/, '')],
  ['a token of another key', () => forged({})],
  ['a token of another provider, in the name of this one', () => other.sign(claims({}))],
  ['a token of another provider, in its own name', () => other.sign(claims({ iss: other.issuer }))],
  ['a token signed with our secret', () =>
    new SignJWT(claims({})).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from(acme.client.secret.repeat(2)))],
  ['a token that brings its key along', async () => forged({ jwk: { kty: 'RSA' }, jku: 'https://evil.example' })],
  ['a token whose claims were changed', async () => {
    const [head, , signature] = (await acme.sign(claims({}))).split('.');
    return [head, Buffer.from(JSON.stringify(claims({ sub: 'mallory' }))).toString('base64url'), signature].join('.');
  }],
  ['a token as long as none', () => acme.sign(claims({ more: 'x'.repeat(9000) }))],
])('%s is refused', async (_, make) => {
  expect(await readLogoutToken('acme', await make())).toBeNull();
}); // biome-ignore format: one line each

test('what was said to one provider’s address is nothing at another’s, and at that of none', async () => {
  const token = await acme.sign(claims({}));
  expect(await readLogoutToken('acme', token)).not.toBeNull();
  for (const name of ['other', 'nobody', '', '__proto__'])
    expect(await readLogoutToken(name, token)).toBeNull();
});

test('a key that is gone signs nothing any more, and a new one is found', async () => {
  const before = await acme.sign(claims({}));
  expect(await readLogoutToken('acme', before)).not.toBeNull();
  await acme.renewKeys(['http://localhost:3000/callback/acme']);
  clearSingleton('provider-keys');
  expect(await readLogoutToken('acme', before)).toBeNull();
  expect(await readLogoutToken('acme', await acme.sign(claims({})))).not.toBeNull();
});
