import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { addRecoveryCodes } from '#lib/accounts/factors.test-support';
import { db } from '#lib/db/client';
import { expectRow, transaction } from '#lib/db/transaction';
import type { AuthMethod } from '#lib/factors/authentication';
import { admit } from '#lib/session/admit';
import { findViewer, renewSession } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { addUser, beginSession, emptyTables, setClock } from '#lib/testing/database.test-support';

const START = new Date(Date.UTC(2026, 0, 1));
let ada = '';

beforeEach(async () => {
  await emptyTables();
  ada = await addUser();
  setClock(START);
});

const proven = (...amr: AuthMethod[]) => ({
  userId: ada,
  amr,
  authenticatedAt: START,
  settle: null,
});
const arrival = { isPersistent: false, previous: null };
const viewerOf = async (ticket: Ticket | undefined) => ticket && (await findViewer(ticket))?.viewer;
const told = async () =>
  (await db().select().from(auditEvents)).map(({ type, sessionId, detail }) => [
    type,
    sessionId,
    detail,
  ]);

test('nobody is let in before the writes are made', async () => {
  const { ticket, writes } = await admit(proven('pwd'), arrival);
  expect(await viewerOf(ticket)).toBeUndefined();
  await transaction(writes);
  expect((await viewerOf(ticket))?.user.id).toBe(ada);
});

test('what was proven does not hold any more: nobody is let in, nothing ends, nothing is told', async () => {
  const previous = await beginSession(ada);
  const before = await told();
  const settle = expectRow((tx) => tx.delete(users).where(eq(users.id, 'nobody')));
  const { ticket, writes } = await admit({ ...proven('pwd'), settle }, { ...arrival, previous });
  expect(await transaction(writes)).toBe(false);
  expect(await viewerOf(ticket)).toBeUndefined();
  expect(await viewerOf(previous)).toBeDefined();
  expect(await told()).toEqual(before);
});

test('recovery codes that are made while somebody signs in keep them out of nothing: they stand in for a factor', async () => {
  const viewer = (await viewerOf(await beginSession(ada)))!;
  const { ticket, writes } = await admit(proven('pwd'), arrival);
  await addRecoveryCodes(viewer);
  expect(await transaction(writes)).toBe(true);
  expect((await viewerOf(ticket))?.user.id).toBe(ada);
});

test('the session knows by what and when its person has proven who they are', async () => {
  const { ticket, writes } = await admit(proven('pwd', 'otp'), arrival);
  setClock(START.getTime() + 5000);
  await transaction(writes);
  expect((await viewerOf(ticket))?.session).toMatchObject({
    amr: ['pwd', 'otp'],
    authenticatedAt: START,
  });
});

test('proving it again puts the new proof in the place of the old; a new secret alone leaves it', async () => {
  const { ticket, writes } = await admit(proven('otp'), arrival);
  await transaction(writes);
  const viewer = (await viewerOf(ticket))!;
  const again = renewSession(viewer);
  await transaction(again.write);
  expect((await viewerOf(again.ticket))?.session).toMatchObject({
    amr: ['otp'],
    authenticatedAt: START,
  });
  const authenticatedAt = new Date(START.getTime() + 60_000);
  setClock(authenticatedAt);
  const renewed = (await viewerOf(again.ticket))!;
  const proof = renewSession(renewed, { amr: ['pwd'], authenticatedAt });
  await transaction(proof.write);
  expect((await viewerOf(proof.ticket))?.session).toMatchObject({ amr: ['pwd'], authenticatedAt });
});

test('a session from before this was noted counts as one that a password began', async () => {
  const { id, ...row } = (await beginSession(ada).then(() => db().select().from(sessions)))[0]!;
  expect(row.amr).toBe('pwd');
  const { amr: _, ...old } = row;
  await db().delete(sessions);
  await db()
    .insert(sessions)
    .values({ ...old, id });
  expect((await db().select().from(sessions))[0]?.amr).toBe('pwd');
});

test('the log is told what let them in, in which session, between the end of the old one and the new one', async () => {
  const previous = await beginSession(ada);
  const before = (await told()).length;
  const entry = { type: 'authn_login_success', detail: 'new_browser' } as const;
  const { ticket, writes } = await admit(proven('pwd'), { isPersistent: true, previous, entry });
  await transaction(writes);
  expect((await told()).slice(before)).toEqual([
    ['session_ended', previous.sessionId, 'replaced'],
    ['authn_login_success', ticket?.sessionId, 'new_browser'],
    ['session_created', ticket?.sessionId, ''],
  ]);
  expect((await viewerOf(ticket))?.session.isPersistent).toBe(true);
});
