import { decodeJwt, decodeProtectedHeader, exportPKCS8, generateKeyPair } from 'jose';
import { beforeEach, expect, test, vi } from 'vitest';
import { type KindName, NewProvider } from '#lib/env/providers';
import { takeAnswer } from '#lib/providers/answer';
import { beginAt } from '#lib/providers/begin';
import { findAsked } from '#lib/providers/flow';
import { type Recorded, RecordedProvider } from '#lib/providers/kinds/recorded.test-support';
import { copyPosted } from '#lib/providers/posted';
import { addProvider } from '#lib/providers/stored';
import { clearSingleton, emptyTables } from '#lib/testing/database.test-support';

const net = vi.hoisted(() => ({ fetch: async (): Promise<Response> => new Response() }));
vi.mock('#lib/providers/fetch', () => ({
  mayFetch: () => true,
  fetchPublic: (...asked: []) => net.fetch(...asked),
}));

beforeEach(async () => {
  await emptyTables();
  clearSingleton('providers');
});

const BROWSER = 'the secret of this browser';

/** A sign-in at such a provider, from the button to what is made of its answer. */
async function signIn(
  kind: KindName,
  recorded: Recorded,
  { more = {}, back = {} }: { more?: Partial<NewProvider>; back?: Record<string, string> } = {},
) {
  const provider = new RecordedProvider(recorded);
  net.fetch = provider.fetch as never;
  await addProvider({ kind, clientId: 'our-id', clientSecret: 'our-secret', ...more });
  const name = more.name ?? kind;
  const about = { provider: name, intent: 'sign_in', next: '/', isPersistent: false, sessionId: null } as const; // biome-ignore format: one line
  const begun = await beginAt(about, BROWSER);
  if (!begun.ok) throw new Error(begun.reason);
  const url = new URL(String((await findAsked(begun.value, BROWSER))?.payload['url']));
  provider.asked = url.searchParams;
  const here = { browser: BROWSER, sessionId: undefined };
  const taken = await takeAnswer(name, provider.back(back), here);
  return { url, provider, outcome: taken?.outcome };
}

const found = (issuer: string, authorize: string) => ({
  issuer,
  authorization_endpoint: authorize,
  response_types_supported: ['code'],
  id_token_signing_alg_values_supported: ['RS256'],
});

