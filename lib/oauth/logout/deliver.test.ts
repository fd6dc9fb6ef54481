import { once } from 'node:events';
import { createServer } from 'node:net';
import {
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  type JSONWebKeySet,
  jwtVerify,
} from 'jose';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { logoutNotices } from '#drizzle/schema/logout-notices';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { transaction } from '#lib/db/transaction';
import { env } from '#lib/env';
import { readAccessToken } from '#lib/oauth/access-token';
import { removeClient } from '#lib/oauth/clients';
import { get, viewerOfTicket } from '#lib/oauth/flows.test-support';
import { deliverNotices } from '#lib/oauth/logout/deliver';
import { readHint } from '#lib/oauth/logout/hint';
import { addToldSite, openSite, signInAt, tokenIn } from '#lib/oauth/logout/site.test-support';
import { metrics } from '#lib/observability/metrics';
import { endTicket } from '#lib/session/end';
import {
  addUser,
  beginSession,
  clearSingleton,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';

const NOW = Date.UTC(2026, 10, 28, 12);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

beforeEach(async () => {
  await emptyTables();
  clearSingleton('resting-sites');
  setClock(NOW);
});

const notices = () => db().select().from(logoutNotices);
const waiting = async () => (await notices()).map(({ dueAt, attempts, lastError }) => ({ wait: dueAt.getTime() - Date.now(), attempts, lastError })); // biome-ignore format: one line

/** Somebody who was signed in at a site with this address, and has signed out here. */
async function leave(uri: string, site = 'shop') {
  const userId = await addUser(`${site}.${Math.random()}@example.com`);
  const ticket = await beginSession(userId);
  const shop = await addToldSite(site, { notices: uri });
  const { sid } = await signInAt(shop, await viewerOfTicket(ticket));
  await transaction(endTicket(ticket, 'signed_out'));
  return { userId, sid };
}

/** So many who have left that a site is to be told of. */
async function leaveMany(count: number, uri: string, clientId: string) {
  const now = new Date();
  const waits = { userId: 'somebody', clientId, uri, attempts: 0, lastError: '', createdAt: now, dueAt: now }; // biome-ignore format: one line
  const rows = Array.from({ length: count }, (_, nth) => ({ id: `${clientId} ${nth} ${Date.now()}`, ...waits })); // biome-ignore format: one line
  await db().insert(logoutNotices).values(rows);
}

/** What the log has of telling sites. */
async function logged() {
  await sealLog();
  const all = await db().select().from(auditEvents);
  return all
    .filter(({ type }) => type.startsWith('client_logout'))
    .map(({ type, result, userId, sessionId, actor, object, detail }) => ({ type, result, userId, sessionId, actor, object, detail })); // biome-ignore format: one line
}

const givenUp = async () => (await metrics().logoutGivenUp.get()).values.reduce((sum, { value }) => sum + value, 0); // biome-ignore format: one line

test('a site is told by a logout token as the standard has it, once', async () => {
  const site = await openSite();
  const { userId, sid } = await leave(site.uri);
  expect(await deliverNotices()).toBe(1);
  expect(await deliverNotices()).toBe(0);
  expect(site.told).toMatchObject([{ path: '/out', type: 'application/x-www-form-urlencoded' }]);
  const token = tokenIn(site.told[0]!);
  const published = (await (await get('/.well-known/jwks.json')).json()) as JSONWebKeySet;
  const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(published), {
    issuer: env().APP_URL,
    audience: 'shop',
    typ: 'logout+jwt',
    currentDate: new Date(NOW),
  });
  expect(Object.keys(protectedHeader).sort()).toEqual(['alg', 'kid', 'typ']);
  expect(payload).toEqual({
    iss: env().APP_URL,
    aud: 'shop',
    sub: userId,
    sid,
    iat: NOW / 1000,
    exp: NOW / 1000 + 120,
    jti: expect.stringMatching(/^[\w-]{43}$/),
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  });
  expect(await notices()).toEqual([]);
  const about = {
    userId,
    sessionId: sid,
    actor: 'system',
    object: 'client:shop',
    detail: 'program?name=The+shop',
  };
  expect(await logged()).toEqual([{ type: 'client_logout_success', result: 'success', ...about }]);
});

test.each(['RS256', 'ES256'] as const)(
  'it is signed as the id_tokens of the site are: %s',
  async (alg) => {
    const site = await openSite();
    const ticket = await beginSession(await addUser());
    const shop = await addToldSite('shop', { notices: site.uri, alg });
    const { idToken } = await signInAt(shop, await viewerOfTicket(ticket));
    await transaction(endTicket(ticket, 'signed_out'));
    // Also when the site is gone by then.
    await removeClient('shop');
    await deliverNotices();
    const [given, told] = [idToken, tokenIn(site.told[0]!)].map(decodeProtectedHeader);
    expect([told?.alg, told?.kid]).toEqual([alg, given?.kid]);
  },
);

