import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { credentials } from '#drizzle/schema/credentials';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { beginAuthenticator, begunAuthenticator } from '#lib/accounts/authenticator/begin';
import { confirmAuthenticator } from '#lib/accounts/authenticator/confirm';
import { removeAuthenticator } from '#lib/accounts/authenticator/remove';
import { addApp, shownBy, viewerBy } from '#lib/accounts/factors.test-support';
import { viewerOf } from '#lib/accounts/life.test-support';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { TOTP, totp } from '#lib/factors/totp/factor';
import { isNewest } from '#lib/factors/totp/key';
import { factorsOf } from '#lib/factors/verify-factor';
import { noteShown } from '#lib/session/here';
import {
  addUser,
  beginSession,
  changeSettings,
  emptyTables,
  setClock,
} from '#lib/testing/database.test-support';

const START = Date.UTC(2026, 0, 1);
const OLD = 'old-secret-0123456789-abcdefghij-KLMNOP';
const NEW = 'new-secret-0123456789-abcdefghij-KLMNOP';
let ada = '';

beforeEach(async () => {
  await emptyTables();
  setClock(START);
  ada = await addUser('ada@example.com');
});

const apps = () => db().select().from(credentials).where(eq(credentials.kind, TOTP));
const kinds = async (userId = ada) => (await factorsOf(userId)).map(({ kind }) => kind);
const told = async () =>
  (await db().select().from(auditEvents))
    .filter(({ type }) => type.startsWith('credential_'))
    .map(({ type, detail, object }) => [type, detail, object]);
const mailed = async () => (await db().select().from(outbox)).map(({ template }) => template);

/** Uses a code of the app as a door does: in the transaction of what it was for. */
async function use(typed: string, userId = ada): Promise<boolean> {
  const outcome = await totp.verify(userId, typed);
  return outcome.ok && (await transaction(outcome.value));
}

test('a key proves nothing before its first code; then it is asked for, the owner is mailed, the log is told', async () => {
  const viewer = await viewerOf(ada);
  const key = await beginAuthenticator(viewer);
  expect(await kinds()).toEqual([]);
  expect(await use(shownBy(key?.typed ?? ''))).toBe(false);
  expect([await told(), await mailed()]).toEqual([[], []]);
  const outcome = await confirmAuthenticator(viewer, shownBy(key?.typed ?? ''));
  if (!outcome.ok) throw new Error(outcome.reason);
  const [app] = await apps();
  expect(await kinds()).toEqual([TOTP]);
  expect(await told()).toEqual([['credential_added', 'totp', `credential:${app?.id}`]]);
  expect(await mailed()).toEqual(['credential-added']);
  expect((await viewerBy(outcome.value)).session.amr).toEqual(['pwd', 'otp']);
});

test('the code that confirmed is used up, and the other sessions have to prove it', async () => {
  const other = await beginSession(ada);
  const key = await addApp(ada);
  expect(await use(shownBy(key, -1))).toBe(false);
  expect(await use(shownBy(key))).toBe(true);
  expect((await viewerBy(other)).session.authenticatedAt.getTime()).toBe(0);
});

test('the key of an earlier page confirms nothing, and a wrong code neither', async () => {
  const viewer = await viewerOf(ada);
  const first = await beginAuthenticator(viewer);
  const second = await beginAuthenticator(viewer);
  expect(first?.typed).not.toBe(second?.typed);
  expect(await begunAuthenticator(viewer)).toEqual(second);
  for (const wrong of [shownBy(first?.typed ?? ''), '', '123456', 'abcdef', '1'.repeat(500)])
    expect(await confirmAuthenticator(viewer, wrong)).toMatchObject({ reason: 'wrong_first_code' });
  expect(await apps()).toHaveLength(1);
  expect(await kinds()).toEqual([]);
});

test('while there is an app nothing begins another, and its key is shown no more', async () => {
  await addApp(ada);
  const viewer = await viewerOfFreshSession();
  const before = await apps();
  expect(await beginAuthenticator(viewer)).toBeNull();
  expect(await begunAuthenticator(viewer)).toBeNull();
  expect(await apps()).toEqual(before);
});

/** By a session that began before the app did. */
async function viewerOfFreshSession() {
  const [row] = await db().select().from(sessions);
  const viewer = {
    user: { id: ada, email: 'ada@example.com', role: 'member', name: 'Ada', timeZone: '', theme: 'system' }, // biome-ignore format: one line
    session: { id: String(row?.id), amr: ['pwd'] },
  } as Awaited<ReturnType<typeof viewerOf>>;
  noteShown(viewer, row?.secretHash ?? '');
  return viewer;
}

