import { globSync, readFileSync } from 'node:fs';
import { eq, inArray } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { changePassword } from '#lib/accounts/change-password';
import { latestCode } from '#lib/accounts/life.test-support';
import { resetPassword, startReset } from '#lib/accounts/reset-password';
import { signIn } from '#lib/accounts/sign-in';
import { completeSignUp, startSignUp } from '#lib/accounts/sign-up';
import { changeUserRole } from '#lib/admin/change-role';
import { disableUser } from '#lib/admin/disable-user';
import { enableUser } from '#lib/admin/enable-user';
import { revokeSessionOf, revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { addMember, addStaff } from '#lib/admin/staff.test-support';
import { startResetFor } from '#lib/admin/start-reset';
import { deleteAccount } from '#lib/assembly/delete-account';
import { purgeExpired } from '#lib/assembly/purge';
import type { AuditType } from '#lib/audit/types';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { endClientSession } from '#lib/oauth/client-session';
import { removeClient } from '#lib/oauth/clients';
import { clearTimes } from '#lib/operator/clock/clear-times';
import { endSession, endSessions, endTicket } from '#lib/session/end';
import { endEverybody } from '#lib/session/end-everybody';
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

const NOW = Date.UTC(2026, 5, 1);
const DAY_MS = 24 * 3_600_000;
const EMAIL = 'ada@example.com';
const ANOTHER = 'eleven quiet lanterns drift';
const PROGRAM = 'a-program';

/** Ada in two browsers and with a program, and an administrator. */
type Scene = { ada: string; viewer: Viewer; here: Ticket; there: Ticket; dee: Viewer };

/** Each entry that tells of a session’s end, or of that of more than sessions. */
const TELLS: AuditType[] = [
  'session_ended',
  'sessions_ended',
  'session_expired',
  'authn_token_reuse',
  'client_changed',
  'user_deleted',
];

type Who = 'user' | 'administrator' | 'operator' | 'system';
type Way = [
  way: string,
  told: [type: AuditType, by: Who, why: string],
  end: (scene: Scene) => Promise<unknown>,
];

const WAYS: Way[] = [
  [
    'signing out',
    ['session_ended', 'user', 'signed_out'],
    ({ here }) => transaction(endTicket(here, 'signed_out')),
  ],
  [
    'signing in where one was signed in',
    ['session_ended', 'user', 'replaced'],
    ({ here: previous }) =>
      signIn({ email: EMAIL, password: PASSWORD, isPersistent: false, previous, browser: 'known' }),
  ],
  [
    'signing up where another was signed in',
    ['session_ended', 'user', 'replaced'],
    async ({ here }) => {
      const begun = await startSignUp({ email: 'bob@example.com', password: ANOTHER, name: 'Bob' });
      return begun.ok && completeSignUp(begun.value, await latestCode(), here);
    },
  ],
  [
    'one browser too many',
    ['session_ended', 'system', 'oldest_of_too_many'],
    async ({ ada }) => {
      for (let nth = 2; nth < SESSIONS_PER_USER; nth++) await beginSession(ada);
      await beginSession(ada);
    },
  ],
  [
    'revoking one in the list',
    ['session_ended', 'user', 'revoked'],
    ({ viewer, there }) => revokeSession(viewer, there.sessionId),
  ],
  [
    'revoking all others',
    ['sessions_ended', 'user', 'all_but_this_one'],
    ({ viewer }) => revokeOtherSessions(viewer),
  ],
  [
    'a new password',
    ['sessions_ended', 'user', 'new_password'],
    ({ viewer }) =>
      changePassword(viewer, {
        current: PASSWORD,
        password: ANOTHER,
        endOthers: true,
        browser: 'known',
      }),
  ],
  [
    'a new password by a mailed code',
    ['sessions_ended', 'user', 'new_password'],
    async () => {
      const begun = await startReset(EMAIL);
      const typed = { code: await latestCode(), password: ANOTHER, browser: null };
      return begun.ok && resetPassword({ ...begun.value, email: EMAIL }, typed);
    },
  ],
  [
    'an administrator who revokes one',
    ['session_ended', 'administrator', 'revoked'],
    ({ dee, ada, there }) => revokeSessionOf(dee, ada, there.sessionId),
  ],
  [
    'an administrator who revokes all',
    ['sessions_ended', 'administrator', 'revoked'],
    ({ dee, ada }) => revokeSessionsOf(dee, ada),
  ],
  [
    'the operator who revokes all',
    ['sessions_ended', 'operator', 'revoked'],
    ({ ada }) => revokeSessionsOf('operator', ada),
  ],
  [
    'disabling the account',
    ['sessions_ended', 'administrator', 'disabled'],
    ({ dee, ada }) => disableUser(dee, ada),
  ],
  [
    'enabling it, with a session that began while it was disabled',
    ['sessions_ended', 'administrator', 'enabled'],
    async ({ dee, ada }) => {
      await disableUser(dee, ada);
      await emptyLog();
      await beginSession(ada);
      await enableUser(dee, ada);
    },
  ],
  [
    'staff who ask for a new password',
    ['sessions_ended', 'administrator', 'reset_started'],
    ({ dee, ada }) => startResetFor(dee, ada),
  ],
  [
    'becoming a member, of those that were over for staff',
    ['sessions_ended', 'administrator', 'over_by_role'],
    async ({ dee, ada }) => {
      await db().update(users).set({ role: 'support' }).where(eq(users.id, ada));
      setClock(NOW + 3_600_000);
      await changeUserRole(dee, ada, 'member');
    },
  ],
  ['the end of its time', ['session_expired', 'system', ''], expire],
  [
    'a clock that was ahead',
    ['sessions_ended', 'operator', 'clock_was_ahead'],
    async ({ here }) => {
      const ahead = { createdAt: new Date(NOW + DAY_MS), lastSeenAt: new Date(NOW + DAY_MS) };
      await db().update(sessions).set(ahead).where(eq(sessions.id, here.sessionId));
      await clearTimes();
    },
  ],
  [
    'a program that signs out',
    ['session_ended', 'user', `program?name=${PROGRAM}`],
    () => endClientSession(PROGRAM, 'signed out'),
  ],
  [
    'a program that refreshes too often',
    ['session_ended', 'user', `program?name=${PROGRAM}`],
    () => endClientSession(PROGRAM, 'refreshed too often'),
  ],
  [
    'a token that is shown again',
    ['authn_token_reuse', 'user', `program?name=${PROGRAM}`],
    () => endClientSession(PROGRAM, 'reuse'),
  ],
  [
    'a program that is removed',
    ['client_changed', 'operator', 'client_removed'],
    () => removeClient(PROGRAM),
  ],
  [
    'deleting the account',
    ['user_deleted', 'user', ''],
    ({ viewer }) => deleteAccount(viewer.user),
  ],
  [
    'signing everybody out',
    ['sessions_ended', 'operator', 'everybody?sessions=4&programs=1&tokens=0&codes=0&keys=0'],
    () => endEverybody(),
  ],
];

/** Of all, so that only one is purged. */
async function expire({ here }: Scene) {
  await db()
    .update(sessions)
    .set({ expiresAt: new Date(NOW - 1) })
    .where(eq(sessions.id, here.sessionId));
  await purgeExpired();
}

async function setScene(): Promise<Scene> {
  setClock(NOW);
  const [ada, dee] = [await addUser(EMAIL), await addStaff('administrator')];
  const [here, there] = [await beginSession(ada), await beginSession(ada)];
  const found = await findViewer(here);
  await addProgram(ada);
  await emptyLog();
  return { ada, viewer: found!.viewer, here, there, dee };
}

async function addProgram(userId: string) {
  const [id, now] = [PROGRAM, new Date()];
  const client = { id, name: id, kind: 'native', redirectUris: '[]', createdAt: now };
  await db().delete(oauthClients);
  await db().insert(oauthClients).values(client);
  const times = { createdAt: now, lastSeenAt: now, expiresAt: new Date(NOW + DAY_MS) };
  const row = { id, userId, clientId: id, secretHash: id, isPersistent: true, idleSeconds: 900 };
  await db()
    .insert(sessions)
    .values({ ...row, ...times, address: '', userAgent: '' });
}

beforeEach(emptyTables);

const ids = async () => (await db().select({ id: sessions.id }).from(sessions)).map(({ id }) => id);
const told = () => db().select().from(auditEvents).where(inArray(auditEvents.type, TELLS));

test.each(WAYS)('%s is told once, by whom and why', async (_, [type, actor, detail], end) => {
  const scene = await setScene();
  const before = await ids();
  await from('198.51.100.7', () => end(scene));
  const left = await ids();
  expect(before.filter((id) => !left.includes(id)).length).toBeGreaterThan(0);
  const isAbout = type === 'client_changed' || detail.startsWith('everybody') ? null : scene.ada;
  const actorId = actor === 'administrator' ? scene.dee.user.id : null;
  expect(await told()).toMatchObject([{ type, actor, actorId, detail, userId: isAbout }]);
});

test('where there is nothing to end, nothing happens and nobody is told', async () => {
  const { ada, here } = await setScene();
  const gone = { of: ada, id: 'gone', why: 'revoked' } as const;
  expect(await transaction(endSession(gone))).toBe(true);
  expect(await transaction(expectRow(endSession(gone)))).toBe(false);
  expect(await transaction(endSessions({ of: await addMember(), why: 'revoked' }))).toBe(true);
  await transaction(endTicket({ ...here, secret: 'guessed' }, 'signed_out'));
  expect(await told()).toEqual([]);
  expect(await ids()).toHaveLength(4);
});

test('a session is ended in one place', () => {
  const known = globSync('{app,lib,scripts}/**/*.{ts,tsx}').filter(
    (path) =>
      !/\.test(-support)?\.ts$/.test(path) &&
      /\.delete\(\s*sessions\s*\)/.test(readFileSync(path, 'utf8')),
  );
  expect(known).toEqual(['lib/session/end.ts']);
});
