import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { providerFlows } from '#drizzle/schema/provider-flows';
import { db } from '#lib/db/client';
import { takeAnswer } from '#lib/providers/answer';
import { beginAt, callbackOf } from '#lib/providers/begin';
import { type About, findAsked, keepAnswered, newState } from '#lib/providers/flow';
import { addProvider } from '#lib/providers/stored';
import {
  addUser,
  beginSession,
  changeSettings,
  clearSingleton,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';
import { TestProvider } from '#lib/testing/oidc.test-support';

const acme = new TestProvider();
const BROWSER = 'the secret of this browser';
const HERE = { browser: BROWSER, sessionId: undefined };
const ABOUT: About = {
  provider: 'acme',
  intent: 'sign_in',
  next: '/notes',
  isPersistent: true,
  sessionId: null,
};

beforeAll(async () => {
  await acme.start([callbackOf('acme'), callbackOf('other')]);
});
afterAll(() => acme.stop());
beforeEach(async () => {
  await emptyTables();
  clearSingleton('providers');
  acme.person = { sub: 'ada-at-acme' };
  acme.says = 'yes';
  for (const name of ['acme', 'other'])
    await addProvider({
      kind: 'oidc',
      name,
      issuer: acme.issuer,
      clientId: acme.client.id,
      clientSecret: acme.client.secret,
    });
});

/** The address of the provider that a browser is sent to. */
async function begin(about: Partial<About> = {}, browser = BROWSER): Promise<string> {
  const begun = await beginAt({ ...ABOUT, ...about }, browser);
  if (!begun.ok) throw new Error(begun.reason);
  return String((await findAsked(begun.value, browser))?.payload['url']);
}

/** What comes back from there. */
const comesBack = async (about: Partial<About> = {}) => acme.visit(await begin(about));

test('somebody is who the provider says they are, with all that was checked', async () => {
  acme.person.claims = { email: 'Ada@Acme.example', email_verified: true, name: 'Ada' };
  const url = new URL(await begin());
  const asked = Object.fromEntries(url.searchParams);
  expect(asked).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: callbackOf('acme'),
    scope: 'openid email profile',
  });
  for (const part of ['state', 'nonce', 'code_challenge'])
    expect(String(asked[part]).length).toBeGreaterThanOrEqual(43);
  const taken = await takeAnswer('acme', await acme.visit(url.href), HERE);
  expect(taken?.about).toEqual(ABOUT);
  expect(taken?.outcome).toMatchObject({
    ok: true,
    value: {
      provider: 'acme',
      issuer: acme.issuer,
      subject: 'ada-at-acme',
      email: 'Ada@Acme.example',
      name: 'Ada',
      // The provider says that it is verified; it is none that could know.
      isEmailProven: false,
    },
  });
});

test('no token, code, nonce, state or verifier is kept, and what waits is sealed', async () => {
  const url = await begin();
  const [row] = await db().select().from(providerFlows);
  const kept = JSON.stringify(row);
  for (const part of ['state', 'nonce', 'code_challenge'])
    expect(kept).not.toContain(new URL(url).searchParams.get(part));
  await takeAnswer('acme', await acme.visit(url), HERE);
  expect(await db().select().from(providerFlows)).toEqual([]);
});

test.each<[string, (back: URLSearchParams) => Promise<unknown> | unknown]>([
  ['another browser', (back) => takeAnswer('acme', back, { ...HERE, browser: 'another' })],
  ['a browser without the cookie', (back) => takeAnswer('acme', back, { ...HERE, browser: null })],
  ['the path of another provider', (back) => takeAnswer('other', back, HERE)],
  ['the path of no provider', (back) => takeAnswer('none', back, HERE)],
  ['no state', (back) => takeAnswer('acme', without(back, 'state'), HERE)],
  ['another state', (back) => takeAnswer('acme', withPart(back, 'state', newState().state), HERE)],
  [
    'a state of the same number',
    (back) => takeAnswer('acme', withPart(back, 'state', `${back.get('state')}x`), HERE),
  ],
])('an answer is taken from nobody else: %s', async (_, take) => {
  const back = await comesBack();
  expect(await take(back)).toBeNull();
  expect((await takeAnswer('acme', back, HERE))?.outcome.ok).toBe(true);
});

