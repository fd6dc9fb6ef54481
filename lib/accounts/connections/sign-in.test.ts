import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { codes } from '#drizzle/schema/codes';
import { connections } from '#drizzle/schema/connections';
import { credentials } from '#drizzle/schema/credentials';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { identity, signsIn } from '#lib/accounts/connections/connections.test-support';
import { connectionRow } from '#lib/accounts/connections/row';
import { addApp } from '#lib/accounts/factors.test-support';
import { latestCode } from '#lib/accounts/life.test-support';
import { completeSignUp, startSignUp } from '#lib/accounts/sign-up';
import { db } from '#lib/db/client';
import { sealLog } from '#lib/db/seal';
import type { Identity } from '#lib/providers/answer';
import { findViewer } from '#lib/session/store';
import { isFreshlyAuthenticated } from '#lib/session/viewer';
import { addUser, emptyTables, PASSWORD } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

type State = [state: string, set: (who: Identity) => Promise<unknown>];

const connected = async (who: Identity, more: object = {}) => {
  const id = await addUser('ada@example.com', more);
  await db().insert(connections).values(connectionRow(id, who));
  return id;
};

const NOBODY: State = ['nobody has the address', async () => null];
const OTHERS: State = ['an account has the address', async (who) => addUser(who.email)];
const KNOWN: State = ['it is connected', (who) => connected(who)];
const SHUT: State = [
  'it is connected with a shut account',
  (who) => connected(who, { disabledAt: new Date() }),
];
const FACTOR: State = [
  'it is connected with an account that has an app',
  async (who) => addApp(await connected(who)),
];

const PROVEN = identity();
const UNPROVEN = identity({ isEmailProven: false });
const NAMELESS = identity({ email: '', isEmailProven: true });
const BROKEN = identity({ email: 'ada@', isEmailProven: true });

test.each<[State, Identity, string]>([
  [NOBODY, PROVEN, 'account and session'],
  [NOBODY, UNPROVEN, 'unknown'],
  [NOBODY, NAMELESS, 'unknown'],
  [NOBODY, BROKEN, 'unknown'],
  [OTHERS, PROVEN, 'unknown'],
  [OTHERS, UNPROVEN, 'unknown'],
  [KNOWN, PROVEN, 'session'],
  [KNOWN, UNPROVEN, 'session'],
  [KNOWN, NAMELESS, 'session'],
  [SHUT, PROVEN, 'no_entry'],
  [FACTOR, PROVEN, 'challenge'],
])('where %s, %o ends in %s', async ([, set], who, end) => {
  await set(who);
  const before = await counts();
  const outcome = await signsIn(who);
  const after = await counts();
  const value = outcome.ok ? outcome.value : null;
  const made = after.users > before.users ? 'account and session' : 'session';
  const came = value && ('sessionId' in value ? made : 'challenge');
  expect(came ?? (outcome.ok ? '' : outcome.reason)).toBe(end);
  expect(after.sessions - before.sessions).toBe(end.endsWith('session') ? 1 : 0);
  // Nothing is ever connected with an account that was there before.
  expect(after.connections - before.connections).toBe(end === 'account and session' ? 1 : 0);
});

const counts = async () => ({
  users: await db().$count(users),
  sessions: await db().$count(sessions),
  connections: await db().$count(connections),
});

test('the account of a stranger whom the provider answers for has their name, their address and no password', async () => {
  const outcome = await signsIn(PROVEN);
  const [user] = await db().select().from(users);
  expect(user).toMatchObject({ email: 'ada@gmail.com', name: 'Ada Lovelace' });
  expect(await db().select().from(credentials)).toEqual([]);
  const ticket = outcome.ok && 'sessionId' in outcome.value ? outcome.value : null;
  const found = ticket && (await findViewer(ticket));
  expect(found?.viewer.session.amr).toEqual(['fed']);
  const mails = await db().select().from(outbox);
  expect(mails.map(({ template }) => template)).toContain('credential-added');
  await sealLog();
  const told = (await db().select().from(auditEvents)).map(({ type }) => type);
  expect(told).toEqual(expect.arrayContaining(['user_created', 'credential_added']));
});

test('whose account it is, issuer and subject say, whatever the address says', async () => {
  const owner = await connected(PROVEN);
  const mallory = await addUser('mallory@example.com');
  const moved = identity({ email: 'mallory@example.com' });
  expect((await signsIn(moved)).ok).toBe(true);
  const all = await db().select().from(sessions);
  expect(all.map(({ userId }) => userId)).toEqual([owner]);
  expect(all.map(({ userId }) => userId)).not.toContain(mallory);
});

test.each([
  ['another subject', { subject: '1047' }],
  ['the same subject of another issuer', { issuer: 'https://evil.example' }],
])('%s with the same address is somebody else', async (_, other) => {
  await connected(PROVEN);
  expect(await signsIn(identity({ ...other, isEmailProven: false }))).toMatchObject({
    reason: 'unknown',
  });
});

