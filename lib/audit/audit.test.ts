import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { users } from '#drizzle/schema/users';
import { signIn } from '#lib/accounts/sign-in';
import { startSignUp } from '#lib/accounts/sign-up';
import { revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { listActivity } from '#lib/assembly/activity';
import type { Detail } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import { revokeOtherSessions, revokeSession } from '#lib/session/sign-out';
import { findViewer } from '#lib/session/store';
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

beforeEach(emptyTables);

const types = async () => (await db().select().from(auditEvents)).map(({ type }) => type).sort();
const signInAs = (email: string, password: string) =>
  signIn({ email, password, isPersistent: false, previous: null, browser: null });

test('an entry says what, when, whose, by whom and from where', async () => {
  const now = Date.UTC(2026, 5, 1);
  setClock(now);
  const write = from('198.51.100.7', () => record({ type: 'user_created', userId: 'u1' }), {
    userAgent: 'curl/8',
  });
  await transaction(write);
  expect(await db().select().from(auditEvents)).toEqual([
    {
      seq: 1,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      at: new Date(now),
      type: 'user_created',
      userId: 'u1',
      sessionId: null,
      actor: 'user',
      actorId: null,
      object: '',
      result: 'success',
      address: '198.51.100.7',
      userAgent: 'curl/8',
      detail: '',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ]);
});

test('an act that fails leaves neither its effect nor its entry', async () => {
  const ada = await addUser(EMAIL, { passwordHash: 'x' });
  const twin = { id: 'twin', email: EMAIL, name: 'Eve', createdAt: new Date() };
  await expect(
    transaction(record({ type: 'user_created', userId: 'twin' }), (tx) =>
      tx.insert(users).values(twin),
    ),
  ).rejects.toThrow();
  expect(await types()).toEqual([]);

  const undone = await transaction(
    (tx) => tx.update(users).set({ name: 'Eve' }).where(eq(users.id, ada)),
    record({ type: 'user_disabled', userId: ada }),
    expectRow((tx) => tx.delete(users).where(eq(users.id, 'nobody'))),
  );
  expect(undone).toBe(false);
  expect(await types()).toEqual([]);
  expect((await db().select().from(users))[0]?.name).toBe('Ada');
});

test('each act makes its own entries, once', async () => {
  const ada = await addUser(EMAIL);
  await signInAs(EMAIL, 'not the password of ada');
  expect(await types()).toEqual(['authn_login_fail']);
  await emptyLog();

  await signInAs('nobody@example.com', PASSWORD);
  expect(await types()).toEqual(['authn_login_fail']);
  await emptyLog();

  await signInAs(EMAIL, PASSWORD);
  expect(await types()).toEqual(['authn_login_success', 'session_created']);
  const [one, other] = [await beginSession(ada), await beginSession(ada)];
  const { viewer } = (await findViewer(one))!;
  await emptyLog();

  await revokeSession(viewer, other.sessionId);
  expect(await types()).toEqual(['session_ended']);
  await revokeOtherSessions(viewer);
  expect(await types()).toEqual(['session_ended', 'sessions_ended']);
  await emptyLog();

  await revokeSessionsOf('operator', ada);
  expect(await db().select().from(auditEvents)).toMatchObject([
    { type: 'sessions_ended', actor: 'operator', userId: ada },
  ]);
});

test('a failed sign-in is noted with whose account it was, never with what was typed', async () => {
  const ada = await addUser(EMAIL);
  await signInAs(EMAIL, 'typed-canary-password');
  await signInAs('typed-canary@example.com', 'typed-canary-password');
  const rows = await db().select().from(auditEvents).orderBy(auditEvents.id);
  expect(rows.map(({ userId }) => userId)).toEqual([ada, null]);
  expect(JSON.stringify(rows)).not.toContain('canary');
});

test('beginning a sign-up is not an event of anybody’s account', async () => {
  await startSignUp({ name: 'Ada', email: EMAIL, password: PASSWORD });
  expect(await types()).toEqual([]);
});

test('a person sees their own latest entries, newest first', async () => {
  for (let i = 0; i < 12; i++) {
    setClock(Date.UTC(2026, 0, 1, i));
    await transaction(
      record({ type: 'authn_login_success', userId: 'ada', detail: String(i) as Detail }),
      record({ type: 'authn_login_fail', userId: 'bob' }),
      record({ type: 'authn_login_fail', userId: null }),
    );
  }
  const seen = await listActivity({ user: { id: 'ada' } }, 5);
  expect(seen.map(({ at }) => at.getUTCHours())).toEqual([11, 10, 9, 8, 7]);
  expect(new Set(seen.map(({ type }) => type))).toEqual(new Set(['authn_login_success']));
  expect(await listActivity({ user: { id: 'nobody' } }, 5)).toEqual([]);
});
