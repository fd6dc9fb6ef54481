import { decodeJwt } from 'jose';
import { beforeEach, expect, test, vi } from 'vitest';
import { consents } from '#drizzle/schema/consents';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { asGiven, disableClient, enableClient, updateClient } from '#lib/oauth/change-client';
import { newClientSession } from '#lib/oauth/client-session';
import { addClient, findClient, removeClient } from '#lib/oauth/clients';
import { approve } from '#lib/oauth/consent';
import { findRequest } from '#lib/oauth/consent-request';
import { listConsents, rememberConsent, takeBackConsent } from '#lib/oauth/consents';
import { authorize, CLI, uidOf, viewerOfTicket } from '#lib/oauth/flows.test-support';
import { NewClient } from '#lib/oauth/new-client';
import { ASKED, addSite, SITE, siteTokens } from '#lib/oauth/site.test-support';
import { fakeCookies } from '#lib/session/cookies.test-support';
import { listSessions } from '#lib/session/list';
import type { Viewer } from '#lib/session/store';
import { sealTicket, type Ticket } from '#lib/session/ticket';
import { addUser, beginSession, emptyTables, setClock } from '#lib/testing/database.test-support';

const browser = vi.hoisted(() => ({ jar: null as unknown as ReturnType<typeof fakeCookies> }));
vi.mock('next/headers', () => ({ cookies: async () => await browser.jar.module.cookies() }));

let viewer: Viewer;
let ticket: Ticket;
let secret: string;
beforeEach(async () => {
  await emptyTables();
  browser.jar = fakeCookies();
  ticket = await beginSession(await addUser('ada@example.com'));
  viewer = await viewerOfTicket(ticket);
  secret = await addSite();
});

/** A site sends the browser of somebody who is signed in, or of nobody. Answers `code`, an error, or that it asks. */
async function ask(more: Record<string, string> = {}, isSignedIn = true, besides = '') {
  const session = isSignedIn ? await sealTicket(ticket) : null;
  browser.jar.jar.clear();
  if (session) browser.jar.jar.set('session', { value: session, maxAge: undefined });
  const headers = session ? { cookie: `${besides}session=${session}` } : {};
  const { location } = await authorize({ ...ASKED, ...more }, headers);
  if (location.startsWith('/oauth/consent/')) return 'asks';
  const { searchParams } = new URL(location);
  expect(searchParams.get('state')).toBe('a-state');
  return searchParams.get('error') ?? (searchParams.get('code') ? 'code' : null);
}

/** The cookies of a request that waits for its person, as a browser sends them that knows no paths. */
async function cookiesOfAnother() {
  const { cookie } = await authorize({ ...ASKED, prompt: 'consent', state: 'another' }, {});
  return cookie;
}

const SILENT = { prompt: 'none' };
const allow = (more = {}) => siteTokens(viewer, secret, more);

test('a person is asked once for the same, and a silent request says why it fails', async () => {
  expect([await ask({}, false), await ask(SILENT, false)]).toEqual(['asks', 'login_required']);
  expect([await ask(), await ask(SILENT)]).toEqual(['asks', 'consent_required']);
  await allow({ scope: 'openid email' });
  expect(await ask({ scope: 'openid email' })).toBe('code');
  expect(await ask({ scope: 'openid', ...SILENT })).toBe('code');
  // More than was allowed is another question.
  expect([await ask(), await ask(SILENT)]).toEqual(['asks', 'consent_required']);
  await allow();
  expect([await ask(), await ask(SILENT)]).toEqual(['code', 'code']);
  expect([await ask({}, false), await ask(SILENT, false)]).toEqual(['asks', 'login_required']);
});

test('beside another request that waits, each is answered by its own state, whatever cookies come along', async () => {
  await allow();
  expect(await ask({}, true, `${await cookiesOfAnother()}; `)).toBe('code');
});

