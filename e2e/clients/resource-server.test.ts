import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { decodeJwt, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { gatehouse } from '#lib/testing/deployment.test-support';
import { type Example, startExample } from '../support/example.ts';
import { sendToOauth, tokensFor } from '../support/grant-consent.ts';
import type { TestServer } from '../support/server.ts';
import { expect, test } from '../support/test.ts';
import { newVisitor } from '../support/visitor.ts';

const AUDIENCE = 'https://books.example.com';

const startApi = (env: Record<string, string>) =>
  startExample('resource-server', ['python', 'api.py'], () => ({ AUDIENCE, ...env }));

type Header = Record<string, string>;

const read = (api: Example, headers: Header = {}) => fetch(`${api.url}/books`, { headers });
const write = (api: Example, headers: Header = {}) =>
  fetch(`${api.url}/books`, { method: 'DELETE', headers });
const holding = (token: string): Header => ({ Authorization: `Bearer ${token}` });

/** The service and an app of this server, the API that belongs to it, and tokens of a person who let the app in. */
async function open(server: TestServer, scopes: string[]) {
  const about = ['--audience', AUDIENCE, '--scope', 'books:read books:write', '--json'];
  const added = await gatehouse(server, 'clients', 'add', 'books', '--kind', 'service', ...about);
  const { client_secret } = JSON.parse(added.stdout) as { client_secret: string };
  await gatehouse(server, 'clients', 'add', 'reader', '--scope', 'books:read books:write');
  const visitor = newVisitor(server);
  await visitor.signUp();
  const asked = { client: 'reader', resource: AUDIENCE };
  const tokens = await tokensFor(server, visitor, scopes, asked);
  const env = { GATEHOUSE: server.url, CLIENT_ID: 'books', CLIENT_SECRET: client_secret };
  return { api: await startApi(env), visitor, tokens };
}

/** An issuer whose keys are the test's own, so that everything can be signed; it answers for the keys and nothing else. */
async function openIssuer() {
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
  const claims = {
    iss: url,
    aud: AUDIENCE,
    sub: 'ada',
    client_id: 'reader',
    scope: 'books:read',
    iat: seconds(),
    exp: seconds(600),
  };
  const sign = (changed: Record<string, unknown> = {}, header = {}, key = ours.privateKey) =>
    new SignJWT({ ...claims, ...changed })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'ours', ...header })
      .sign(key);
  return { url, claims, sign, ours, foreign, rsa, fetched, close: () => site.close() };
}