const without = (back: URLSearchParams, part: string) => {
  const copy = new URLSearchParams(back);
  copy.delete(part);
  return copy;
};
const withPart = (back: URLSearchParams, part: string, value: string) => {
  const copy = new URLSearchParams(back);
  copy.set(part, value);
  return copy;
};

test.each<[string, (back: URLSearchParams) => URLSearchParams]>([
  ['no iss, where the provider says that it sends one', (back) => without(back, 'iss')],
  ['another iss', (back) => withPart(back, 'iss', 'https://evil.example')],
  ['no code', (back) => without(back, 'code')],
  [
    'tokens in the place of a code',
    (back) => new URLSearchParams(`${without(back, 'code')}&access_token=a&id_token=b.c.d`),
  ],
  ['another code', (back) => withPart(back, 'code', 'x'.repeat(43))],
  ['two codes', (back) => new URLSearchParams(`${back}&code=again`)],
])('an answer counts for nothing with %s, and is used up', async (_, changed) => {
  const back = await comesBack();
  expect((await takeAnswer('acme', changed(back), HERE))?.outcome).toEqual({
    ok: false,
    reason: 'provider_fails',
  });
  expect(await takeAnswer('acme', back, HERE)).toBeNull();
});

test('of many who bring the same answer at once one is heard', async () => {
  const back = await comesBack();
  const taken = await Promise.all(Array.from({ length: 5 }, () => takeAnswer('acme', back, HERE)));
  expect(taken.filter((one) => one?.outcome.ok).length).toBe(1);
  expect(taken.filter((one) => one === null).length).toBe(4);
});

test('several ways of one browser go on beside each other, each for what it was begun', async () => {
  const [one, two] = [await comesBack({ next: '/one' }), await comesBack({ next: '/two' })];
  expect((await takeAnswer('acme', two, HERE))?.about.next).toBe('/two');
  expect((await takeAnswer('acme', one, HERE))?.about.next).toBe('/one');
});

test('after five minutes it is over', async () => {
  const back = await comesBack();
  setClock(Date.now() + 5 * 60_000 + 1000);
  expect(await takeAnswer('acme', back, HERE)).toBeNull();
});

test('a code of one way does not fit another: the verifier is another', async () => {
  const [one, two] = [await comesBack(), await comesBack()];
  const mixed = withPart(one, 'code', String(two.get('code')));
  expect((await takeAnswer('acme', mixed, HERE))?.outcome.ok).toBe(false);
});

test('somebody who says no there is told so, and anything else is a fault of the provider', async () => {
  acme.says = 'no';
  expect((await takeAnswer('acme', await comesBack(), HERE))?.outcome).toMatchObject({
    reason: 'refused_there',
  });
  acme.says = 'yes';
  const back = await comesBack();
  const failed = new URLSearchParams({ state: String(back.get('state')), error: 'server_error' });
  expect((await takeAnswer('acme', failed, HERE))?.outcome).toMatchObject({
    reason: 'provider_fails',
  });
});

test('what a session began only that session goes on with', async () => {
  const { sessionId } = await beginSession(await addUser());
  const back = await comesBack({ intent: 'link', sessionId });
  for (const other of [undefined, 'another'])
    expect(
      await takeAnswer('acme', new URLSearchParams(back), { browser: BROWSER, sessionId: other }),
    ).toBeNull();
  const again = await comesBack({ intent: 'link', sessionId });
  const taken = await takeAnswer('acme', again, { browser: BROWSER, sessionId });
  expect(taken?.outcome.ok).toBe(true);
});