test('what a site asks anyway is asked: consent, another account, a new proof, somebody else', async () => {
  const { id_token } = await allow();
  // A proof of the same second would be new enough for prompt=login.
  setClock(Date.now() + 5_000);
  const other = await siteTokens(
    await viewerOfTicket(await beginSession(await addUser('bob@example.com'))),
    secret,
  );
  const table: [Record<string, string>, string][] = [
    [{ prompt: 'consent' }, 'asks'],
    [{ prompt: 'select_account' }, 'asks'],
    [{ prompt: 'login' }, 'asks'],
    [{ prompt: 'none login' }, 'invalid_request'],
    [{ id_token_hint: id_token }, 'code'],
    [{ id_token_hint: id_token, ...SILENT }, 'code'],
    [{ id_token_hint: other.id_token }, 'asks'],
    [{ id_token_hint: other.id_token, ...SILENT }, 'login_required'],
    [{ id_token_hint: `${id_token.slice(0, -6)}AAAAAA`, ...SILENT }, 'invalid_request'],
    [{ login_hint: 'ADA@example.com' }, 'code'],
    [{ login_hint: 'bob@example.com' }, 'asks'],
    [{ login_hint: 'bob@example.com', ...SILENT }, 'login_required'],
    [{ login_hint: 'anything' }, 'code'],
    [{ max_age: '10000' }, 'code'],
    [{ ui_locales: 'de fr', display: 'popup' }, 'code'],
    [{ claims: JSON.stringify({ id_token: { sub: { value: viewer.user.id } } }) }, 'code'],
    [
      { claims: JSON.stringify({ id_token: { sub: { value: 'x' } } }), ...SILENT },
      'login_required',
    ],
    [{ claims: '{"id_token":{"acr":{"essential":true,"values":["urn:gatehouse:loa:2fa"]}}}' }, 'unmet_authentication_requirements'], // biome-ignore format: one line
    [{ claims: '{"id_token":{"acr":{"essential":true,"value":null,"values":["urn:gatehouse:loa:2fa"]}}}' }, 'unmet_authentication_requirements'], // biome-ignore format: one line
    [{ claims: '{"id_token":{"email":{"essential":true},"email_verified":{"value":true}}}' }, 'code'], // biome-ignore format: one line
    [{ claims: '{"userinfo":{"name":null}}' }, 'code'],
    [{ claims: 'nonsense' }, 'invalid_request'],
    ...[
      'null',
      '[]',
      '{"id_token":[]}',
      '{"id_token":{"email":"x"}}',
      '{"id_token":{"acr":{"essential":"true","value":"urn:gatehouse:loa:2fa"}}}',
      '{"id_token":{"acr":{"essential":true,"values":"urn:gatehouse:loa:2fa"}}}',
      `{"id_token":{"sub":{"essential":"true","value":"${viewer.user.id}"}}}`,
      `{"id_token":{"sub":{"values":["x"]}}}`,
      '{"id_token":{"sub":{"value":7}}}',
    ].map((claims): [Record<string, string>, string] => [{ claims }, 'invalid_request']),
  ];
  for (const [more, becomes] of table) expect([more, await ask(more)]).toEqual([more, becomes]);
  setClock(Date.now() + 2 * 60_000);
  expect(await ask({ max_age: '60' })).toBe('asks');
  expect(await ask({ max_age: '60', ...SILENT })).toBe('login_required');
});

test('the operator’s own site asks nobody, and one that asks always asks always', async () => {
  secret = await addSite({ consent: 'never' });
  expect([await ask(), await ask(SILENT)]).toEqual(['code', 'code']);
  // It is listed, too.
  expect(await listConsents(viewer)).toMatchObject([{ name: 'A site', consent: 'never' }]);
  expect(await ask({ prompt: 'consent' })).toBe('asks');
  secret = await addSite({ consent: 'always' });
  await allow();
  expect([await ask(), await ask(SILENT)]).toEqual(['asks', 'consent_required']);
  // Nothing is promised of one that asks anyway.
  expect(await listConsents(viewer)).toEqual([]);
});

test.each([
  ['never', 'once'],
  ['never', 'always'],
  ['always', 'once'],
] as const)('what nobody was asked while it was %s counts for nothing once it is %s', async (before, after) => {
  secret = await addSite({ consent: before });
  await allow();
  // As a version before has remembered it.
  const row = { id: 'x', userId: viewer.user.id, clientId: SITE, scope: 'openid profile email', createdAt: new Date(), lastUsedAt: new Date() };
  await db().insert(consents).values(row).onConflictDoNothing();
  const site = await findClient(SITE);
  await updateClient(SITE, NewClient.parse({ ...asGiven(site!), consent: after }));
  expect(await db().select().from(consents)).toEqual([]);
  expect([await ask(), await ask(SILENT)]).toEqual(['asks', 'consent_required']);
}); // biome-ignore format: one line each