test('how they were proven there is kept, and counts for nothing here', async () => {
  const who = identity({ amr: 'pwd mfa hwk', acr: 'urn:mace:incommon:iap:silver' });
  const id = await connected(who);
  await addApp(id);
  const outcome = await signsIn(who);
  expect(outcome.ok && 'challengeId' in outcome.value).toBe(true);
  const [row] = await db().select().from(connections);
  expect(row).toMatchObject({ amr: 'pwd mfa hwk', acr: 'urn:mace:incommon:iap:silver' });
});

test.each([
  ['does not say when', null, false],
  ['says long ago', Date.now() / 1000 - 3600, false],
  ['says just now', Date.now() / 1000 - 5, true],
  ['says a time to come', Date.now() / 1000 + 3600, false],
])('a provider that %s counts as a recent proof: %#', async (_, authTime, isFresh) => {
  const who = identity({ authTime });
  await connected(who);
  const outcome = await signsIn(who);
  const ticket = outcome.ok && 'sessionId' in outcome.value ? outcome.value : null;
  const found = ticket && (await findViewer(ticket));
  expect(found && (await isFreshlyAuthenticated(found.viewer))).toBe(isFresh);
});

test('of many who arrive at once with an unknown account one makes it, and all come in', async () => {
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => signsIn(PROVEN)));
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  expect(await counts()).toEqual({ users: 1, connections: 1, sessions: 5 });
});

test.each<[string, () => Promise<unknown>, string]>([
  ['connected with another account', () => connected(PROVEN), 'session'],
  ['connected with a shut account', () => connected(PROVEN, { disabledAt: new Date() }), 'no_entry'],
  ['connected with an account that has an app', async () => addApp(await connected(PROVEN)), 'challenge'],
  ['given to somebody else, as far as the address goes', () => addUser(PROVEN.email), 'unknown'],
])('who is %s while their account is made finds that', async (_, happens, end) => {
  let [isFirst, before] = [true, 0];
  const outcome = await signsIn(PROVEN, async () => {
    if (isFirst) await happens();
    if (isFirst) before = await db().$count(sessions);
    isFirst = false;
  });
  const came = outcome.ok && ('sessionId' in outcome.value ? 'session' : 'challenge');
  expect(came || (!outcome.ok && outcome.reason)).toBe(end);
  const sessionsNow = before + (end === 'session' ? 1 : 0);
  expect(await counts()).toMatchObject({ users: 1, sessions: sessionsNow });
}); // biome-ignore format: a table

test('a sign-up of somebody else that waits for the same mailbox is over, with its password', async () => {
  const theirs = await startSignUp({ name: 'Mallory', email: PROVEN.email, password: PASSWORD });
  const flow = theirs.ok ? theirs.value : { codeId: '', secret: '' };
  const code = await latestCode();
  expect((await signsIn(PROVEN)).ok).toBe(true);
  expect(await completeSignUp(flow, code)).toMatchObject({ ok: false });
  expect(await db().select().from(credentials)).toEqual([]);
  const [row] = await db().select().from(codes).where(eq(codes.id, flow.codeId));
  expect(row?.codeHash).toMatch(/^ended:/);
});

test('an address that a provider only says is proven by our code, and then the account is connected', async () => {
  const begun = await startSignUp({
    name: 'Ada',
    email: 'ada@example.com',
    password: null,
    identity: UNPROVEN,
  });
  expect(await counts()).toMatchObject({ users: 0, connections: 0 });
  const flow = begun.ok ? begun.value : { codeId: '', secret: '' };
  const code = await latestCode();
  expect((await completeSignUp(flow, code)).ok).toBe(true);
  expect(await counts()).toMatchObject({ users: 1, connections: 1 });
  expect((await signsIn(UNPROVEN)).ok).toBe(true);
});

test('the code of an address that has an account makes nothing and connects nothing', async () => {
  await addUser('ada@example.com');
  const begun = await startSignUp({
    name: 'Ada',
    email: 'ada@example.com',
    password: null,
    identity: UNPROVEN,
  });
  expect(begun.ok).toBe(true);
  const [mail] = await db().select().from(outbox);
  expect(mail?.template).toBe('account-exists');
  expect(await counts()).toMatchObject({ users: 1, connections: 0 });
});

test('an account elsewhere that was connected meanwhile makes no second account', async () => {
  const begun = await startSignUp({
    name: 'Ada',
    email: 'new@example.com',
    password: null,
    identity: UNPROVEN,
  });
  const flow = begun.ok ? begun.value : { codeId: '', secret: '' };
  const code = await latestCode();
  await connected(UNPROVEN);
  expect(await completeSignUp(flow, code)).toMatchObject({ ok: false });
  expect(await counts()).toMatchObject({ users: 1, connections: 1, sessions: 0 });
});
