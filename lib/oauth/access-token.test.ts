import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSigner, createVerifier } from 'fast-jwt';
import { exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from 'jose';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { findByBearer } from '#lib/oauth/bearer';
import { deviceTokens, get, type Tokens, viewerOfTicket } from '#lib/oauth/flows.test-support';
import { privateKeys, rotateKeys } from '#lib/oauth/keys';
import { sealTicket } from '#lib/session/ticket';
import { addUser, beginSession, emptyTables, setClock } from '#lib/testing/database.test-support';
import fc from '#lib/testing/fast-check.test-support';

let tokens: Tokens;
let claims: Record<string, unknown>;
let key: JWK;

beforeEach(async () => {
  await emptyTables();
  tokens = await deviceTokens(await viewerOfTicket(await beginSession(await addUser())));
  claims = partOf(tokens.access_token, 1);
  key = (await privateKeys())[0] as JWK;
});

const partOf = (token: string, at: number) =>
  JSON.parse(Buffer.from(token.split('.')[at] ?? '', 'base64url').toString());
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that our own key signs, with other claims or another header than ours has. */
const signed = async (payload: object, header: object = {}) =>
  new SignJWT({ ...payload })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: String(key.kid), ...header })
    .sign(await importJWK(key, 'ES256'));

const opens = async (token: string) => (await findByBearer(token)) !== null;

test('an access token says who, through which session, for whom and what for, and nothing else', () => {
  expect(partOf(tokens.access_token, 0)).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: key.kid });
  expect(Object.keys(claims).sort()).toEqual(
    ['aud', 'client_id', 'exp', 'iat', 'iss', 'jti', 'scope', 'sid', 'sub'].sort(),
  );
  expect(claims).toMatchObject({
    iss: 'http://localhost:3000',
    aud: 'http://localhost:3000/api/v1',
    client_id: 'gatehouse-cli',
  });
  expect(Number(claims['exp']) - Number(claims['iat'])).toBe(600);
  expect(JSON.stringify(claims)).not.toMatch(/example\.com|member/);
});

test('it opens our API until its ten minutes are over', async () => {
  expect(await opens(tokens.access_token)).toBe(true);
  setClock(Date.now() + 594_000);
  expect(await opens(tokens.access_token)).toBe(true);
  setClock(Date.now() + 12_000);
  expect(await opens(tokens.access_token)).toBe(false);
});

test('anybody verifies it from the published keys, with libraries we did not write', async () => {
  const { keys } = await (await get('/.well-known/jwks.json')).json();
  expect(keys.map(({ alg }: JWK) => alg)).toEqual(['ES256', 'RS256']);
  for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi'])
    expect(keys.filter((key: JWK) => part in key)).toEqual([]);
  const verified = await jwtVerify(tokens.access_token, await importJWK(keys[0], 'ES256'), {
    audience: 'http://localhost:3000/api/v1',
    issuer: 'http://localhost:3000',
    typ: 'at+jwt',
  });
  expect(verified.payload.sub).toBe(claims['sub']);
  const { createPublicKey } = await import('node:crypto');
  const pem = createPublicKey({ key: keys[0], format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  });
  const verify = createVerifier({ key: String(pem), algorithms: ['ES256'] });
  expect(verify(tokens.access_token)).toMatchObject({ sub: claims['sub'], sid: claims['sid'] });
  expect(() => verify(`${tokens.access_token.slice(0, -4)}AAAA`)).toThrow();
});

test('keys are changed by one command: the new one signs, the old one verifies for a day', async () => {
  const { keys: before } = await (await get('/.well-known/jwks.json')).json();
  const kid = await rotateKeys('operator');
  const { keys } = await (await get('/.well-known/jwks.json')).json();
  const signsAccess = (all: JWK[]) =>
    all.filter(({ alg }) => alg === 'ES256').map((one) => one.kid);
  expect(signsAccess(keys)).toEqual([kid, before[0].kid]);
  expect(await opens(tokens.access_token)).toBe(true);
  setClock(Date.now() + 25 * 3_600_000);
  const { keys: later } = await (await get('/.well-known/jwks.json')).json();
  expect(signsAccess(later)).toEqual([kid]);
});

test('a key that may have got out is dropped: what it signed opens nothing from the next second on', async () => {
  expect(await opens(tokens.access_token)).toBe(true);
  const kid = await rotateKeys('operator', { dropOld: true });
  const { keys } = await (await get('/.well-known/jwks.json')).json();
  expect([keys.length, keys[0].kid]).toEqual([2, kid]);
  await sleep(1_050);
  expect(await opens(tokens.access_token)).toBe(false);
});