test('what was allowed while people were asked once stays allowed', async () => {
  await allow();
  for (const change of [{ name: 'Another name' }, { consent: 'never' }] as const) {
    const site = await findClient(SITE);
    await updateClient(SITE, NewClient.parse({ ...asGiven(site!), ...change }));
    expect(await db().select().from(consents)).toHaveLength(1);
  }
});

test('an app is asked about each time, for nobody knows that it is the same one', async () => {
  const app = { client_id: CLI, redirect_uri: 'http://127.0.0.1:1/callback', scope: 'openid' };
  const { location } = await authorize(app);
  expect(await approve(viewer, uidOf(location))).toMatchObject({ ok: true });
  expect([await ask(app), await ask({ ...app, ...SILENT })]).toEqual([
    'asks',
    'interaction_required',
  ]);
  expect(await db().select().from(consents)).toEqual([]);
});

test('what was allowed can be taken back by its owner alone, and everything goes with it', async () => {
  await allow();
  const [consent] = await listConsents(viewer);
  const stranger = await viewerOfTicket(await beginSession(await addUser('bob@example.com')));
  expect(await listConsents(stranger)).toEqual([]);
  expect(await takeBackConsent(stranger, String(consent?.id))).toBe(false);
  expect(await takeBackConsent(viewer, String(consent?.id))).toBe(true);
  expect(await takeBackConsent(viewer, String(consent?.id))).toBe(false);
  expect([await ask(), await ask(SILENT)]).toEqual(['asks', 'consent_required']);
});

test('what is taken back at the moment of an answer stays taken back, and lets nobody in unasked', async () => {
  await allow();
  const both = { client_id: SITE, scope: 'openid profile email' };
  const request = async () => {
    const { location } = await authorize({ ...ASKED, ...both, prompt: 'consent' });
    return { uid: uidOf(location), wanted: await findRequest(uidOf(location)) };
  };
  const takeBack = async () => takeBackConsent(viewer, String((await listConsents(viewer))[0]?.id));
  // Not asked: the write finds that it is not allowed any more.
  const { uid, wanted } = await request();
  const write = await rememberConsent(viewer.user.id, wanted!, { isAsked: false });
  await takeBack();
  expect(await transaction(write)).toBe(false);
  expect(await approve(viewer, uid, { isAsked: false })).toMatchObject({ ok: false });
  expect(await listConsents(viewer)).toEqual([]);
  // Asked about less: what was taken back does not come along.
  await allow();
  const less = { ...wanted!, tells: ['openid'] };
  const late = await rememberConsent(viewer.user.id, less, { isAsked: true });
  await takeBack();
  expect(await transaction(late)).toBe(false);
  expect(await transaction(await rememberConsent(viewer.user.id, less, { isAsked: true }))).toBe(true); // biome-ignore format: one line
  expect(await listConsents(viewer)).toMatchObject([{ scope: 'openid' }]);
});

test('a site that is disabled at the moment of an answer gets no session', async () => {
  const { location } = await authorize(ASKED);
  const wanted = await findRequest(uidOf(location));
  const { open } = await newClientSession(viewer, wanted!.client);
  await disableClient(SITE);
  expect(await transaction(open)).toBe(false);
  await enableClient(SITE);
  expect(await listSessions(viewer)).toHaveLength(1);
});

test('claims that are asked for by name are shown, allowed, and told', async () => {
  const claims = JSON.stringify({ id_token: { email: null, phone_number: null }, userinfo: { name: { essential: true } } }); // biome-ignore format: one line
  const more = { scope: 'openid', claims };
  const { location } = await authorize({ ...ASKED, ...more });
  expect((await findRequest(uidOf(location)))?.tells).toEqual(['openid', 'profile', 'email']);
  const { id_token } = await allow(more);
  expect(decodeJwt(id_token)).toMatchObject({ email: 'ada@example.com' });
  expect(decodeJwt(id_token)).not.toHaveProperty('name');
  // An app is told by name no more than its scopes would tell it.
  await removeClient('thin');
  const redirectUris = ['http://127.0.0.1/callback'];
  await addClient({ id: 'thin', name: 'Thin', kind: 'native', redirectUris, scope: 'openid' });
  const app = { client_id: 'thin', redirect_uri: 'http://127.0.0.1:1/callback', scope: 'openid' };
  const asked = await authorize({ ...app, claims });
  expect((await findRequest(uidOf(asked.location)))?.claims).toEqual([]);
  await removeClient('thin');
});
