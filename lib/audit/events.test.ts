import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { sessions } from '#drizzle/schema/sessions';
import { changePassword } from '#lib/accounts/change-password';
import { passwordByNetwork } from '#lib/accounts/limits';
import { reauthenticate } from '#lib/accounts/reauthenticate';
import { signIn } from '#lib/accounts/sign-in';
import { updateProfile } from '#lib/accounts/update-profile';
import { deleteAccount } from '#lib/assembly/delete-account';
import { exportData } from '#lib/assembly/export-data';
import { purgeExpired } from '#lib/assembly/purge';
import { sayDetail } from '#lib/audit/say';
import type { AuditType } from '#lib/audit/types';
import { verifyLog } from '#lib/audit/verify';
import { auditRefusal } from '#lib/authorization/audit-refusal';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { take } from '#lib/limits/take';
import { auditCsrfRejections } from '#lib/server/audit-csrf';
import { csrfRejections } from '#lib/server/http/csrf-rejections';
import { auditExpiredUse } from '#lib/session/audit-expired-use';
import { endTicket } from '#lib/session/end';
import { SESSIONS_PER_USER } from '#lib/session/lifetimes';
import { revokeOtherSessions, revokeSession } from '#lib/session/sign-out';
import { findViewer, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import {
  addUser,
  beginSession,
  emptyLog,
  emptyTables,
  from,
  PASSWORD,
  setClock,
} from '#lib/testing/database.test-support';

const EMAIL = 'ada@example.com';
const NEW_PASSWORD = 'seven otters juggling kites';
const HERE = { address: '198.51.100.7', userAgent: 'Firefox/145.0' };
const NOW = Date.UTC(2026, 5, 1, 5, 12);
const DAY_MS = 24 * 3_600_000;

type Scene = { ada: string; viewer: Viewer; ticket: Ticket; other: Ticket };

beforeEach(emptyTables);

async function setScene(): Promise<Scene> {
  setClock(NOW);
  const ada = await addUser(EMAIL);
  const [ticket, other] = [await beginSession(ada), await beginSession(ada)];
  await emptyLog();
  const found = await findViewer(ticket);
  return { ada, viewer: found!.viewer, ticket, other };
}

const signInWith = (password: string, previous: Ticket | null = null) =>
  signIn({ email: EMAIL, password, isPersistent: false, previous, browser: 'known' });

const events = () => db().select().from(auditEvents).orderBy(auditEvents.seq);
const change = (endOthers: boolean) => ({
  current: PASSWORD,
  password: NEW_PASSWORD,
  endOthers,
  browser: 'known',
});

/** Each act, and exactly the entries that it makes, in their order. */
const ACTS: [act: string, made: AuditType[], run: (scene: Scene) => Promise<unknown>][] = [
  ['signing in', ['authn_login_success', 'session_created'], () => signInWith(PASSWORD)],
  [
    'signing in where one was signed in',
    ['session_ended', 'authn_login_success', 'session_created'],
    ({ ticket }) => signInWith(PASSWORD, ticket),
  ],
  ['a wrong password', ['authn_login_fail'], () => signInWith('not the password of ada')],
  [
    'proving again who one is',
    ['authn_confirmed'],
    ({ viewer }) => reauthenticate(viewer, { password: PASSWORD, browser: null }),
  ],
  [
    'a new password',
    ['authn_password_change'],
    ({ viewer }) => changePassword(viewer, change(false)),
  ],
  [
    'a new password that ends the others',
    ['authn_password_change', 'sessions_ended'],
    ({ viewer }) => changePassword(viewer, change(true)),
  ],
  [
    'ending one session',
    ['session_ended'],
    ({ viewer, other }) => revokeSession(viewer, other.sessionId),
  ],
  ['ending the other sessions', ['sessions_ended'], ({ viewer }) => revokeOtherSessions(viewer)],
  ['signing out', ['session_ended'], ({ ticket }) => transaction(endTicket(ticket, 'signed_out'))],
  [
    'another name',
    ['user_updated'],
    ({ viewer }) => updateProfile(viewer, { name: 'Eda', timeZone: 'UTC', theme: 'dark' }),
  ],
  ['the download of one’s data', ['data_exported'], ({ viewer }) => exportData(viewer)],
  [
    'asking for what one may not do',
    ['authz_fail'],
    ({ viewer }) => auditRefusal(viewer, 'account:read', 'n1'),
  ],
];

test.each(ACTS)('J-07 %s makes each of its entries once: %s', async (_, made, run) => {
  const scene = await setScene();
  await from(HERE.address, () => run(scene), { userAgent: HERE.userAgent });
  const written = await events();
  expect(written.map(({ type }) => type)).toEqual(made);
  for (const entry of written) {
    const isFailure = /_fail$/.test(entry.type);
    expect(entry).toMatchObject({
      at: new Date(NOW),
      userId: scene.ada,
      actor: 'user',
      result: isFailure ? 'failure' : 'success',
      ...HERE,
    });
  }
  expect((await verifyLog()).faults).toEqual([]);
});

const types = async () => (await events()).map(({ type }) => type);

test('J-07 the tenth wrong password locks, once, and a try after that is no entry of a password', async () => {
  await setScene();
  for (let nth = 0; nth < 11; nth++)
    await from(`192.0.2.${nth}`, () => signInWith('not the password of ada'));
  expect((await types()).filter((type) => type === 'authn_login_fail')).toHaveLength(10);
  const locks = (await events()).filter(({ type }) => type === 'authn_login_lock');
  expect(locks).toMatchObject([{ result: 'failure', address: '192.0.2.9' }]);
});

test('J-07 a deleted account stays in the log', async () => {
  const { viewer, ada } = await setScene();
  await from(HERE.address, () => deleteAccount(viewer.user, 'user'));
  expect(await events()).toMatchObject([{ type: 'user_deleted', userId: ada, result: 'success' }]);
});

test('J-07 a session that reached its end is an entry when it is cleared away, once', async () => {
  const { ada, ticket } = await setScene();
  setClock(NOW + 2 * DAY_MS);
  await purgeExpired();
  await purgeExpired();
  const written = await events();
  expect(written.map(({ type }) => type)).toEqual(['session_expired', 'session_expired']);
  expect(written.map(({ sessionId }) => sessionId)).toContain(ticket.sessionId);
  expect(written).toMatchObject(Array(2).fill({ userId: ada, actor: 'system' }));
});

test('J-07 the session that one too many crowds out is an entry, once', async () => {
  const { ada } = await setScene();
  for (let nth = 2; nth < SESSIONS_PER_USER; nth++) await beginSession(ada);
  expect(await types()).not.toContain('session_ended');
  setClock(NOW + 1000);
  await beginSession(ada);
  const ended = (await events()).filter(({ type }) => type === 'session_ended');
  expect(ended).toMatchObject([{ userId: ada, actor: 'system', detail: 'oldest_of_too_many' }]);
  const left = await db()
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, ada));
  expect(left.map(({ id }) => id)).not.toContain(ended[0]?.sessionId);
  expect(left).toHaveLength(SESSIONS_PER_USER);
});

