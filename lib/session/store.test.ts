import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { revokeSessionsOf } from '#lib/admin/revoke-sessions';
import { hashSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { endTicket } from '#lib/session/end';
import { BROWSER_SESSION, PERSISTENT_SESSION } from '#lib/session/lifetimes';
import { listSessions } from '#lib/session/list';
import { revokeOtherSessions, revokeSession } from '#lib/session/sign-out';
import { findViewer, touchSession } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { recordVisit } from '#lib/session/viewer';
import {
  addUser,
  beginSession,
  emptyTables,
  from,
  setClock,
} from '#lib/testing/database.test-support';

const START = Date.UTC(2026, 0, 1);
const HASH = '$argon2id$nobody-signs-in-with-this';
const HERE = { address: '192.0.2.1', userAgent: 'A browser' };
let ada = '';

beforeEach(async () => {
  await emptyTables();
  ada = await addUser('ada@example.com', { passwordHash: HASH });
});

const opens = async (ticket: Ticket) => (await findViewer(ticket)) !== null;
const at = (seconds: number) => setClock(START + seconds * 1000);
const viewerOf = async (ticket: Ticket) => (await findViewer(ticket))!.viewer;
const rowOf = async (id: string) =>
  (await db().select().from(sessions).where(eq(sessions.id, id)))[0]!;

test('a session opens for the person it was given to', async () => {
  const ticket = await beginSession(ada);
  expect(await viewerOf(ticket)).toMatchObject({
    user: { id: ada, email: 'ada@example.com', name: 'Ada' },
    session: { id: ticket.sessionId, isPersistent: false },
  });
});

test('the viewer has nothing of the row that a page does not show', async () => {
  const text = JSON.stringify(await findViewer(await beginSession(ada)));
  expect(text).not.toMatch(/secret|hash|argon2/i);
});

test('the wrong secret, an empty one, the stored hash or another session’s open nothing', async () => {
  const [one, other] = [await beginSession(ada), await beginSession(ada)];
  for (const secret of ['', 'guess', hashSecret(one.secret), other.secret])
    expect(await opens({ ...one, secret })).toBe(false);
  expect(await opens({ sessionId: 'none', secret: one.secret })).toBe(false);
});

test('the secret is stored only as its hash', async () => {
  const { sessionId, secret } = await beginSession(ada);
  const row = await rowOf(sessionId);
  expect(row.secretHash).toBe(hashSecret(secret));
  expect(JSON.stringify(row)).not.toContain(secret);
});

test.each([
  ['until the browser closes', false, BROWSER_SESSION],
  ['kept signed in', true, PERSISTENT_SESSION],
])(
  '%s: alive a second before its idle end, over a minute after it',
  async (_, isPersistent, life) => {
    at(0);
    const ticket = await beginSession(ada, { isPersistent });
    at(life.idleSeconds - 1);
    expect(await opens(ticket)).toBe(true);
    // A visit may be written up to a minute late, and that minute is granted.
    at(life.idleSeconds + 59);
    expect(await opens(ticket)).toBe(true);
    at(life.idleSeconds + 61);
    expect(await opens(ticket)).toBe(false);
    expect(await revokedByNobody(ticket)).toBe(true);
  },
);

const revokedByNobody = async ({ sessionId }: Ticket) => (await rowOf(sessionId)) !== undefined;

test.each([
  ['until the browser closes', false, BROWSER_SESSION],
  ['kept signed in', true, PERSISTENT_SESSION],
])(
  '%s: however often one visits, it is over at its absolute end',
  async (_, isPersistent, life) => {
    at(0);
    const ticket = await beginSession(ada, { isPersistent });
    for (let now = 0; now < life.absoluteSeconds; now += life.idleSeconds / 2) {
      at(now);
      expect(await opens(ticket)).toBe(true);
      await touchSession(ticket.sessionId, HERE);
    }
    at(life.absoluteSeconds - 1);
    await touchSession(ticket.sessionId, HERE);
    expect(await opens(ticket)).toBe(true);
    at(life.absoluteSeconds);
    expect(await opens(ticket)).toBe(false);
  },
);

test('the lifetimes are two hours and a day, or two weeks and thirty days', () => {
  expect(BROWSER_SESSION).toEqual({ idleSeconds: 7200, absoluteSeconds: 86_400 });
  expect(PERSISTENT_SESSION).toEqual({ idleSeconds: 1_209_600, absoluteSeconds: 2_592_000 });
});

test('a visit is written at most once a minute', async () => {
  at(0);
  const { sessionId } = await beginSession(ada);
  const seen = async () => ((await rowOf(sessionId)).lastSeenAt.getTime() - START) / 1000;
  for (const [now, written] of [
    [30, 0],
    [60, 0],
    [61, 61],
    [100, 61],
    [121, 61],
    [122, 122],
  ] as const) {
    at(now);
    await touchSession(sessionId, HERE);
    expect(await seen()).toBe(written);
  }
});

test('a visit notes where it came from, as that request had it, and the next within a minute does not', async () => {
  at(0);
  const ticket = await from('192.0.2.1', () => beginSession(ada), { userAgent: 'Her browser' });
  const seen = async () => {
    const { address, userAgent } = (await listSessions(await viewerOf(ticket)))[0]!;
    return [address, userAgent];
  };
  const visit = async (address: string, userAgent: string) => {
    const found = (await findViewer(ticket))!;
    from(address, () => recordVisit(found), { userAgent });
    // It is noted after the answer.
    await new Promise(setImmediate);
  };
  at(120);
  expect(await seen()).toEqual(['192.0.2.1', 'Her browser']);
  await visit('203.0.113.66', 'A thief');
  await expect.poll(seen).toEqual(['203.0.113.66', 'A thief']);
  at(150);
  await visit('192.0.2.1', 'Her browser');
  expect(await seen()).toEqual(['203.0.113.66', 'A thief']);
  const [begun] = await db()
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.type, 'session_created'));
  expect(begun).toMatchObject({ address: '192.0.2.1', userAgent: 'Her browser' });
});

