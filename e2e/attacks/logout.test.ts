import { createHmac } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose';
import { rows } from '#e2e/support/rows';
import type { TestServer } from '#e2e/support/server';
import { newSite, type Site } from '#e2e/support/site';
import { expect, test } from '#e2e/support/test';
import { newVisitor, type Visitor } from '#e2e/support/visitor';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const ELSEWHERE = {
  Origin: 'https://evil.example',
  'Sec-Fetch-Site': 'cross-site',
  'Sec-Fetch-Mode': 'navigate',
};

let site: Site;

test.beforeAll(async ({ server }) => {
  site = await newSite(server);
});
test.afterAll(() => site.close());

/** Somebody who is signed in here, and at the site from here. */
async function person(server: TestServer) {
  const visitor = newVisitor(server);
  const email = await visitor.signUp();
  const idToken = await site.signIn(visitor);
  const [user] = rows(server, 'select id from users where email = ?', email);
  const isSignedIn = () =>
    rows(
      server,
      'select id from sessions where user_id = ? and client_id is null',
      String(user?.['id']),
    ).length > 0;
  return { visitor, email, idToken, isSignedIn };
}

type Fields = Record<string, string>;

/** Where a browser ends up that a site sends here to sign out: our page, and the address that this leads on to. */
async function arrive(visitor: Visitor, fields: Fields, by: 'GET' | 'POST' = 'GET') {
  const asked = String(new URLSearchParams(fields));
  let answer =
    by === 'GET'
      ? await visitor.go(`/oauth/logout?${asked}`, { headers: { 'Sec-Fetch-Site': 'cross-site' } })
      : await posted(visitor, asked);
  while (answer.status === 303) answer = await visitor.go(String(answer.headers.location));
  return seen(answer);
}

/** As a browser sends the form of another site: without our cookies, which come along to where it is led then. */
const posted = async (visitor: Visitor, body: string) =>
  visitor.go('/oauth/logout', {
    method: 'POST',
    headers: { ...FORM, ...ELSEWHERE, Cookie: '' },
    body,
  });

function seen({ text, status }: { text: string; status: number }) {
  const [, to = null] = text.match(/content="0;url=([^"]+)"/) ?? [];
  const [, asked = ''] = text.match(/name="asked" value="([^"]+)"/) ?? [];
  return {
    status,
    text,
    leadsTo: to?.replaceAll('&amp;', '&') ?? null,
    isAsked: asked !== '',
    asked: asked.replaceAll('&amp;', '&'),
  };
}

/** Presses the button of the page that asks. */
async function confirm(visitor: Visitor, asked: string) {
  const body = String(new URLSearchParams({ asked }));
  const { headers } = await visitor.post('/sign-out', { body, headers: FORM });
  return seen(await visitor.go(String(headers.location)));
}

const BOTH = ['GET', 'POST'] as const;
const stateOf = (url: string | null) => url && new URL(url).searchParams.get('state');

for (const by of BOTH)
  test(`oidcc-rp-initiated-logout, by ${by}`, async ({ server }) => {
    const { visitor, idToken, isSignedIn } = await person(server);
    const page = await arrive(visitor, { id_token_hint: idToken, post_logout_redirect_uri: site.after, state: 'a b&c' }, by); // biome-ignore format: one line
    expect([page.isAsked, page.leadsTo, stateOf(page.leadsTo)]).toEqual([false, `${site.after}?state=a%20b%26c`, 'a b&c']); // biome-ignore format: one line
    expect([isSignedIn(), visitor.cookies.has('session')]).toEqual([false, false]);
  });

/** What an id_token says, under a signature of somebody else. */
function signedElsewhere(idToken: string): string {
  const head = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');
  const signed = `${head}.${idToken.split('.')[1]}`;
  return `${signed}.${createHmac('sha256', 'not ours').update(signed).digest('base64url')}`;
}

/** Each is asked, and goes nowhere when they have said yes. */
const STAYS: [module: string, (idToken: string) => Fields][] = [
  ['oidcc-rp-initiated-logout-bad-post-logout-redirect-uri', (id_token_hint) => ({ id_token_hint, post_logout_redirect_uri: 'https://evil.example/out', state: 's' })],
  ['oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri', (id_token_hint) => ({ id_token_hint, post_logout_redirect_uri: `${site.after}?with=more`, state: 's' })],
  ['oidcc-rp-initiated-logout-modified-id-token-hint', (idToken) => ({ id_token_hint: `${idToken.slice(0, -5)}AAAAA`, post_logout_redirect_uri: site.after, state: 's' })],
  ['oidcc-rp-initiated-logout-bad-id-token-hint', (idToken) => ({ id_token_hint: signedElsewhere(idToken), post_logout_redirect_uri: site.after, state: 's' })],
  ['a hint that is no token', () => ({ id_token_hint: 'invalid', post_logout_redirect_uri: site.after, state: 's' })],
  ['oidcc-rp-initiated-logout-no-id-token-hint', () => ({ post_logout_redirect_uri: site.after, state: 's' })],
  ['oidcc-rp-initiated-logout-no-params', () => ({})],
  ['oidcc-rp-initiated-logout-only-state', () => ({ state: 's' })],
]; // biome-ignore format: one line each

