import { ne } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { grants } from '#drizzle/schema/grants';
import { outbox } from '#drizzle/schema/outbox';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { latestMail } from '#lib/accounts/life.test-support';
import { ACTS } from '#lib/admin/acts.test-support';
import { changeUserRole } from '#lib/admin/change-role';
import { deleteUser } from '#lib/admin/delete-user';
import { disableUser } from '#lib/admin/disable-user';
import { listEffectiveAccess } from '#lib/admin/effective-access';
import { enableUser } from '#lib/admin/enable-user';
import { listUsers } from '#lib/admin/list-users';
import { revokeSessionOf, revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { showUser } from '#lib/admin/show-user';
import { addMember, addStaff, rowOf } from '#lib/admin/staff.test-support';
import { startResetFor } from '#lib/admin/start-reset';
import { listActivity } from '#lib/assembly/activity';
import { grant, userSubject } from '#lib/authorization/grants';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { roleHas } from '#lib/permissions/table';
import { ROLES } from '#lib/resource';
import { findViewer, type Viewer } from '#lib/session/store';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  setClock,
} from '#lib/testing/database.test-support';

beforeEach(emptyTables);

const give = (userId: string, object: string, grantedBy: string | null, relation = 'editor') =>
  transaction(
    grant({
      subject: userSubject(userId),
      relation,
      kind: 'note',
      object,
      address: 'shown@example.com',
      grantedBy,
    }),
  );

test.each(ROLES)(
  'a viewer with the role %s does exactly what the table allows, and nothing to others otherwise',
  async (role) => {
    const viewer = await addStaff(role);
    for (const [act, doIt] of ACTS) {
      const mia = await addMember(`mia${Math.random()}@example.com`);
      const { sessionId } = await beginSession(mia);
      await give(mia, 'n1', null);
      const before = {
        row: await rowOf(mia),
        events: await db().select().from(auditEvents),
        mails: await db().select().from(outbox),
      };
      const may = roleHas(role, `${act}:any`);
      expect([act, await doIt(viewer, mia, sessionId)]).toEqual([act, may]);
      if (may) continue;
      expect(await rowOf(mia)).toEqual(before.row);
      expect(await db().select().from(auditEvents)).toEqual(before.events);
      expect((await db().select().from(sessions)).map(({ id }) => id)).toContain(sessionId);
      expect(await db().select().from(outbox)).toEqual(before.mails);
    }
  },
);

test('each act enters the log once, with who did it and to whom', async () => {
  const dee = await addStaff('administrator');
  const mia = await addMember();
  const until = new Date(Date.now() + 3_600_000);
  await disableUser(dee, mia, { reason: 'canary reason', until });
  await enableUser(dee, mia);
  await changeUserRole(dee, mia, 'support');
  await startResetFor(dee, mia);
  await beginSession(mia);
  await revokeSessionsOf(dee, mia);
  // Nothing is left to end, so nothing happens that the log could tell.
  expect(await revokeSessionsOf(dee, mia)).toEqual({ ok: true, value: 0 });
  await deleteUser(dee, mia);
  const rows = await db()
    .select()
    .from(auditEvents)
    .where(ne(auditEvents.type, 'session_created'))
    .orderBy(auditEvents.id);
  expect(rows.map(({ type, detail }) => [type, detail])).toEqual([
    ['user_disabled', `until?${new URLSearchParams({ at: until.toISOString() })}`],
    ['user_enabled', ''],
    ['privilege_permissions_changed', 'role_changed?from=member&to=support'],
    ['user_reset_started', ''],
    ['sessions_ended', 'revoked'],
    ['user_deleted', ''],
  ]);
  for (const row of rows)
    expect(row).toMatchObject({ userId: mia, actor: 'administrator', actorId: dee.user.id });
  expect(JSON.stringify(rows)).not.toContain('canary');
});