test('J-07 one ticket that is replaced twice at once ends once', async () => {
  const { ticket } = await setScene();
  await Promise.all([1, 2, 3].map(() => transaction(endTicket(ticket, 'replaced'))));
  expect(await types()).toEqual(['session_ended']);
  await transaction(endTicket({ ...ticket, secret: 'guessed' }, 'replaced'));
  expect(await types()).toEqual(['session_ended']);
});

test('J-07 a session that is over and used again is an entry, once a day, however often', async () => {
  const { ticket, other, viewer, ada } = await setScene();
  await revokeSession(viewer, other.sessionId);
  await emptyLog();
  for (let nth = 0; nth < 5; nth++) await auditExpiredUse(other, HERE);
  await auditExpiredUse({ ...ticket, secret: 'the one before' }, HERE);
  const type = 'session_use_after_expire';
  expect(await events()).toMatchObject([
    { type, result: 'failure', userId: null, sessionId: other.sessionId, ...HERE },
    { type, result: 'failure', userId: ada, detail: 'renewed' },
  ]);
  setClock(NOW + DAY_MS + 1000);
  await auditExpiredUse(other, HERE);
  expect(await types()).toHaveLength(3);
});

test('J-07 a limit that is exceeded is an entry, once in ten minutes for the same network', async () => {
  await setScene();
  const tries = Array.from({ length: passwordByNetwork.max + 5 });
  for (const _ of tries) await from(HERE.address, () => take([[passwordByNetwork, HERE.address]]));
  expect(await events()).toMatchObject([
    {
      type: 'excess_rate_limit_exceeded',
      result: 'failure',
      userId: null,
      object: 'limit:password/network',
      address: HERE.address,
    },
  ]);
});

test('B-01 a form from elsewhere that the front door refused is an entry; a flood of them is not', async () => {
  await setScene();
  auditCsrfRejections();
  auditCsrfRejections();
  const forgery = { ...HERE, path: '/settings/profile', origin: 'http://evil.test\u202e\r\n' };
  for (let nth = 0; nth < 20; nth++) csrfRejections().emit('refused', forgery);
  await expect.poll(types).toHaveLength(11);
  // All at once: on a server none of them waits for another.
  const told = (await types()).filter((type) => type === 'excess_rate_limit_exceeded');
  expect(told).toHaveLength(1);
  const first = (await events()).find(({ type }) => type === 'malicious_csrf');
  expect(first).toMatchObject({ result: 'failure', userId: null, ...HERE });
  expect(sayDetail(first!.detail)).toBe('/settings/profile from http://evil.test   ');
  csrfRejections().emit('refused', { ...forgery, address: '203.0.113.9' });
  await expect.poll(types).toHaveLength(12);
  expect((await verifyLog()).faults).toEqual([]);
});