const seconds = (more = 0) => Math.floor(Date.now() / 1000) + more;
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** One of each kind of token that is not to be taken. */
async function badTokens({
  sign,
  claims,
  ours,
  foreign,
  rsa,
}: Awaited<ReturnType<typeof openIssuer>>) {
  const header = { typ: 'at+jwt', kid: 'ours' };
  const unsigned = `${encoded({ ...header, alg: 'none' })}.${encoded(claims)}`;
  const confused = `${encoded({ ...header, alg: 'HS256' })}.${encoded(claims)}`;
  const publicKey = await exportSPKI(ours.publicKey);
  const hmac = createHmac('sha256', publicKey).update(confused).digest('base64url');
  const right = await sign();
  const [head, body, signature = ''] = right.split('.');
  return {
    'for another API': await sign({ aud: 'https://other.example.com' }),
    'for nobody': await sign({ aud: undefined }),
    'of another issuer': await sign({ iss: 'https://evil.example' }),
    'of no issuer': await sign({ iss: undefined }),
    over: await sign({ exp: seconds(-6) }),
    'without an end': await sign({ exp: undefined }),
    'not yet valid': await sign({ nbf: seconds(60) }),
    'made in the future': await sign({ iat: seconds(60) }),
    'without a person': await sign({ sub: undefined }),
    'without a client': await sign({ client_id: undefined }),
    'an id_token': await sign({}, { typ: 'JWT' }),
    'a logout token': await sign({}, { typ: 'logout+jwt' }),
    'signed with a foreign key': await sign({}, {}, foreign.privateKey),
    'of a key that is not known': await sign({}, { kid: 'made-up' }),
    'of no key': await sign({}, { kid: undefined }),
    'signed with another algorithm': await sign({}, { alg: 'RS256', kid: 'rsa' }, rsa.privateKey),
    'of a key of another kind': await sign({}, { kid: 'rsa' }),
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

test('the example in Python verifies offline: every kind of bad token is refused, the right one is not', async () => {
  const issuer = await openIssuer();
  const api = await startApi({ GATEHOUSE: issuer.url, CLIENT_ID: 'books', CLIENT_SECRET: 'x' });
  try {
    const right = await read(api, holding(await issuer.sign()));
    expect([right.status, await right.json()]).toEqual([200, { reader: 'ada', books: ['Middlemarch', 'Emma'] }]);
    for (const [kind, token] of Object.entries(await badTokens(issuer))) {
      const answer = await read(api, holding(token));
      expect([answer.status, answer.headers.get('WWW-Authenticate')], kind).toEqual([401, 'Bearer error="invalid_token"']);
    }
    const few = await read(api, holding(await issuer.sign({ scope: 'account:read' })));
    expect([few.status, few.headers.get('WWW-Authenticate')]).toEqual([403, 'Bearer error="insufficient_scope", scope="books:read"']);
    expect((await read(api, holding(await issuer.sign({ scope: undefined })))).status).toBe(403);
    const late = await issuer.sign({ exp: seconds(-1) });
    expect((await read(api, holding(late))).status, 'clocks differ a little').toBe(200);
    // Keys are fetched once, and once more at most for all those names that somebody made up.
    expect(issuer.fetched.length).toBeLessThanOrEqual(2);
    // The issuer is away: what is known keeps verifying, who has to ask says that it cannot.
    issuer.close();
    expect((await read(api, holding(await issuer.sign()))).status).toBe(200);
    const away = await write(api, holding(await issuer.sign()));
    expect([away.status, away.headers.get('Retry-After')]).toEqual([503, '5']);
  } finally {
    await api.stop();
  }
}); // biome-ignore format: tables

test('the example refuses whatever is no bearer token', { tag: '@long' }, async () => {
  const api = await startApi({ GATEHOUSE: 'http://localhost:9', CLIENT_ID: 'x', CLIENT_SECRET: 'x' });
  try {
    for (const value of ['', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', `Bearer ${'a'.repeat(4097)}`, 'Bearer é']) {
      const headers: Header = value ? { Authorization: value } : {};
      for (const answer of [await read(api, headers), await write(api, headers)])
        expect([answer.status, answer.headers.get('WWW-Authenticate')], value).toEqual([401, 'Bearer']);
    }
    expect((await fetch(`${api.url}/books?access_token=x`)).status).toBe(401);
  } finally {
    await api.stop();
  }
}); // biome-ignore format: tables

test('a token of ours opens the API in Python; taken back, it is refused at once by who asks', {
  tag: '@long',
}, async ({ server }) => {
  const { api, visitor, tokens } = await open(server, ['books:read', 'books:write']);
  try {
    const held = holding(tokens.access_token);
    const books = await read(api, held);
    expect(books.status, api.output()).toBe(200);
    expect(await books.json()).toMatchObject({ reader: decodeJwt(tokens.access_token).sub });
    expect((await write(api, held)).status).toBe(204);

    // One of ours for another place, and one that has fewer scopes.
    const other = holding((await tokensFor(server, visitor, ['account:read'])).access_token);
    expect([(await read(api, other)).status, (await write(api, other)).status]).toEqual([401, 401]);
    const asked = { client: 'reader', resource: AUDIENCE };
    const less = holding((await tokensFor(server, visitor, ['books:read'], asked)).access_token);
    expect([(await read(api, less)).status, (await write(api, less)).status]).toEqual([200, 403]);
    const forged = holding(`${tokens.access_token.slice(0, -8)}AAAAAAAA`);
    expect([(await read(api, forged)).status, (await write(api, forged)).status]).toEqual([401, 401]);

    // A new key signs from now on, and what the old one signed keeps verifying.
    expect((await gatehouse(server, 'keys', 'rotate')).exitCode).toBe(0);
    const next = holding((await tokensFor(server, visitor, ['books:read'], asked)).access_token);
    await expect.poll(async () => (await read(api, next)).status).toBe(200);
    expect((await read(api, held)).status).toBe(200);

    await sendToOauth(server, '/oauth/revoke', { client_id: 'reader', token: tokens.access_token });
    expect((await write(api, held)).status).toBe(401);
    // Who does not ask hears of it when the token is over, ten minutes after it was made at the latest.
    expect((await read(api, held)).status).toBe(200);
    const { iat = 0, exp = 0 } = decodeJwt(tokens.access_token);
    expect(exp - iat).toBe(600);
  } finally {
    await api.stop();
  }
}); // biome-ignore format: tables