test('a provider that changes its keys goes on, and a token under a key that it does not show is refused', async () => {
  expect((await takeAnswer('acme', await comesBack(), HERE))?.outcome.ok).toBe(true);
  await acme.renewKeys([callbackOf('acme'), callbackOf('other')]);
  clearSingleton('providers');
  expect((await takeAnswer('acme', await comesBack(), HERE))?.outcome.ok).toBe(true);
  // The keys that are known are the old ones; this answer is signed by another that was never shown.
  await acme.renewKeys([callbackOf('acme'), callbackOf('other')], { jwks: undefined as never });
  expect((await takeAnswer('acme', await comesBack(), HERE))?.outcome.ok).toBe(false);
});

test.each([
  ['plain http elsewhere', 'http://id.example.com'],
  ['an address within', 'https://10.0.0.1'],
  ['the metadata of a cloud', 'https://169.254.169.254'],
])('%s is not asked', async (_, issuer) => {
  await addProvider({ kind: 'oidc', name: 'acme', issuer, clientId: 'a', clientSecret: 'b' });
  expect(await beginAt(ABOUT, BROWSER)).toMatchObject({ reason: 'provider_fails' });
});

test.each([
  ['a script', 'javascript:alert(1)//'],
  ['a page of its own', 'data:text/html,<script>alert(1)</script>'],
  ['plain http elsewhere', 'http://id.example.com/authorize'],
])('a browser is not sent where discovery names %s', async (_, authorize) => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ issuer, authorization_endpoint: authorize, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys` })); // biome-ignore format: one line
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await addProvider({ kind: 'oidc', name: 'acme', issuer, clientId: 'a', clientSecret: 'b' });
  expect(await beginAt(ABOUT, BROWSER)).toMatchObject({ reason: 'provider_fails' });
  expect(await db().$count(providerFlows)).toBe(0);
  server.close();
});

test('on a site that is not on this machine, nothing on this machine is asked', async () => {
  changeSettings({ APP_URL: 'https://app.example.com', SMTP_URL: 'smtp://m.example.com', MAIL_FROM: 'a@example.com' }); // biome-ignore format: one line
  clearSingleton('providers');
  expect(await beginAt(ABOUT, BROWSER)).toMatchObject({ reason: 'provider_fails' });
});

test('there is no such provider', async () => {
  expect(await beginAt({ ...ABOUT, provider: 'none' }, BROWSER)).toMatchObject({
    reason: 'no_provider',
  });
});

test('what is kept for a session ends with it', async () => {
  const { sessionId } = await beginSession(await addUser());
  await keepAnswered({ ...ABOUT, sessionId }, BROWSER, {});
  await emptyTables();
  expect(await db().select().from(providerFlows)).toEqual([]);
});

test('a provider that is asked to prove the person anew says when it did', async () => {
  const { sessionId } = await beginSession(await addUser());
  const url = await begin({ intent: 'confirm', sessionId });
  expect(new URL(url).searchParams.get('prompt')).toBe('login');
  const taken = await takeAnswer('acme', await acme.visit(url), { browser: BROWSER, sessionId });
  const authTime = taken?.outcome.ok ? taken.outcome.value.authTime : null;
  expect(Math.abs(Number(authTime) - Date.now() / 1000)).toBeLessThan(30);
});

test('a provider that cannot do so is not asked', async () => {
  await addProvider({ kind: 'google', clientId: 'a', clientSecret: 'b' });
  expect(await beginAt({ ...ABOUT, provider: 'google', intent: 'confirm' }, BROWSER)).toMatchObject(
    {
      reason: 'no_provider',
    },
  );
});

test('what stands in the address of an answer besides is not looked at', async () => {
  const back = await comesBack();
  const more = new URLSearchParams(`${without(back, 'code')}&access_token=a&id_token=b.c.d`);
  expect((await takeAnswer('acme', more, HERE))?.outcome).toMatchObject({
    reason: 'provider_fails',
  });
});