test('nothing of ours takes a logout token for another token', async () => {
  const site = await openSite();
  await leave(site.uri);
  await deliverNotices();
  const token = tokenIn(site.told[0]!);
  expect([await readAccessToken(token, null), await readHint(token)]).toEqual([null, null]);
});

test('each try has a number of its own, and a time of its own', async () => {
  const site = await openSite((response, nth) => response.writeHead(nth === 1 ? 500 : 204).end());
  await leave(site.uri);
  await deliverNotices();
  setClock(NOW + MINUTE_MS);
  await deliverNotices();
  const [first, second] = site.told.map((one) => decodeJwt(tokenIn(one)));
  expect(second?.jti).not.toBe(first?.jti);
  expect([first?.exp, second?.exp]).toEqual([NOW / 1000 + 120, NOW / 1000 + 180]);
  expect(await notices()).toEqual([]);
});

test.each([200, 201, 202, 204])('an answer with %d is taken', async (status) => {
  const site = await openSite((response) => response.writeHead(status).end());
  await leave(site.uri);
  await deliverNotices();
  expect(await notices()).toEqual([]);
});

test.each([302, 307, 400, 401, 404, 429, 500, 501, 503])(
  'an answer with %d is tried again',
  async (status) => {
    const other = await openSite();
    const site = await openSite((response) =>
      response.writeHead(status, { Location: other.uri }).end('secret'),
    );
    await leave(site.uri);
    await deliverNotices();
    const [one] = await waiting();
    expect(one).toMatchObject({ attempts: 1, lastError: `it answers ${status}` });
    expect(one?.wait).toBeGreaterThanOrEqual(12_000);
    expect(one?.wait).toBeLessThanOrEqual(18_000);
    // Nobody is led elsewhere.
    expect(other.told).toEqual([]);
    expect(await logged()).toEqual([]);
  },
);

/** Takes connections, and never says a word, or ends them at once. */
async function openSilence(doesEnd: boolean) {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    if (doesEnd) socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/out`;
}

test('a site that says nothing is let alone after five seconds', { timeout: 20_000 }, async () => {
  await leave(await openSilence(false));
  await deliverNotices();
  expect(await waiting()).toMatchObject([
    { attempts: 1, lastError: 'it does not answer within 5 seconds' },
  ]);
});

test.each([
  ['ends the connection', () => openSilence(true)],
  ['is not there', async () => {
    const site = await openSite();
    site.close();
    return site.uri;
  }],
])('a site that %s is told again later', async (_, open) => {
  await leave(await open());
  await deliverNotices();
  expect(await waiting()).toMatchObject([{ attempts: 1, lastError: expect.stringMatching(/^it cannot be reached: \w+/) }]);
}); // biome-ignore format: one line each

test('the waits grow, up to an hour, and after a day it is given up and logged', async () => {
  const site = await openSite((response) => response.writeHead(500).end());
  const { userId, sid } = await leave(site.uri);
  const waits: number[] = [];
  for (let tries = 0; tries < 100; tries++) {
    await deliverNotices();
    const [one] = await notices();
    if (one?.givenUpAt) break;
    const due = one?.dueAt.getTime() ?? 0;
    waits.push(due - Date.now());
    setClock(due);
  }
  expect(Date.now() - NOW).toBeGreaterThan(24 * HOUR_MS);
  expect(Date.now() - NOW).toBeLessThan(26 * HOUR_MS);
  expect(waits.length).toBeGreaterThan(25);
  expect(waits.length).toBeLessThan(60);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1.2 * HOUR_MS);
  expect(waits.at(-1)).toBeGreaterThanOrEqual(0.8 * HOUR_MS);
  expect(site.told).toHaveLength(waits.length + 1);
  expect(await deliverNotices()).toBe(0);
  const about = {
    userId,
    sessionId: sid,
    actor: 'system',
    object: 'client:shop',
    detail: 'program?name=The+shop',
  };
  expect(await logged()).toEqual([{ type: 'client_logout_fail', result: 'failure', ...about }]);
});

test('a site that is away holds up no other', async () => {
  const gone = await openSite();
  gone.close();
  const site = await openSite();
  await leaveMany(12, gone.uri, 'gone');
  setClock(NOW + 1000);
  await leave(site.uri, 'shop');
  let tries = 0;
  while ((await deliverNotices()) > 0) tries++;
  expect(site.told).toHaveLength(1);
  // Those of the other wait together, whether they were tried or not.
  expect(tries).toBeLessThanOrEqual(3);
  expect((await waiting()).filter(({ attempts }) => attempts > 0)).toHaveLength(10);
});

test('a site that was silent is asked by one notice whether it is back, less and less often, and then told all', async () => {
  let isBack = false;
  const site = await openSite((response) => (isBack ? response.end() : response.destroy()));
  await leaveMany(25, site.uri, 'shop');
  await deliverNotices();
  expect(site.told).toHaveLength(10);
  const asked: number[] = [];
  for (let second = 10; second <= 3600; second += 10) {
    setClock(NOW + second * 1000);
    if ((await deliverNotices()) > 0) asked.push(second);
  }
  // After half a minute, then twice as long each time, up to ten minutes.
  expect(asked).toEqual([30, 90, 210, 450, 930, 1530, 2130, 2730, 3330]);
  expect(site.told).toHaveLength(10 + asked.length);
  isBack = true;
  setClock(NOW + 4000 * 1000);
  expect([await deliverNotices(), await deliverNotices()]).toEqual([1, 10]);
});

test('what a silent site was to be told for a day is given up together, tried or not, each with its entry', async () => {
  const gone = await openSite();
  gone.close();
  await leaveMany(130, gone.uri, 'gone');
  await deliverNotices();
  setClock(NOW + 23 * HOUR_MS);
  await leaveMany(1, gone.uri, 'gone');
  await deliverNotices();
  expect((await notices()).every(({ givenUpAt }) => givenUpAt === null)).toBe(true);
  setClock(NOW + 24 * HOUR_MS + MINUTE_MS);
  const before = await givenUp();
  await Promise.all([deliverNotices(), deliverNotices()]);
  expect((await notices()).filter(({ givenUpAt }) => givenUpAt !== null)).toHaveLength(130);
  expect((await givenUp()) - before).toBe(130);
  const told = await logged();
  expect(new Set(told.map(({ sessionId }) => sessionId)).size).toBe(130);
  expect(told).toHaveLength(130);
});

test('what a site refuses after a day is given up alone, and what was never tried is tried', async () => {
  const site = await openSite((response, nth) => response.writeHead(nth === 3 ? 400 : 204).end());
  await leaveMany(60, site.uri, 'shop');
  setClock(NOW + 25 * HOUR_MS);
  while ((await deliverNotices()) > 0);
  expect(site.told).toHaveLength(60);
  expect((await notices()).map(({ lastError }) => lastError)).toEqual(['it answers 400']);
  expect((await logged()).filter(({ result }) => result === 'success')).toHaveLength(59);
});

test('many sites where nothing is due yet keep nothing from one that has', async () => {
  const now = new Date(NOW);
  const waits = { userId: 'somebody', clientId: 'far', attempts: 1, lastError: 'it answers 500', createdAt: now }; // biome-ignore format: one line
  const later = Array.from({ length: 40 }, (_, nth) => ({ ...waits, id: `far ${nth}`, uri: `http://127.0.0.1:9/${nth}`, dueAt: new Date(NOW + HOUR_MS) })); // biome-ignore format: one line
  await db().insert(logoutNotices).values(later);
  const site = await openSite();
  await leave(site.uri);
  await deliverNotices();
  expect(site.told).toHaveLength(1);
});

