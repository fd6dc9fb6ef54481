import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { users } from '#drizzle/schema/users';
import { db } from '#lib/db/client';
import { currentClient } from '#lib/request/client';
import { STAFF_PROOF_SECONDS, STAFF_SESSION, TOUCH_SECONDS } from '#lib/session/lifetimes';
import { sessionsOf } from '#lib/session/list';
import { findViewer, touchSession, type Viewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { freshMinutes, isFreshlyAuthenticated, mayRedisplay } from '#lib/session/viewer';
import { addUser, beginSession, emptyTables, setClock } from '#lib/testing/database.test-support';

const START = Date.UTC(2026, 0, 1);
const STAFF = ['support', 'administrator'] as const;
const HASH = '$argon2id$nobody-signs-in-with-this';

beforeEach(emptyTables);

const at = (seconds: number) => setClock(START + seconds * 1000);
const opens = async (ticket: Ticket) => (await findViewer(ticket)) !== null;

async function enter(role: string) {
  const id = await addUser('dee@example.com', { role, passwordHash: HASH });
  at(0);
  return { id, ticket: await beginSession(id, { isPersistent: true }) };
}

test('the times are fifteen minutes, eight hours and five minutes', () => {
  expect(STAFF_SESSION).toEqual({ idleSeconds: 15 * 60, absoluteSeconds: 8 * 3600 });
  expect(STAFF_PROOF_SECONDS).toBe(5 * 60);
});

test.each(STAFF)('without a visit a session of %s ends, even a kept one', async (role) => {
  const { id, ticket } = await enter(role);
  at(15 * 60 + TOUCH_SECONDS - 1);
  expect(await opens(ticket)).toBe(true);
  expect(await sessionsOf({ id, role })).toHaveLength(1);
  at(15 * 60 + TOUCH_SECONDS);
  expect(await opens(ticket)).toBe(false);
  expect(await sessionsOf({ id, role })).toEqual([]);
});

test.each(STAFF)('with visits all day a session of %s ends after eight hours', async (role) => {
  const { ticket } = await enter(role);
  for (let minute = 10; minute < 8 * 60; minute += 10) {
    at(minute * 60);
    expect(await opens(ticket)).toBe(true);
    await touchSession(ticket.sessionId, currentClient());
  }
  at(8 * 3600 - 1);
  expect(await opens(ticket)).toBe(true);
  at(8 * 3600);
  expect(await opens(ticket)).toBe(false);
});

test.each(STAFF)('a proof of %s holds for five minutes', async (role) => {
  const { ticket } = await enter(role);
  for (const [seconds, holds] of [
    [5 * 60 - 1, true],
    [5 * 60, false],
  ] as const) {
    at(seconds);
    const { viewer } = (await findViewer(ticket))!;
    expect(await isFreshlyAuthenticated(viewer)).toBe(holds);
    expect(freshMinutes(viewer)).toBe(5);
  }
});

test('a person who joins the staff has the short session at once, and one who leaves it the long one', async () => {
  const { id, ticket } = await enter('member');
  at(3600);
  expect(await opens(ticket)).toBe(true);
  await db().update(users).set({ role: 'support' }).where(eq(users.id, id));
  expect(await opens(ticket)).toBe(false);
  await db().update(users).set({ role: 'member' }).where(eq(users.id, id));
  expect(await opens(ticket)).toBe(true);
});

test('what staff typed comes back with its page a quarter of an hour after the proof, and no later', () => {
  const dee = { role: 'administrator' };
  const provenAgo = (seconds: number, user: { role: string }) =>
    mayRedisplay({
      user,
      session: { authenticatedAt: new Date(Date.now() - seconds * 1000) },
    } as Viewer);
  setClock(Date.UTC(2026, 0, 1));
  expect(provenAgo(20 * 60 - 1, dee)).toBe(true);
  expect(provenAgo(20 * 60, dee)).toBe(false);
  expect(provenAgo(20 * 60, { role: 'support' })).toBe(false);
  expect(provenAgo(8 * 3600, { role: 'member' })).toBe(true);
});
