import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { connections } from '#drizzle/schema/connections';
import { pendingSignIns } from '#drizzle/schema/pending-sign-ins';
import { sessions } from '#drizzle/schema/sessions';
import { colleague, signsIn } from '#lib/accounts/connections/connections.test-support';
import { logOutByProvider } from '#lib/accounts/connections/log-out';
import { connectionRow } from '#lib/accounts/connections/row';
import { addApp } from '#lib/accounts/factors.test-support';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import { hashOfSession } from '#lib/providers/answer';
import { addProvider } from '#lib/providers/stored';
import {
  addUser,
  beginSession,
  clearSingleton,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';
import { TestProvider } from '#lib/testing/oidc.test-support';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const acme = new TestProvider();
beforeAll(() => acme.start(['http://localhost:3000/callback/acme']));
afterAll(() => acme.stop());
beforeEach(async () => {
  await emptyTables();
  clearSingleton('providers', 'provider-keys', 'tallies');
  const { id: clientId, secret: clientSecret } = acme.client;
  const { issuer } = acme;
  await addProvider({ kind: 'oidc', name: 'acme', issuer, clientId, clientSecret });
});

let count = 0;
/** What the provider says of somebody, or of one session there. */
async function says(whom: { sub?: string; sid?: string }, more: object = {}) {
  const iat = Math.floor(Date.now() / 1000);
  const about = { iss: acme.issuer, aud: acme.client.id, iat, exp: iat + 120 };
  const jti = `number ${count++}`;
  return acme.sign({ ...about, jti, events: { [EVENT]: {} }, ...whom, ...more });
}
const told = async (whom: { sub?: string; sid?: string }) =>
  (await logOutByProvider('acme', await says(whom))).ok;

const ofSession = (sid: string | null) => (sid === null ? null : hashOfSession(acme.issuer, sid));
const who = (subject: string, sid: string | null) =>
  colleague({ issuer: acme.issuer, subject, session: ofSession(sid), company: null });

/** An account that acme knows by this number. */
async function account(subject: string, email: string) {
  const id = await addUser(email);
  await db()
    .insert(connections)
    .values(connectionRow(id, who(subject, null)));
  return id;
}

/** The sessions that are left, by what they were begun with. */
const left = async () =>
  (await db().select().from(sessions))
    .map(({ userId, provider, providerSession }) => `${NAMES.get(userId)} ${provider ?? 'password'} ${SIDS.get(providerSession ?? '') ?? '-'}`)
    .sort(); // biome-ignore format: one line
const NAMES = new Map<string, string>();
const SIDS = new Map<string, string>();

async function scene() {
  for (const sid of ['one', 'two', 'three']) SIDS.set(ofSession(sid) ?? '', sid);
  const [ada, bob] = [await account('ada', 'ada@example.com'), await account('bob', 'bob@example.com')];
  NAMES.set(ada, 'ada').set(bob, 'bob');
  for (const [subject, sid] of [['ada', 'one'], ['ada', 'two'], ['ada', null], ['bob', 'three']] as const)
    expect((await signsIn(who(subject, sid))).ok).toBe(true);
  await beginSession(ada);
} // biome-ignore format: lists

const ALL = ['ada acme -', 'ada acme one', 'ada acme two', 'ada password -', 'bob acme three'];

test.each<[string, { sub?: string; sid?: string }, string[]]>([
  ['somebody', { sub: 'ada' }, ['ada acme -', 'ada acme one', 'ada acme two']],
  ['a session', { sid: 'one' }, ['ada acme one']],
  ['somebody and a session', { sub: 'ada', sid: 'one' }, ['ada acme -', 'ada acme one']],
  ['somebody and the session of another', { sub: 'ada', sid: 'three' }, ['ada acme -']],
  ['somebody unknown', { sub: 'eve' }, []],
  ['a session unknown', { sid: 'four' }, []],
  ['somebody by the number of an account here', { sub: 'ada@example.com' }, []],
])('of %s what was begun by it ends, and nothing else', async (_, whom, ended) => {
  await scene();
  expect(await told(whom)).toBe(true);
  expect(await left()).toEqual(ALL.filter((one) => !ended.includes(one)));
});

test('the log says why', async () => {
  await scene();
  await told({ sub: 'ada' });
  await sealLog();
  const entries = (await db().select().from(auditEvents)).filter(({ type }) => type === 'sessions_ended'); // biome-ignore format: one line
  expect(entries.map(({ actor, detail, userId }) => [actor, detail, NAMES.get(userId ?? '')])).toEqual([['system', 'by_provider', 'ada']]); // biome-ignore format: one line
});

test('half of a sign-in that the provider began is over, too', async () => {
  const id = await account('ada', 'ada@example.com');
  await addApp(id);
  for (const whom of [{ sub: 'ada' }, { sid: 'one' }, { sub: 'ada', sid: 'one' }]) {
    await signsIn(who('ada', 'one'));
    expect(await db().$count(pendingSignIns)).toBe(1);
    await told(whom);
    expect(await db().$count(pendingSignIns)).toBe(0);
  }
});

test('a token counts once, however many bring it at the same time, and one of another provider counts for itself', async () => {
  await scene();
  const token = await says({ sid: 'one' });
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, () => logOutByProvider('acme', token)),
  );
  expect(outcomes.filter(({ ok }) => ok).length).toBe(1);
  await signsIn(who('ada', 'one'));
  expect(await logOutByProvider('acme', token)).toMatchObject({ reason: 'bad_logout_token' });
  setClock(Date.now() + 11 * 60_000);
  expect(await logOutByProvider('acme', token)).toMatchObject({ reason: 'bad_logout_token' });
  expect(await left()).toContain('ada acme one');
});

test('a refused token ends nothing', async () => {
  await scene();
  for (const more of [{ nonce: 'x' }, { aud: 'another' }, { events: {} }])
    expect((await logOutByProvider('acme', await says({ sub: 'ada' }, more))).ok).toBe(false);
  expect(await left()).toEqual(ALL);
});
