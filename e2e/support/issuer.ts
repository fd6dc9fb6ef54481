import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';

export const seconds = (more = 0) => Math.floor(Date.now() / 1000) + more;

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

type Issuer = Awaited<ReturnType<typeof openIssuer>>;
type Kind = { claims: Record<string, unknown>; typ: string };

/** An issuer whose keys are the test's own, so that everything can be signed; it answers for the keys and nothing else. */
export async function openIssuer() {
  const [ours, foreign] = [await generateKeyPair('ES256'), await generateKeyPair('ES256')];
  const rsa = await generateKeyPair('RS256');
  const keys = [
    { ...(await exportJWK(ours.publicKey)), kid: 'ours', alg: 'ES256', use: 'sig' },
    { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', alg: 'RS256', use: 'sig' },
  ];
  const fetched: string[] = [];
  const site = createServer((request, response) => {
    fetched.push(String(request.url));
    const isKeys = request.url === '/.well-known/jwks.json';
    response.writeHead(isKeys ? 200 : 404).end(JSON.stringify({ keys }));
  }).listen(0);
  await once(site, 'listening');
  const url = `http://localhost:${(site.address() as { port: number }).port}`;
  /** A token with these claims, of this type; `changed` takes the place of what is right. */
  const sign = (
    { claims, typ }: Kind,
    changed: Record<string, unknown> = {},
    header = {},
    key = ours.privateKey,
  ) =>
    new SignJWT({ iss: url, iat: seconds(), exp: seconds(600), ...claims, ...changed })
      .setProtectedHeader({ alg: 'ES256', typ, kid: 'ours', ...header })
      .sign(key);
  return { url, sign, ours, foreign, rsa, fetched, close: () => site.close() };
}

/** One of each kind of token that nobody may take, whatever it is for. `late`: so many seconds past its end it is too old. */
export async function badTokens(
  { url, sign, ours, foreign, rsa }: Issuer,
  kind: Kind,
  late: number,
) {
  const claims = { iss: url, iat: seconds(), exp: seconds(600), ...kind.claims };
  const header = { typ: kind.typ, kid: 'ours' };
  const unsigned = `${encoded({ ...header, alg: 'none' })}.${encoded(claims)}`;
  const confused = `${encoded({ ...header, alg: 'HS256' })}.${encoded(claims)}`;
  const publicKey = await exportSPKI(ours.publicKey);
  const hmac = createHmac('sha256', publicKey).update(confused).digest('base64url');
  const [head, body, signature = ''] = (await sign(kind)).split('.');
  return {
    'for another audience': await sign(kind, { aud: 'https://other.example.com' }),
    'for nobody': await sign(kind, { aud: undefined }),
    'of another issuer': await sign(kind, { iss: 'https://evil.example' }),
    'of no issuer': await sign(kind, { iss: undefined }),
    over: await sign(kind, { exp: seconds(-late) }),
    'without an end': await sign(kind, { exp: undefined }),
    'without a beginning': await sign(kind, { iat: undefined }),
    'not yet valid': await sign(kind, { nbf: seconds(120) }),
    'an id_token': await sign(kind, {}, { typ: 'JWT' }),
    'of no type': await sign(kind, {}, { typ: undefined }),
    'signed with a foreign key': await sign(kind, {}, {}, foreign.privateKey),
    'of a key that is not known': await sign(kind, {}, { kid: 'made-up' }),
    'of a key of another kind': await sign(kind, {}, { kid: 'rsa' }),
    'of our key, signed with another': await sign(kind, {}, { alg: 'RS256' }, rsa.privateKey),
    unsigned: `${unsigned}.`,
    'unsigned, with a signature': `${unsigned}.${signature}`,
    'HS256 with the public key as its secret': `${confused}.${hmac}`,
    'with other claims': `${head}.${encoded({ ...claims, sub: 'mallory' })}.${signature}`,
    'without a signature': `${head}.${body}.`,
    'with a broken signature': `${head}.${body}.AAAA`,
    'no JWT': 'AAAA',
    'nested too deep': `${Buffer.from('['.repeat(2500)).toString('base64url')}.AAAA.AAAA`,
  };
}