test('a role holds from the next request on: the session goes on, and a mail tells its owner', async () => {
  const dee = await addStaff('administrator');
  const mia = await addMember();
  const ticket = await beginSession(mia);
  expect((await findViewer(ticket))!.viewer.user.role).toBe('member');
  await from('203.0.113.9', () => changeUserRole(dee, mia, 'support'));
  expect((await findViewer(ticket))!.viewer.user.role).toBe('support');
  const mail = await latestMail();
  expect(mail.recipient).toBe('mia@example.com');
  expect(mail.text).toContain('another role now: support');
  expect(mail.text).not.toContain('203.0.113.9');
  expect(await changeUserRole(dee, mia, 'support')).toEqual({ ok: true, value: false });
  expect(await db().select().from(outbox)).toHaveLength(1);
});

test('nobody gives themselves more than they have', async () => {
  for (const role of ['member', 'support'] as const) {
    const viewer = await addStaff(role);
    for (const higher of ['support', 'administrator'] as const)
      expect(await changeUserRole(viewer, viewer.user.id, higher)).toMatchObject({ ok: false });
    expect((await rowOf(viewer.user.id))!.role).toBe(role);
  }
});

test.each<[string, (by: Viewer) => Promise<unknown>]>([
  ['demoted', (by) => changeUserRole('operator', by.user.id, 'member')],
  ['disabled', (by) => disableUser('operator', by.user.id)],
  ['deleted', (by) => deleteUser('operator', by.user.id)],
])('who is %s while a request of theirs is under way does nothing any more', async (_, take) => {
  await addStaff('administrator', 'other');
  const dee = await addStaff('administrator');
  await take(dee);
  const before = await rowOf(dee.user.id);
  expect(await changeUserRole(dee, dee.user.id, 'administrator')).toMatchObject({ ok: false });
  expect(await enableUser(dee, dee.user.id)).toMatchObject({ ok: false });
  expect(await rowOf(dee.user.id)).toEqual(before);
  for (const [act, doIt] of ACTS) {
    const mia = await addMember(`mia${Math.random()}@example.com`);
    const { sessionId } = await beginSession(mia);
    await give(mia, 'n1', null);
    expect([act, await doIt(dee, mia, sessionId)]).toEqual([act, false]);
  }
});

test('the person is not told where an administrator was, only that it was one', async () => {
  const dee = await addStaff('administrator');
  const mia = await addMember();
  const where = { userAgent: 'Mozilla/5.0 canary browser' };
  await beginSession(mia);
  await from('203.0.113.9', () => revokeSessionsOf(dee, mia), where);
  await beginSession(mia);
  await revokeSessionsOf('operator', mia);
  await from('198.51.100.4', () => beginSession(mia));
  const seen = await listActivity({ user: { id: mia } }, 9);
  expect(seen.map(({ byAnother }) => byAnother).sort()).toEqual(['administrator', 'operator']);
  expect(JSON.stringify(seen)).not.toMatch(/203\.0\.113\.9|canary|127\.0\.0\.1/);
  expect(JSON.stringify(seen)).not.toContain(dee.user.id);
  await from('203.0.113.9', () => changeUserRole(dee, dee.user.id, 'administrator'));
  await addStaff('administrator', 'other');
  await from('203.0.113.9', () => changeUserRole(dee, dee.user.id, 'member'));
  const own = await listActivity({ user: { id: dee.user.id } }, 9);
  expect(own).toMatchObject([{ address: '203.0.113.9', byAnother: null }]);
});

test('a mail about a deletion by another says nothing of where they were', async () => {
  const dee = await addStaff('administrator');
  const mia = await addMember();
  await from('203.0.113.9', () => deleteUser(dee, mia));
  const mail = await latestMail();
  expect(mail.text).toContain('by an administrator');
  expect(mail.text).not.toContain('203.0.113.9');
});