test('of many at once one confirms', async () => {
  const viewer = await viewerOf(ada);
  const key = await beginAuthenticator(viewer);
  const code = shownBy(key?.typed ?? '');
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => confirmAuthenticator(viewer, code)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await told()).toHaveLength(1);
});

test.each([
  ['as it is', (code: string) => code],
  ['with a blank', (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`],
  ['with a dash, at length', (code: string) => `  ${code.slice(0, 3)} – ${code.slice(3)}\n`],
  ['in Arabic digits', (code: string) => code.replace(/\d/g, (one) => '٠١٢٣٤٥٦٧٨٩'.charAt(Number(one)))],
  ['in full width', (code: string) => code.replace(/\d/g, (one) => '０１２３４５６７８９'.charAt(Number(one)))],
])('a code is taken %s, once', async (_, typed) => {
  const code = typed(shownBy(await addApp(ada)));
  expect(totp.isAnswer?.(code)).toBe(true);
  expect(await use(code)).toBe(true);
  expect(await use(code)).toBe(false);
}); // biome-ignore format: one line each

test('of many who use one code at once one goes on; the step after it is another', async () => {
  const key = await addApp(ada);
  const used = await Promise.all([1, 2, 3, 4].map(() => use(shownBy(key))));
  expect(used.filter(Boolean)).toHaveLength(1);
  expect(await use(shownBy(key, 1))).toBe(true);
  expect(await use(shownBy(key))).toBe(false);
  setClock(START + 60_000);
  expect(await use(shownBy(key, -1))).toBe(false);
  expect(await use(shownBy(key))).toBe(true);
});

test('a code that was checked and not used is still good, and one of somebody else is wrong', async () => {
  const key = await addApp(ada);
  const bob = await addUser('bob@example.com');
  const his = await addApp(bob);
  expect((await totp.verify(ada, shownBy(key))).ok).toBe(true);
  expect(await use(shownBy(his))).toBe(false);
  expect(await use(shownBy(key), bob)).toBe(false);
  expect(await use(shownBy(key))).toBe(true);
  expect(await use(shownBy(his), bob)).toBe(true);
});

test('the row of another person, moved or copied, opens nothing', async () => {
  const key = await addApp(ada);
  const [row] = await apps();
  const bob = await addUser('bob@example.com');
  await addApp(bob);
  await db().update(credentials).set({ secret: row?.secret ?? '', counter: 0 }).where(eq(credentials.userId, bob)); // biome-ignore format: one line
  expect(await use(shownBy(key), bob)).toBe(false);
});

test('a new secret in front leaves it readable, and the next use seals it anew', async () => {
  changeSettings({ SESSION_SECRET: OLD });
  const key = await addApp(ada);
  changeSettings({ SESSION_SECRET: `${NEW},${OLD}` });
  expect(isNewest((await apps())[0]?.secret ?? '')).toBe(false);
  expect(await use(shownBy(key))).toBe(true);
  expect(isNewest((await apps())[0]?.secret ?? '')).toBe(true);
  changeSettings({ SESSION_SECRET: NEW });
  expect(await use(shownBy(key, 1))).toBe(true);
});

test('without the secret it lies under it is asked for all the same, and no code opens it', async () => {
  changeSettings({ SESSION_SECRET: OLD });
  const key = await addApp(ada);
  changeSettings({ SESSION_SECRET: NEW });
  expect(await kinds()).toEqual([TOTP]);
  for (const later of [-1, 0, 1]) expect(await use(shownBy(key, later))).toBe(false);
});

test('removing it takes it away, tells of it, and happens once', async () => {
  await addApp(ada);
  const [app] = await apps();
  const viewer = await viewerOfFreshSession();
  const outcomes = await Promise.all([removeAuthenticator(viewer), removeAuthenticator(viewer)]);
  expect(outcomes.toSorted()).toEqual([false, true]);
  expect([await apps(), await kinds()]).toEqual([[], []]);
  expect((await told()).at(-1)).toEqual(['credential_removed', 'totp', `credential:${app?.id}`]);
  expect(await mailed()).toEqual(['credential-added', 'credential-removed']);
});

test('a key that was only begun is not removed: there is no app', async () => {
  const viewer = await viewerOf(ada);
  await beginAuthenticator(viewer);
  expect(await removeAuthenticator(viewer)).toBe(false);
  expect(await told()).toEqual([]);
});
