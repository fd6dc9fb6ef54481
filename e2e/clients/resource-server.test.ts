import { decodeJwt } from 'jose';
import { gatehouse } from '#lib/testing/deployment.test-support';
import { type Example, startExample } from '../support/example.ts';
import { sendToOauth, tokensFor } from '../support/grant-consent.ts';
import { badTokens, openIssuer, seconds } from '../support/issuer.ts';
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

const KIND = {
  claims: { aud: AUDIENCE, sub: 'ada', client_id: 'reader', scope: 'books:read' },
  typ: 'at+jwt',
};

test('the example in Python verifies offline: every kind of bad token is refused, the right one is not', async () => {
  const issuer = await openIssuer();
  const api = await startApi({ GATEHOUSE: issuer.url, CLIENT_ID: 'books', CLIENT_SECRET: 'x' });
  try {
    const right = await read(api, holding(await issuer.sign(KIND)));
    expect([right.status, await right.json()]).toEqual([200, { reader: 'ada', books: ['Middlemarch', 'Emma'] }]);
    const bad = {
      ...(await badTokens(issuer, KIND, 6)),
      'of no key': await issuer.sign(KIND, {}, { kid: undefined }),
      'made in the future': await issuer.sign(KIND, { iat: seconds(60) }),
      'without a person': await issuer.sign(KIND, { sub: undefined }),
      'without a client': await issuer.sign(KIND, { client_id: undefined }),
      'a logout token': await issuer.sign(KIND, {}, { typ: 'logout+jwt' }),
    };
    for (const [kind, token] of Object.entries(bad)) {
      const answer = await read(api, holding(token));
      expect([answer.status, answer.headers.get('WWW-Authenticate')], kind).toEqual([401, 'Bearer error="invalid_token"']);
    }
    const few = await read(api, holding(await issuer.sign(KIND, { scope: 'account:read' })));
    expect([few.status, few.headers.get('WWW-Authenticate')]).toEqual([403, 'Bearer error="insufficient_scope", scope="books:read"']);
    expect((await read(api, holding(await issuer.sign(KIND, { scope: undefined })))).status).toBe(403);
    const late = await issuer.sign(KIND, { exp: seconds(-1) });
    expect((await read(api, holding(late))).status, 'clocks differ a little').toBe(200);
    // Keys are fetched once, and once more at most for all those names that somebody made up.
    expect(issuer.fetched.length).toBeLessThanOrEqual(2);
    // The issuer is away: what is known keeps verifying, who has to ask says that it cannot.
    issuer.close();
    expect((await read(api, holding(await issuer.sign(KIND)))).status).toBe(200);
    const away = await write(api, holding(await issuer.sign(KIND)));
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