test('nothing shown of an account could open it', async () => {
  const dee = await addStaff('administrator');
  const mia = await addUser('mia@example.com', { passwordHash: '$argon2id$canary-hash' });
  const { secret } = await beginSession(mia);
  const [session] = await db().select().from(sessions);
  const shown = JSON.stringify([
    await showUser(dee, mia),
    await listUsers(dee, { limit: 9 }),
    await listEffectiveAccess(dee, mia, { limit: 9 }),
  ]);
  expect(shown).not.toContain('canary');
  expect(shown).not.toContain(secret);
  expect(shown).not.toContain(session!.secretHash);
});

test('what a person may reach is listed whole, page by page, with how they got it and nothing of what is in it', async () => {
  const dee = await addStaff('administrator');
  const mia = await addMember();
  const things = Array.from({ length: 7 }, (_, n) => `n${n}`);
  for (const [at, thing] of things.entries())
    await give(mia, thing, [null, mia, dee.user.id, 'gone'][at % 4]!);
  await give(dee.user.id, 'not-hers', null);
  const seen: Awaited<ReturnType<typeof listEffectiveAccess>>['grants'] = [];
  for (let after: string | null = ''; after !== null; ) {
    const page: Awaited<ReturnType<typeof listEffectiveAccess>> = await listEffectiveAccess(
      dee,
      mia,
      {
        limit: 3,
        after,
      },
    );
    seen.push(...page.grants);
    after = page.next;
  }
  expect(seen.map(({ object }) => object)).toEqual(things);
  expect(seen.slice(0, 4).map(({ isOwnMaking, giver }) => [isOwnMaking, giver])).toEqual([
    [true, null],
    [true, 'mia@example.com'],
    [false, 'administrator.one@example.com'],
    [false, null],
  ]);
});

test('the log and the grants of nobody else are shown of an account', async () => {
  const dee = await addStaff('administrator');
  const mia = await addMember();
  expect(await showUser(dee, mia)).toMatchObject({
    ok: true,
    value: { sessions: [], activity: [] },
  });
  await db().delete(users);
  expect(await showUser(dee, mia)).toMatchObject({ ok: false, reason: 'no_such_user' });
  expect(await db().select().from(grants)).toEqual([]);
});

test('support ends no session of an administrator and asks none for a new password; an administrator does', async () => {
  const [sue, dee] = [await addStaff('support'), await addStaff('administrator')];
  const root = await addStaff('administrator', 'root');
  const ticket = await beginSession(root.user.id);
  for (const act of [
    revokeSessionOf(sue, root.user.id, ticket.sessionId),
    revokeSessionsOf(sue, root.user.id),
    startResetFor(sue, root.user.id),
  ])
    expect(await act).toMatchObject({ ok: false, reason: 'no_such_user' });
  expect(await findViewer(ticket)).not.toBeNull();
  expect(await db().select().from(outbox)).toEqual([]);
  expect(await revokeSessionsOf(dee, root.user.id)).toEqual({ ok: true, value: 2 });
});

test('staff ask the same person for a new password three times an hour, the operator as often as need be', async () => {
  const dee = await addStaff('administrator');
  const mia = await addMember();
  for (let i = 0; i < 3; i++) expect((await startResetFor(dee, mia)).ok).toBe(true);
  expect(await startResetFor(dee, mia)).toMatchObject({ reason: 'too_many_attempts' });
  expect((await startResetFor('operator', mia)).ok).toBe(true);
  expect(await db().select().from(outbox)).toHaveLength(4);
});

test('a session that had ended by the lifetimes of staff does not come back when its person is demoted', async () => {
  const start = Date.UTC(2026, 0, 1);
  setClock(start);
  const [dee, ron] = [await addStaff('administrator'), await addStaff('support')];
  const old = await beginSession(ron.user.id, { isPersistent: true });
  setClock(start + 17 * 60_000);
  const fresh = await beginSession(ron.user.id, { isPersistent: true });
  expect(await findViewer(old)).toBeNull();
  expect((await changeUserRole(dee, ron.user.id, 'member')).ok).toBe(true);
  expect(await findViewer(old)).toBeNull();
  expect(await findViewer(fresh)).not.toBeNull();
});
