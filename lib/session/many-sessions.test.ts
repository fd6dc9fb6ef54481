import { and, eq } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { oauthClients } from '#drizzle/schema/oauth-clients';
import { sessions } from '#drizzle/schema/sessions';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { BROWSER_SESSION, SESSIONS_PER_USER } from '#lib/session/lifetimes';
import { listSessions } from '#lib/session/list';
import { addSession, findViewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { addUser, beginSession, emptyTables, setClock } from '#lib/testing/database.test-support';

const START = Date.UTC(2026, 0, 1);
const HASH = '$argon2id$nobody-signs-in-with-this';
const _HERE = { address: '192.0.2.1', userAgent: 'A browser' };
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

test('however many sessions begin at once, no more than the cap stay open, and each that ended is told', async () => {
  const more = 5;
  const tickets = await Promise.all(
    Array.from({ length: SESSIONS_PER_USER + more }, () => beginSession(ada)),
  );
  const open = await Promise.all(tickets.map(findViewer));
  expect(open.filter(Boolean)).toHaveLength(SESSIONS_PER_USER);
  expect(await db().$count(auditEvents, eq(auditEvents.type, 'session_ended'))).toBe(more);
});

test('the fifty-first session ends the oldest, and only of the same person', async () => {
  const bob = await addUser('bob@example.com', { passwordHash: HASH });
  const his = await beginSession(bob);
  const tickets: Ticket[] = [];
  for (let i = 0; i < 51; i++) tickets.push(await beginSession(ada));
  expect(await opens(tickets[0]!)).toBe(false);
  expect(await opens(tickets[1]!)).toBe(true);
  expect(await opens(tickets[50]!)).toBe(true);
  expect(await opens(his)).toBe(true);
  expect(await listSessions(await viewerOf(tickets[50]!))).toHaveLength(50);
});

test('programs end no session of a browser, nor of another program, however often they are let in', async () => {
  at(0);
  const browsers = [await beginSession(ada), await beginSession(ada)];
  for (const id of ['site', 'cli']) await addClient(id);
  const other = await addProgram('cli');
  for (let nth = 0; nth < 60; nth++) await addProgram('site');
  const left = await db().select({ of: sessions.clientId }).from(sessions);
  expect(left.filter(({ of }) => of === 'site')).toHaveLength(50);
  expect(await rowOf(other)).toBeDefined();
  for (const ticket of browsers) expect(await opens(ticket)).toBe(true);
});

test('what is over by time, or of a clock that was ahead, takes no place of a session that is alive', async () => {
  at(0);
  const ticket = await beginSession(ada, { isPersistent: true });
  for (let nth = 0; nth < 60; nth++) await beginSession(ada);
  const old = await beginSession(ada, { isPersistent: true });
  at(BROWSER_SESSION.absoluteSeconds);
  const ahead = new Date(START + 10 ** 11);
  const values = { createdAt: ahead, lastSeenAt: ahead, expiresAt: ahead };
  await db().update(sessions).set(values).where(eq(sessions.isPersistent, false));
  const fresh = await beginSession(ada);
  expect(await opens(fresh)).toBe(true);
  expect(await opens(old)).toBe(true);
  // The sixty that came after it were alive then.
  expect(await opens(ticket)).toBe(false);
});

const addClient = (id: string) =>
  db()
    .insert(oauthClients)
    .values({ id, name: id, kind: 'web', redirectUris: '[]', createdAt: new Date() });

async function addProgram(clientId: string) {
  const id = uuid();
  const now = new Date();
  const times = { createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + 900_000) };
  const row = { id, userId: ada, secretHash: id, isPersistent: true, idleSeconds: 900, address: '', userAgent: '' }; // biome-ignore format: one row
  await transaction(addSession({ ...row, ...times, clientId }));
  return id;
}

test('a thousand sign-ins of one person leave the newest fifty, were never more, and are all in the history', async () => {
  const bob = await addUser('bob@example.com', { passwordHash: HASH });
  at(0);
  const other = await beginSession(bob);
  const tickets: Ticket[] = [];
  let most = 0;
  for (let nth = 0; nth < 1_000; nth++) {
    at(nth);
    tickets.push(await beginSession(ada));
    const alive = await db().$count(sessions, eq(sessions.userId, ada));
    most = Math.max(most, alive);
  }
  expect(most).toBe(50);
  const kept = await listSessions(await viewerOf(tickets.at(-1) as Ticket));
  expect(kept.map(({ id }) => id)).toEqual(
    tickets
      .slice(-50)
      .map(({ sessionId }) => sessionId)
      .reverse(),
  );
  expect(await opens(tickets.at(-50) as Ticket)).toBe(true);
  expect(await opens(tickets.at(-51) as Ticket)).toBe(false);
  expect(await opens(other)).toBe(true);
  const created = eq(auditEvents.type, 'session_created');
  expect(await db().$count(auditEvents, and(created, eq(auditEvents.userId, ada)))).toBe(1_000);
});
