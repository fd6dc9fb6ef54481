import { eq } from 'drizzle-orm';
import { decodeJwt } from 'jose';
import { beforeEach, expect, test, vi } from 'vitest';
import { credentials } from '#drizzle/schema/credentials';
import { sessions } from '#drizzle/schema/sessions';
import { db } from '#lib/db/client';
import type { Factor } from '#lib/factors/factor';
import { FACTORS } from '#lib/factors/list';
import { toldOf, wantsBoth } from '#lib/oauth/assurance';
import { addClient, removeClient } from '#lib/oauth/clients';
import { approve } from '#lib/oauth/consent';
import { answerDevice, claimDevice } from '#lib/oauth/device';
import {
  authorize,
  CLI,
  get,
  newNetwork,
  poll,
  send,
  uidOf,
  viewerOfTicket,
} from '#lib/oauth/flows.test-support';
import { ok } from '#lib/result';
import type { Ticket } from '#lib/session/ticket';
import { addUser, beginSession, emptyTables, from } from '#lib/testing/database.test-support';

vi.mock('#lib/factors/list', () => ({ FACTORS: [] }));

const ONE = 'urn:gatehouse:loa:1fa';
const TWO = 'urn:gatehouse:loa:2fa';
const REDIRECT = 'https://site.example.com/in';
const app: Factor = {
  kind: 'totp',
  amr: ['otp'],
  field: { label: 'Code' },
  isSetUp: (kinds) => kinds.has('totp'),
  verify: async () => ok(null),
};
let ada = '';
let ticket: Ticket;
let basic = '';

beforeEach(async () => {
  await emptyTables();
  await removeClient('my-app');
  (FACTORS as Factor[]).splice(0, 1, app);
  const kind = 'web' as const;
  const added = await addClient({ id: 'my-app', name: 'Site', kind, redirectUris: [REDIRECT] });
  basic = Buffer.from(`my-app:${added.ok && added.value}`).toString('base64');
  ada = await addUser('ada@example.com', { passwordHash: 'x' });
  ticket = await beginSession(ada);
});

/** Somebody who has proven this, in an account that has these. */
async function viewer(amr: string, has: string[] = []) {
  await db().update(sessions).set({ amr }).where(eq(sessions.id, ticket.sessionId));
  const now = new Date();
  const rows = has.map((kind) => ({ id: kind, kind, handle: ada, secret: 'x', confirmedAt: now }));
  for (const row of rows)
    await db()
      .insert(credentials)
      .values({ ...row, userId: ada, createdAt: now })
      .onConflictDoNothing();
  return viewerOfTicket(ticket);
}

test.each([
  ['pwd', ['pwd'], ONE],
  ['mca', ['mca'], ONE],
  ['mca otp', ['mca', 'otp'], ONE],
  ['pwd otp', ['pwd', 'otp', 'mfa'], TWO],
  ['pwd hwk', ['pwd', 'hwk', 'mfa'], TWO],
  ['hwk mfa', ['hwk', 'mfa'], TWO],
])('of "%s" a site is told %j and %s', (amr, words, acr) => {
  expect(toldOf(amr.split(' '))).toEqual({ amr: words, acr });
});

test.each([
  [undefined, false],
  [ONE, false],
  [`${ONE} ${TWO}`, false],
  [TWO, true],
  [`${TWO} ${ONE}`, true],
  [`phr ${TWO}`, true],
  ['phr', false],
])('acr_values=%s asks for both: %s', (values, both) => {
  expect(wantsBoth(values)).toBe(both);
});

/** What the site reads in the token, or why it gets none. */
async function signIn(amr: string, has: string[], more: Record<string, string>) {
  const who = await viewer(amr, has);
  const asked = { client_id: 'my-app', redirect_uri: REDIRECT, scope: 'openid', ...more };
  const { location, cookie, verifier: code_verifier } = await authorize(asked);
  const done = await approve(who, uidOf(location));
  if (!done.ok) return done.reason;
  const back = await get(`/oauth/authorize/${uidOf(location)}`, { cookie });
  const code = new URL(back.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const form = { grant_type: 'authorization_code', code, code_verifier, redirect_uri: REDIRECT };
  const answer = await send('/oauth/token', form, { authorization: `Basic ${basic}` });
  return decodeJwt((await answer.json()).id_token);
}

test('a site reads by what, how much and when the person has proven who they are', async () => {
  const { session } = await viewer('pwd otp', ['totp']);
  const auth_time = Math.floor(session.authenticatedAt.getTime() / 1000);
  const told = { amr: ['pwd', 'otp', 'mfa'], acr: TWO, auth_time };
  expect(await signIn('pwd otp', ['totp'], {})).toMatchObject(told);
  expect(await signIn('pwd', [], {})).toMatchObject({ amr: ['pwd'], acr: ONE, auth_time });
});

test.each([
  ['a password and a factor are both', 'pwd otp', ['totp'], TWO],
  ['a passkey is both', 'hwk mfa', ['passkey'], TWO],
  ['with a password to give, more is asked', 'mca otp', ['totp'], 'not_proven'],
  ['without any factor there is nothing more to ask for', 'pwd', [], ONE],
] as const)('a site that wants both: %s', async (_, amr, has, answer) => {
  const told = await signIn(amr, [...has], { acr_values: TWO });
  expect(typeof told === 'string' ? told : told['acr']).toBe(answer);
});

test('who has no password can prove no more, and is not held up', async () => {
  await db().delete(credentials);
  expect(await signIn('mca otp', ['totp'], { acr_values: TWO })).toMatchObject({ acr: ONE });
});

test('a device is told the same, and the session of the program keeps what was proven', async () => {
  const who = await viewer('pwd otp', ['totp']);
  const form = { client_id: CLI, scope: 'openid' };
  const asked = await (await send('/oauth/device_authorization', form)).json();
  const claimed = await from(newNetwork(), () => claimDevice(who, asked.user_code));
  if (!claimed.ok) throw new Error(claimed.reason);
  await answerDevice(who, claimed.value, true);
  const tokens = await (await poll(asked.device_code)).json();
  expect(decodeJwt(tokens.id_token)).toMatchObject({ amr: ['pwd', 'otp', 'mfa'], acr: TWO });
  const [row] = await db().select().from(sessions).where(eq(sessions.clientId, CLI));
  expect(row?.amr).toBe('pwd otp');
});