const GITHUB: Recorded = {
  token: 'https://github.com/login/oauth/access_token',
  proves: 'post',
  apis: {
    'https://api.github.com/user': { json: { id: 583231, login: 'octocat', name: null, email: 'public@example.com' } },
    'https://api.github.com/user/emails': {
      json: [
        { email: 'old@example.com', primary: false, verified: true, visibility: null },
        { email: 'octocat@github.com', primary: true, verified: true, visibility: 'private' },
      ],
    },
  },
}; // biome-ignore format: one line
const GOOGLE: Recorded = {
  discovery: found('https://accounts.google.com', 'https://accounts.google.com/o/oauth2/v2/auth'),
  token: 'https://oauth2.googleapis.com/token',
  proves: 'post',
  claims: { iss: 'https://accounts.google.com', sub: '10769150350006150715113082367', email: 'ada@gmail.com', email_verified: true, name: 'Ada' },
}; // biome-ignore format: one line
const TID = '72f988bf-86f1-41af-91ab-2d7cd011db47';
const MICROSOFT: Recorded = {
  discovery: found('https://login.microsoftonline.com/{tenantid}/v2.0', 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize'),
  token: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
  proves: 'post',
  claims: { iss: `https://login.microsoftonline.com/${TID}/v2.0`, tid: TID, sub: 'pairwise', email: 'ada@contoso.com', preferred_username: 'ada@contoso.com' },
}; // biome-ignore format: one line
const APPLE: Recorded = {
  discovery: found('https://appleid.apple.com', 'https://appleid.apple.com/auth/authorize'),
  token: 'https://appleid.apple.com/auth/token',
  proves: 'post',
  claims: { iss: 'https://appleid.apple.com', sub: '001.a.1', email: 'x@privaterelay.appleid.com', email_verified: 'true', is_private_email: 'true' },
}; // biome-ignore format: one line
const GITLAB: Recorded = {
  discovery: { ...found('https://gitlab.com', 'https://gitlab.com/oauth/authorize'), userinfo_endpoint: 'https://gitlab.com/oauth/userinfo' },
  token: 'https://gitlab.com/oauth/token',
  proves: 'post',
  claims: { iss: 'https://gitlab.com', sub: '12', preferred_username: 'ada' },
  apis: { 'https://gitlab.com/oauth/userinfo': { json: { sub: '12', name: 'Ada', email: 'ada@example.com', email_verified: true } } },
}; // biome-ignore format: one line
const FACEBOOK: Recorded = {
  token: 'https://graph.facebook.com/v23.0/oauth/access_token',
  proves: 'post',
  apis: { 'https://graph.facebook.com/v23.0/me?fields=id,name,email': { json: { id: '10220', name: 'Ada', email: 'ada@example.com' } } },
}; // biome-ignore format: one line
const LINKEDIN: Recorded = {
  discovery: found('https://www.linkedin.com/oauth', 'https://www.linkedin.com/oauth/v2/authorization'),
  token: 'https://www.linkedin.com/oauth/v2/accessToken',
  proves: 'post',
  omitsNonce: true,
  refusesVerifier: true,
  claims: { iss: 'https://www.linkedin.com/oauth', sub: '782bbtaQ', name: 'Ada', email: 'ada@example.com', email_verified: 'true' },
}; // biome-ignore format: one line
const DISCORD: Recorded = {
  token: 'https://discord.com/api/oauth2/token',
  proves: 'post',
  apis: { 'https://discord.com/api/users/@me': { json: { id: '80351110224678912', username: 'ada', global_name: null, email: 'ada@example.com', verified: true } } },
}; // biome-ignore format: one line
const X: Recorded = {
  token: 'https://api.x.com/2/oauth2/token',
  proves: 'basic',
  apis: { 'https://api.x.com/2/users/me?user.fields=confirmed_email': { json: { data: { id: '2244994945', name: 'Ada', username: 'ada' } } } },
}; // biome-ignore format: one line

const pem = async () =>
  exportPKCS8((await generateKeyPair('ES256', { extractable: true })).privateKey);

test.each<[KindName, Recorded, object]>([
  ['google', GOOGLE, { subject: '10769150350006150715113082367', email: 'ada@gmail.com', isEmailProven: true }],
  ['github', GITHUB, { subject: '583231', label: 'octocat', email: 'octocat@github.com', isEmailProven: true, issuer: 'https://github.com/login/oauth' }],
  ['microsoft', MICROSOFT, { subject: 'pairwise', isEmailProven: false, issuer: `https://login.microsoftonline.com/${TID}/v2.0` }],
  ['gitlab', GITLAB, { subject: '12', label: 'ada', name: 'Ada', email: 'ada@example.com', isEmailProven: false }],
  ['facebook', FACEBOOK, { subject: '10220', email: 'ada@example.com', isEmailProven: false }],
  ['linkedin', LINKEDIN, { subject: '782bbtaQ', email: 'ada@example.com', isEmailProven: false }],
  ['discord', DISCORD, { subject: '80351110224678912', label: 'ada', isEmailProven: false }],
  ['x', X, { subject: '2244994945', label: 'ada', email: '', isEmailProven: false }],
])('%s is asked as it wants to be, and read as it answers', async (kind, recorded, said) => {
  const { url, outcome } = await signIn(kind, recorded);
  expect(outcome).toMatchObject({ ok: true, value: { provider: kind, ...said } });
  expect(url.protocol).toBe('https:');
  const hasPkce = url.searchParams.get('code_challenge_method') === 'S256';
  expect(hasPkce).toBe(!recorded.refusesVerifier);
  expect(url.searchParams.has('nonce')).toBe(Boolean(recorded.claims) && !recorded.omitsNonce);
}); // biome-ignore format: rows

test('Apple is asked to post, proven by a key, and its words are read as what they mean', async () => {
  const more = { clientSecret: await pem(), team: 'TEAM', key: 'KEY' };
  const { url, outcome, provider } = await signIn('apple', APPLE, {
    more,
    back: { name: 'Ada L.' },
  });
  expect(url.searchParams.get('response_mode')).toBe('form_post');
  expect(outcome).toMatchObject({ ok: true, value: { name: 'Ada L.', isEmailProven: true } });
  expect(decodeProtectedHeader(provider.secret)).toMatchObject({ alg: 'ES256', kid: 'KEY' });
  const claims = decodeJwt(provider.secret);
  expect(claims).toMatchObject({ iss: 'TEAM', sub: 'our-id', aud: 'https://appleid.apple.com' });
  expect(Number(claims.exp) - Number(claims.iat)).toBeLessThan(182 * 24 * 3600);
});

const posted = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

test.each<[string, Record<string, string>, string]>([
  ['code and state', { code: 'c', state: 's', id_token: 'secret', next: '//evil' }, 'code=c&state=s'],
  ['the name that comes once', { code: 'c', state: 's', user: '{"name":{"firstName":"Ada","lastName":"L"},"email":"a@b.c"}' }, 'code=c&state=s&name=Ada+L'],
  ['no name that is none', { state: 's', user: '{"name":[1]}' }, 'state=s'],
  ['no name that is broken', { state: 's', user: '{' }, 'state=s'],
  ['an error', { error: 'user_cancelled_authorize', state: 's' }, 'state=s&error=user_cancelled_authorize'],
  ['nothing that is too long', { code: 'c'.repeat(3000), state: 's' }, 'state=s'],
  ['nothing else', { session: 'x' }, ''],
])('of what Apple posts is copied: %s', async (_, fields, copied) => {
  await addProvider({ kind: 'apple', clientId: 'a', clientSecret: await pem(), team: 'T', key: 'K' });
  expect(await copyPosted('apple', posted(fields))).toBe(copied);
}); // biome-ignore format: rows

test('nobody else may post', async () => {
  await addProvider({ kind: 'google', clientId: 'a', clientSecret: 'b' });
  for (const name of ['google', 'none'])
    expect(await copyPosted(name, posted({ code: 'c', state: 's' }))).toBeNull();
});

const claims = (recorded: Recorded, more: object): Recorded => ({ ...recorded, claims: { ...recorded.claims, ...more } }); // biome-ignore format: one line

test.each<[string, KindName, Recorded, boolean]>([
  ['Google, of another mailbox', 'google', claims(GOOGLE, { email: 'ada@yahoo.com' }), false],
  ['Google, of a Workspace', 'google', claims(GOOGLE, { email: 'ada@acme.com', hd: 'acme.com' }), true],
  ['Google, not verified', 'google', claims(GOOGLE, { email_verified: false }), false],
  ['Google, verified by a word', 'google', claims(GOOGLE, { email_verified: 'true' }), false],
  ['Microsoft, a personal account', 'microsoft', claims(MICROSOFT, { tid: '9188040d-6c67-4c5b-b112-36a304b66dad', iss: 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0' }), true],
  ['Microsoft, a domain that was verified', 'microsoft', claims(MICROSOFT, { xms_edov: true }), true],
  ['Microsoft, the same as a number in a text', 'microsoft', claims(MICROSOFT, { xms_edov: '1' }), true],
  ['Microsoft, one that was not', 'microsoft', claims(MICROSOFT, { xms_edov: false }), false],
])('whether an address is proven: %s', async (_, kind, recorded, isProven) => {
  const { outcome } = await signIn(kind, recorded);
  expect(outcome).toMatchObject({ ok: true, value: { isEmailProven: isProven } });
}); // biome-ignore format: rows

test('what cannot be stored of a person is left out, and an address that cannot be read is none', async () => {
  const odd = { name: 'A\u0000da\ud800', email: 'a\u0000da@gmail.com', acr: '\u0000', amr: ['pwd', '\ud800', 7] };
  const { outcome } = await signIn('google', claims(GOOGLE, odd));
  expect(outcome).toMatchObject({ ok: true, value: { name: 'Ada', email: '', acr: '', amr: 'pwd  ' } });
}); // biome-ignore format: one line each

test('no name, no title and no word of a provider makes it one that answers for addresses', async () => {
  const issuer = 'https://id.example';
  const recorded: Recorded = {
    ...GOOGLE,
    proves: 'basic',
    discovery: found(issuer, `${issuer}/authorize`),
    claims: { ...GOOGLE.claims, iss: issuer, hd: 'gmail.com', xms_edov: true },
  };
  const more = { name: 'google', title: 'Google', issuer };
  const { outcome } = await signIn('oidc', recorded, { more });
  expect(outcome).toMatchObject({
    ok: true,
    value: { issuer, email: 'ada@gmail.com', isEmailProven: false },
  });
});

test.each(['trusted', 'trustEmail', 'trustEmailVerified', 'allowDangerousEmailAccountLinking'])(
  'there is no switch to trust a provider with addresses: %s',
  (word) => {
    const known = { kind: 'google', clientId: 'us', clientSecret: 'a secret' };
    expect(NewProvider.safeParse(known).success).toBe(true);
    expect(NewProvider.safeParse({ ...known, [word]: true }).success).toBe(false);
  },
);

const emails = (json: unknown, status = 200): Recorded => ({
  ...GITHUB,
  apis: { ...GITHUB.apis, 'https://api.github.com/user/emails': { json, status } },
});

test.each<[string, unknown]>([
  ['none', []],
  ['none that is primary and verified', [{ email: 'a@b.c', primary: true, verified: false }, { email: 'd@e.f', primary: false, verified: true }]],
  ['no list', { message: 'Not Found' }],
  ['no objects', [null, 'a@b.c', 7]],
])('GitHub with %s names no address, and no other is taken', async (_, json) => {
  const { outcome } = await signIn('github', emails(json));
  expect(outcome).toMatchObject({ ok: true, value: { email: '', isEmailProven: false } });
}); // biome-ignore format: rows

test.each<[string, KindName, Recorded]>([
  ['GitHub says 200 and an error', 'github', { ...GITHUB, tokenReply: { json: { error: 'bad_verification_code' } } }],
  ['GitHub refuses the list', 'github', emails({ message: 'no scope' }, 403)],
  ['GitHub names nobody', 'github', { ...GITHUB, apis: { ...GITHUB.apis, 'https://api.github.com/user': { json: { login: 'x' } } } }],
  ['Facebook says an error', 'facebook', { ...FACEBOOK, tokenReply: { status: 400, json: { error: { message: 'no' } } } }],
  ['X wants the secret elsewhere', 'x', { ...X, proves: 'post' }],
  ['Microsoft, a tenant that is not the token’s', 'microsoft', claims(MICROSOFT, { tid: 'another' })],
  ['Microsoft, no tenant', 'microsoft', claims(MICROSOFT, { tid: undefined })],
  ['Google, another issuer', 'google', claims(GOOGLE, { iss: 'https://evil.example' })],
  ['Google, another audience', 'google', claims(GOOGLE, { aud: 'another' })],
  ['Google, several audiences and another party', 'google', claims(GOOGLE, { aud: ['our-id', 'b'], azp: 'b' })],
  ['Google, another nonce', 'google', claims(GOOGLE, { nonce: 'another' })],
  ['Google, no nonce', 'google', { ...GOOGLE, omitsNonce: true }],
  ['Google, no subject', 'google', claims(GOOGLE, { sub: undefined })],
  ['Google, a subject that is too long', 'google', claims(GOOGLE, { sub: 'x'.repeat(256) })],
  ['Google, a subject that no database takes', 'google', claims(GOOGLE, { sub: 'a\u0000b' })],
  ['Google, a subject that is another once it is stored', 'google', claims(GOOGLE, { sub: 'a\ud800' })],
  ['Google, no ID token', 'google', { ...GOOGLE, tokenReply: { json: { access_token: 'a', token_type: 'Bearer' } } }],
  ['GitLab, userinfo of somebody else', 'gitlab', { ...GITLAB, apis: { 'https://gitlab.com/oauth/userinfo': { json: { sub: '13', email: 'eve@example.com' } } } }],
])('an answer is refused: %s', async (_, kind, recorded) => {
  const { outcome } = await signIn(kind, recorded);
  expect(outcome).toEqual({ ok: false, reason: 'provider_fails' });
}); // biome-ignore format: rows

/** What the recorded Google answers with this ID token in the place of its own. */
const withToken = (id_token: string): Recorded => ({
  ...GOOGLE,
  tokenReply: { json: { access_token: 'a', token_type: 'Bearer', id_token } },
});
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each([
  ['no signature', { alg: 'none' }, ''],
  ['a made-up signature', { alg: 'RS256', kid: 'one' }, 'AAAA'],
  ['a key that is public', { alg: 'HS256', kid: 'one' }, 'AAAA'],
])('an ID token with %s is nobody’s', async (_, header, signature) => {
  const now = Math.floor(Date.now() / 1000);
  const provider = new RecordedProvider(GOOGLE);
  net.fetch = provider.fetch as never;
  await addProvider({ kind: 'google', clientId: 'our-id', clientSecret: 'our-secret' });
  const about = { provider: 'google', intent: 'sign_in', next: '/', isPersistent: false, sessionId: null } as const; // biome-ignore format: one line
  const begun = await beginAt(about, BROWSER);
  const asked = await findAsked(begun.ok ? begun.value : '', BROWSER);
  provider.asked = new URL(String(asked?.payload['url'])).searchParams;
  const nonce = provider.asked.get('nonce');
  const body = { ...GOOGLE.claims, aud: 'our-id', nonce, iat: now, exp: now + 300 };
  provider.recorded = withToken(`${part(header)}.${part(body)}.${signature}`);
  const taken = await takeAnswer('google', provider.back(), {
    browser: BROWSER,
    sessionId: undefined,
  });
  expect(taken?.outcome).toEqual({ ok: false, reason: 'provider_fails' });
});
