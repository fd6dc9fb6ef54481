import assert from 'node:assert/strict';
import { decodeJwt, decodeProtectedHeader, importJWK, SignJWT } from 'jose';
import * as oauth from 'oauth4webapi';
import { BOOKS } from '../registered.ts';
import { type Plan, pass } from '../row.ts';
import type { World } from '../world.ts';

const letIn = (w: World) => w.signIn({ scope: 'account:read' }, { client: 'app' });
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The same token with another header, or other claims, under this signature. */
const forged = (token: string, head: object, claims: object, signature = token.split('.')[2]) =>
  `${encode({ ...decodeProtectedHeader(token), ...head })}.${encode({ ...decodeJwt(token), ...claims })}.${signature}`;

async function opensNothing(w: World, token: string) {
  assert.equal((await w.me(token)).status, 401);
}

export const rfc9068: Plan = {
  title: 'RFC 9068: access tokens as JWTs',
  at: 'https://www.rfc-editor.org/rfc/rfc9068',
  rows: [
    pass('header', '2.1', 'typ at+jwt, signed, with a kid that is published', async (w) => {
      const { typ, alg, kid } = decodeProtectedHeader((await letIn(w)).accessToken);
      assert.deepEqual([typ, alg], ['at+jwt', 'ES256']);
      assert.ok((await w.keys()).keys.some((key) => key.kid === kid));
    }),
    pass('claims', '2.2', 'iss, exp, aud, sub, client_id, iat, jti, scope; no address and no role', async (w) => {
      const { iss, exp, aud, sub, client_id, iat, jti, scope, ...others } = decodeJwt((await letIn(w)).accessToken);
      assert.deepEqual([iss, aud, client_id, scope], [w.url, `${w.url}/api/v1`, 'app', 'account:read']);
      assert.deepEqual([typeof sub, typeof jti, Number(exp) - Number(iat)], ['string', 'string', 600]);
      assert.deepEqual(Object.keys(others).filter((name) => name !== 'sid'), []);
    }),
    pass('verified by somebody else', '4', 'A resource server of the standard takes it, by the published keys alone, and not for another audience', async (w) => {
      const { accessToken } = await w.signIn({ scope: 'books:read', resource: BOOKS }, { client: 'app' });
      const as = (await w.discovery()) as unknown as oauth.AuthorizationServer;
      const request = () => new Request(`${BOOKS}/`, { headers: w.bearer(accessToken) });
      const options = { [oauth.allowInsecureRequests]: true };
      const claims = await oauth.validateJwtAccessToken(as, request(), BOOKS, options);
      assert.equal(claims.scope, 'books:read');
      await assert.rejects(oauth.validateJwtAccessToken(as, request(), 'https://maps.example.com', options));
    }),
    pass('a clock that is a minute off', '4', 'A service whose clock is 60 seconds ahead or behind takes a new token', async (w) => {
      const { accessToken } = await letIn(w);
      for (const seconds of [-60, 60])
        await w.verify(accessToken, { typ: 'at+jwt', audience: `${w.url}/api/v1`, currentDate: new Date(Date.now() + seconds * 1000) });
    }),
    pass('an id_token is no access token', '5', 'It opens neither the API nor userinfo', async (w) => {
      const { idToken } = await w.signIn();
      await opensNothing(w, idToken);
      assert.equal((await w.userinfo(idToken)).status, 401);
    }),
    pass('a token that somebody made', '4', 'No signature, none, HS256 by a published key, a key of one’s own, and other claims open nothing', async (w) => {
      const { accessToken } = await letIn(w);
      const [key] = (await w.keys()).keys;
      const own = { kty: 'oct', k: encode(key) };
      const byPublic = await new SignJWT(decodeJwt(accessToken)).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: String(key?.kid) }).sign(await importJWK(own, 'HS256'));
      const made = [
        forged(accessToken, { alg: 'none' }, {}, ''),
        forged(accessToken, { alg: 'None' }, {}),
        forged(accessToken, {}, { scope: 'account:read notes:write' }),
        forged(accessToken, {}, { exp: 9_999_999_999 }),
        forged(accessToken, { kid: '../../etc/passwd' }, {}),
        forged(accessToken, { jwk: key }, {}),
        forged(accessToken, { jku: 'https://evil.example/keys' }, {}),
        forged(accessToken, { crit: ['made-up'], 'made-up': 1 }, {}),
        forged(accessToken, { typ: 'JWT' }, {}),
        byPublic,
        `${accessToken}.x`,
      ];
      for (const token of made) await opensNothing(w, token);
      assert.equal((await w.me(accessToken)).status, 200);
    }),
  ],
}; // biome-ignore format: a table