test('fifty visits at the same time write once, and nobody is signed out', async () => {
  at(0);
  const ticket = await beginSession(ada);
  at(120);
  const found = await Promise.all(
    Array.from({ length: 50 }, async () => {
      const viewer = await findViewer(ticket);
      await touchSession(ticket.sessionId, HERE);
      return viewer;
    }),
  );
  expect(found.every(Boolean)).toBe(true);
  expect((await rowOf(ticket.sessionId)).lastSeenAt.getTime()).toBe(START + 120_000);
});

test('a visit is due to be written after a minute', async () => {
  at(0);
  const ticket = await beginSession(ada);
  at(59);
  expect((await findViewer(ticket))?.isTouchDue).toBe(false);
  at(60);
  expect((await findViewer(ticket))?.isTouchDue).toBe(true);
});

test('a touched session that has ended stays ended', async () => {
  at(0);
  const ticket = await beginSession(ada);
  await revokeSessionsOf('operator', ada);
  at(120);
  await touchSession(ticket.sessionId, HERE);
  expect(await opens(ticket)).toBe(false);
});

test('a person sees only their own sessions that are alive, the newest first', async () => {
  const bob = await addUser('bob@example.com', { passwordHash: HASH });
  at(0);
  await beginSession(ada);
  const kept = await beginSession(ada, { isPersistent: true });
  await beginSession(bob, { isPersistent: true });
  at(BROWSER_SESSION.idleSeconds + 61);
  const fresh = await from('198.51.100.7', () => beginSession(ada), { userAgent: 'curl/8' });
  const listed = await listSessions(await viewerOf(kept));
  expect(listed.map(({ id, isThisOne }) => [id, isThisOne])).toEqual([
    [fresh.sessionId, false],
    [kept.sessionId, true],
  ]);
  expect(listed[0]).toMatchObject({ address: '198.51.100.7', userAgent: 'curl/8' });
  expect(JSON.stringify(listed)).not.toMatch(/secret|hash/i);
});

test('one session ends at once, the others stay', async () => {
  const [one, other] = [await beginSession(ada), await beginSession(ada)];
  expect(await revokeSession(await viewerOf(one), other.sessionId)).toBe(true);
  expect(await opens(other)).toBe(false);
  expect(await opens(one)).toBe(true);
  expect(await revokeSession(await viewerOf(one), other.sessionId)).toBe(false);
});

test.each(['none', '', "' or 1=1 --"])('the id "%s" ends nothing and is not noted', async (id) => {
  const ticket = await beginSession(ada);
  const before = await db().select().from(auditEvents);
  expect(await revokeSession(await viewerOf(ticket), id)).toBe(false);
  expect(await opens(ticket)).toBe(true);
  expect(await db().select().from(auditEvents)).toEqual(before);
});

test('nobody ends a session of somebody else', async () => {
  const bob = await addUser('bob@example.com', { passwordHash: HASH });
  const [hers, his] = [await beginSession(ada), await beginSession(bob)];
  expect(await revokeSession(await viewerOf(hers), his.sessionId)).toBe(false);
  await revokeOtherSessions(await viewerOf(hers));
  expect(await opens(his)).toBe(true);
});

test('everywhere else means everywhere but here', async () => {
  const tickets = [await beginSession(ada), await beginSession(ada), await beginSession(ada)];
  const [here, ...elsewhere] = tickets as [Ticket, ...Ticket[]];
  const viewer = await viewerOf(here);
  expect(await revokeOtherSessions(viewer)).toBe(true);
  expect(await opens(here)).toBe(true);
  for (const ticket of elsewhere) expect(await opens(ticket)).toBe(false);
  expect(await revokeOtherSessions(viewer)).toBe(false);
});

test('the operator ends all of a person’s sessions and learns how many there were', async () => {
  const tickets = [await beginSession(ada), await beginSession(ada)];
  expect(await revokeSessionsOf('operator', ada)).toEqual({ ok: true, value: 2 });
  for (const ticket of tickets) expect(await opens(ticket)).toBe(false);
});

test('a ticket ends its own session and needs its secret for that', async () => {
  const ticket = await beginSession(ada);
  await transaction(endTicket({ ...ticket, secret: 'guess' }, 'revoked'));
  expect(await opens(ticket)).toBe(true);
  await transaction(endTicket(ticket, 'revoked'));
  expect(await opens(ticket)).toBe(false);
});

test('a disabled account has no open session, and gets it back when enabled again', async () => {
  const ticket = await beginSession(ada);
  await db().update(users).set({ disabledAt: new Date() }).where(eq(users.id, ada));
  expect(await opens(ticket)).toBe(false);
  await db().update(users).set({ disabledAt: null }).where(eq(users.id, ada));
  expect(await opens(ticket)).toBe(true);
});

test('a deleted account has no session left', async () => {
  const ticket = await beginSession(ada);
  await db().delete(users).where(eq(users.id, ada));
  expect(await opens(ticket)).toBe(false);
  expect(await db().select().from(sessions)).toEqual([]);
});