for (const [module, fields] of STAYS)
  test(module, async ({ server }) => {
    const { visitor, email, idToken, isSignedIn } = await person(server);
    const page = await arrive(visitor, fields(idToken));
    expect([page.status, page.isAsked, page.leadsTo, isSignedIn()]).toEqual([
      200,
      true,
      null,
      true,
    ]);
    expect(page.text).toContain(email);
    const done = await confirm(visitor, page.asked);
    expect([done.leadsTo, isSignedIn()]).toEqual([null, false]);
    expect(done.text).toContain('Nobody is signed in here');
  });

test('oidcc-rp-initiated-logout-no-post-logout-redirect-uri', async ({ server }) => {
  const { visitor, idToken, isSignedIn } = await person(server);
  const page = await arrive(visitor, { id_token_hint: idToken, state: 's' });
  expect([page.isAsked, page.leadsTo, isSignedIn()]).toEqual([false, null, false]);
  expect(page.text).toContain('Nobody is signed in here');
});

test('oidcc-rp-initiated-logout-no-state', async ({ server }) => {
  const { visitor, idToken, isSignedIn } = await person(server);
  const page = await arrive(visitor, { id_token_hint: idToken, post_logout_redirect_uri: site.after }); // biome-ignore format: one line
  expect([page.leadsTo, isSignedIn()]).toEqual([site.after, false]);
});

test('oidcc-backchannel-rp-initiated-logout', async ({ server }) => {
  const { visitor, idToken } = await person(server);
  const before = site.told.length;
  await arrive(visitor, { id_token_hint: idToken, post_logout_redirect_uri: site.after });
  await expect.poll(() => site.told.length).toBe(before + 1);
  const published = (await (
    await fetch(`${server.url}/.well-known/jwks.json`)
  ).json()) as JSONWebKeySet;
  const about = { issuer: server.url, audience: site.id, typ: 'logout+jwt' };
  const { payload } = await jwtVerify(
    String(site.told.at(-1)),
    createLocalJWKSet(published),
    about,
  );
  const { sid, sub } = decodeJwt(idToken);
  expect(payload).toMatchObject({
    sid,
    sub,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  });
  expect(Object.keys(payload)).not.toContain('nonce');
  expect(Number(payload.exp) - Number(payload.iat)).toBeLessThanOrEqual(120);
});

test('the endpoints of both standards are in the metadata', async ({ server }) => {
  for (const path of ['openid-configuration', 'oauth-authorization-server']) {
    const said = await (await fetch(`${server.url}/.well-known/${path}`)).json();
    expect(said).toMatchObject({
      end_session_endpoint: `${server.url}/oauth/logout`,
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
      claims_supported: expect.arrayContaining(['sid']),
    });
    for (const name of ['frontchannel_logout_supported', 'check_session_iframe'])
      expect(said).not.toHaveProperty(name);
  }
});

test('nobody is signed out by force: not by another’s hint, a form of another site, a look ahead or a HEAD', async ({
  server,
}) => {
  const [ada, eve] = [await person(server), await person(server)];
  const page = await arrive(ada.visitor, { id_token_hint: eve.idToken, post_logout_redirect_uri: site.after }); // biome-ignore format: one line
  expect([page.isAsked, page.leadsTo]).toEqual([true, null]);
  const forced = await ada.visitor.post('/sign-out', { body: `asked=${page.asked}`, headers: { ...FORM, ...ELSEWHERE } }); // biome-ignore format: one line
  expect(forced.status).toBe(403);
  const own = `/oauth/logout?${new URLSearchParams({ id_token_hint: ada.idToken })}`;
  await ada.visitor.go(own, { method: 'HEAD' });
  await ada.visitor.go(own, { headers: { 'Sec-Purpose': 'prefetch' } });
  // In another browser of the same person it is another session.
  const elsewhere = newVisitor(server);
  await elsewhere.signIn(ada.email);
  expect((await arrive(elsewhere, { id_token_hint: ada.idToken })).isAsked).toBe(true);
  expect([ada.isSignedIn(), eve.isSignedIn(), ada.visitor.cookies.has('session')]).toEqual([true, true, true]); // biome-ignore format: one line
});

test('nobody is led elsewhere, whatever stands in the address of our page', async ({ server }) => {
  const visitor = newVisitor(server);
  for (const request of ['https://evil.example/', '//evil.example', 'javascript:alert(1)', '']) {
    const { text, status } = await visitor.go(`/oauth/logout/asked?${new URLSearchParams({ request, post_logout_redirect_uri: request, next: request })}`); // biome-ignore format: one line
    const leads = text.match(/http-equiv="refresh"|(href|action|src)="[^"]*(evil|javascript:)/i);
    expect([request, status, leads]).toEqual([request, 200, null]);
  }
});

test('a stranger is told that nobody is signed in, and goes on only to an address of the site', async ({
  server,
}) => {
  const { idToken } = await person(server);
  const stranger = newVisitor(server);
  const nothing = await arrive(stranger, {});
  expect([nothing.isAsked, nothing.leadsTo]).toEqual([false, null]);
  expect(nothing.text).toContain('Nobody is signed in here');
  const known = await arrive(stranger, { id_token_hint: idToken, post_logout_redirect_uri: site.after, state: 's' }, 'POST'); // biome-ignore format: one line
  expect(known.leadsTo).toBe(`${site.after}?state=s`);
  const evil = await arrive(stranger, { id_token_hint: idToken, post_logout_redirect_uri: 'https://evil.example/' }); // biome-ignore format: one line
  expect(evil.leadsTo).toBeNull();
});