test('what waits for one site keeps nothing from another, however much it is', async () => {
  const [shop, forum] = [await openSite(), await openSite()];
  await leaveMany(120, shop.uri, 'shop');
  setClock(NOW + 1000);
  await leaveMany(1, forum.uri, 'forum');
  await deliverNotices();
  expect([shop.told.length, forum.told.length]).toEqual([10, 1]);
});

test('a site that answers late holds up no other either', async () => {
  const late = await openSite((response) => setTimeout(() => response.end(), 1_200));
  const site = await openSite();
  await leaveMany(60, late.uri, 'late');
  setClock(NOW + 1000);
  await leave(site.uri, 'shop');
  let tries = 0;
  while ((await deliverNotices()) > 0) tries++;
  expect(site.told).toHaveLength(1);
  expect(late.told).toHaveLength(10);
  expect(tries).toBeLessThanOrEqual(3);
});

test('a program that is gone is told all the same, by the name that it had', async () => {
  const site = await openSite();
  const { sid } = await leave(site.uri);
  await removeClient('shop');
  await deliverNotices();
  expect(site.told).toHaveLength(1);
  expect(await logged()).toMatchObject([{ sessionId: sid, detail: 'program?name=shop' }]);
});

test('of two that deliver at the same time one tells the site', async () => {
  const site = await openSite();
  for (let nth = 0; nth < 5; nth++) await leave(site.uri);
  const done = await Promise.all([deliverNotices(), deliverNotices(), deliverNotices()]);
  expect(done.reduce((sum, one) => sum + one, 0)).toBe(5);
  expect(site.told).toHaveLength(5);
});

test('one that died in the middle of it is followed by another', async () => {
  const site = await openSite();
  await leave(site.uri);
  // As a process leaves it that was ended between its lease and the answer.
  await db()
    .update(logoutNotices)
    .set({ dueAt: new Date(NOW + 30_000) });
  expect(await deliverNotices()).toBe(0);
  setClock(NOW + 30_000);
  expect(await deliverNotices()).toBe(1);
  expect(site.told).toHaveLength(1);
});

test('a time that is far ahead keeps nothing back', async () => {
  const site = await openSite();
  await leave(site.uri);
  await db()
    .update(logoutNotices)
    .set({ dueAt: new Date(NOW + 30 * 24 * HOUR_MS) });
  expect(await deliverNotices()).toBe(1);
});