test('a header that names no algorithm of ours, or keys of its own, opens nothing', async () => {
  const [head, body, signature] = tokens.access_token.split('.') as [string, string, string];
  const header = partOf(tokens.access_token, 0);
  const { keys } = await (await get('/.well-known/jwks.json')).json();
  const own = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(own.publicKey);
  const sink = createServer().listen(0, '127.0.0.1');
  await once(sink, 'listening');
  onTestFinished(() => void sink.close());
  const asked = vi.fn();
  sink.on('connection', asked);
  const there = `http://127.0.0.1:${(sink.address() as AddressInfo).port}/keys`;
  const elsewhere = { jwk, jku: there, x5u: there, x5c: ['AAAA'] };
  const forged = [
    ...['none', 'None', 'nOnE', 'NONE'].map((alg) => `${base64({ ...header, alg })}.${body}.`),
    `${head}.${body}.`,
    `${head}.${body}`,
    `${head}.${body}.${signature}.${signature}.${signature}`,
    // Signed with the public key as if it were a shared secret.
    ...[JSON.stringify(keys[0]), keys[0].x].map((secret) => {
      const start = `${base64({ ...header, alg: 'HS256' })}.${body}`;
      return `${start}.${createHmac('sha256', secret).update(start).digest('base64url')}`;
    }),
    ...['../../../dev/null', "' or 1=1 --", ['a'], { a: 1 }, null, 7].map(
      (kid) => `${base64({ ...header, kid })}.${body}.${signature}`,
    ),
    ...(await Promise.all(
      [header, { ...header, kid: undefined }, { ...header, kid: there }].map((one) =>
        new SignJWT(claims)
          .setProtectedHeader({ ...one, ...elsewhere } as never)
          .sign(own.privateKey),
      ),
    )),
    await signed(claims, { crit: ['b64'], b64: false }).catch(() => `${head}.${body}.AAAA`),
    `${base64({ ...header, crit: ['exp'] })}.${body}.${signature}`,
    `${Buffer.from('{"alg":"none","alg":"ES256","typ":"at+jwt"}').toString('base64url')}.${body}.${signature}`,
    'a'.repeat(1_000_000),
    `${head}.${'a'.repeat(1_000_000)}.${signature}`,
  ];
  for (const token of forged)
    expect([token.slice(0, 60), await opens(token)]).toEqual([token.slice(0, 60), false]);
  expect(asked).not.toHaveBeenCalled();
});

test('claims that are missing, of another kind, or not for now open nothing, even under our own key', async () => {
  const now = Math.floor(Date.now() / 1000);
  expect(await opens(await signed(claims))).toBe(true);
  // By a node whose clock is a minute ahead.
  expect(await opens(await signed({ ...claims, iat: now + 60 }))).toBe(true);
  const wrong: [string, unknown][] = [
    ['exp', now - 60],
    ['exp', String(now + 60)],
    ['exp', null],
    ['exp', undefined],
    ['exp', now + 601],
    ['exp', 32_503_680_000],
    ['exp', Number.MAX_SAFE_INTEGER],
    ['nbf', now + 60],
    ['iat', now + 120],
    ['iat', now - 601],
    ['iat', 'x'],
    ['iat', undefined],
    ['iss', 'http://elsewhere.example'],
    ['iss', undefined],
    ['iss', ['http://localhost:3000']],
    ['aud', 'http://localhost:3000'],
    ['aud', undefined],
    ['aud', ['http://localhost:3000/api/v1', 'x']],
    ['sub', undefined],
    ['sub', 7],
    ['sub', '018f0000-0000-7000-8000-000000000000'],
    ['sid', undefined],
    ['sid', '018f0000-0000-7000-8000-000000000000'],
    ['jti', undefined],
    ['scope', 7],
    ['client_id', undefined],
  ];
  for (const [name, value] of wrong)
    expect([name, value, await opens(await signed({ ...claims, [name]: value }))]).toEqual([
      name,
      value,
      false,
    ]);
});

test('no other kind of token or secret passes for an access token', async () => {
  const ticket = await beginSession(await addUser('bob@example.com'));
  const others = [
    tokens.refresh_token,
    await sealTicket(ticket),
    ticket.secret,
    ticket.sessionId,
    await signed(claims, { typ: 'JWT' }),
    await signed(claims, { typ: 'application/json' }),
    // The session of a browser is no session of a program.
    await signed({ ...claims, sid: ticket.sessionId }),
    createSigner({ key: 'a-secret-that-nobody-has-agreed-on' })(claims),
  ];
  for (const token of others)
    expect([token.slice(0, 30), await opens(token)]).toEqual([token.slice(0, 30), false]);
});

test('junk opens nothing and breaks nothing', async () => {
  const part = fc.oneof(
    fc.string({ maxLength: 50 }),
    fc.base64String({ maxLength: 60 }),
    fc.json().map((one) => Buffer.from(one).toString('base64url')),
  );
  const junk = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.array(part, { maxLength: 5 }).map((parts) => parts.join('.')),
  );
  await fc.assert(
    fc.asyncProperty(junk, async (token) => {
      expect(await opens(token)).toBe(false);
    }),
    { numRuns: 500 },
  );
});
