import { eq } from 'drizzle-orm';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { sessions } from '#drizzle/schema/sessions';
import { users } from '#drizzle/schema/users';
import { changeUserRole } from '#lib/admin/change-role';
import { disableUser } from '#lib/admin/disable-user';
import { deleteAccount } from '#lib/assembly/delete-account';
import { bell, hearNobody, ring } from '#lib/db/bell';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { endTicket } from '#lib/session/end';
import { endEverybody } from '#lib/session/end-everybody';
import { formMark } from '#lib/session/form-mark';
import { BROWSER_SESSION, STAFF_SESSION, TOUCH_SECONDS } from '#lib/session/lifetimes';
import { countOpenPages, stopWatching } from '#lib/session/open-pages';
import { revokeOtherSessions } from '#lib/session/sign-out';
import { findViewer, renewSession } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { sealTicket } from '#lib/session/ticket';
import { sessionStream } from '#lib/session/watch';
import {
  addUser,
  beginSession,
  clearSingleton,
  contextOf,
  emptyTables,
  from,
} from '#lib/testing/database.test-support';

const { jar, module } = await vi.hoisted(async () =>
  (await import('#lib/session/cookies.test-support')).fakeCookies(),
);
vi.mock('next/headers', () => module);

let userId: string;
beforeEach(async () => {
  // What runs beside the pages begins anew with the first.
  bell().removeAllListeners();
  clearSingleton('open-pages');
  await hearNobody();
  await emptyTables();
  userId = await addUser();
});

/** The stream of an open page of the browser with this ticket: what it has said so far, and its end. */
async function openPage(ticket: Ticket, mark: string | null = null) {
  jar.set('session', { value: await sealTicket(ticket), maxAge: undefined });
  const stream = await sessionStream(mark);
  if (typeof stream === 'string') return stream;
  const page = { said: '', isOver: false, close: () => reader.cancel() };
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const read = async () => {
    for (let next = await reader.read(); !next.done; next = await reader.read())
      page.said += decoder.decode(next.value);
    page.isOver = true;
  };
  void read();
  onTestFinished(() => reader.cancel());
  await vi.waitFor(() => expect(page.said).toBe(':\n\n'), { interval: 2 });
  return page;
}

/** The same of a page that gets its stream. */
async function openedPage(ticket: Ticket) {
  const page = await openPage(ticket);
  if (typeof page === 'string') throw new Error(`There was no stream: ${page}`);
  return page;
}

const OVER = ':\n\nevent: over\ndata:\n\n';
/** Everything that was rung for has been looked at. */
const lookAround = () => new Promise((done) => setTimeout(done, 50));

const viewerOf = async (ticket: Ticket) => {
  const found = await findViewer(ticket);
  if (!found) throw new Error('The session is over.');
  return found.viewer;
};

const ENDINGS: Record<string, (ticket: Ticket) => Promise<unknown>> = {
  'by signing out': (ticket) => transaction(endTicket(ticket, 'signed_out')),
  'by signing out everywhere else': async () =>
    revokeOtherSessions(await viewerOf(await beginSession(userId))),
  'with all of everybody': () => endEverybody(),
  'with an account that is disabled': () =>
    disableUser('operator', userId, { reason: '', until: null }),
  'with an account that is deleted': () => deleteAccount({ id: userId, email: 'ada@example.com' }),
};

test.each(Object.entries(ENDINGS))(
  'an open page hears of a session that ends %s, and no other page does',
  async (_, end) => {
    const other = await addUser('bob@example.com');
    const ticket = await beginSession(userId);
    const page = await openedPage(ticket);
    const others = await openedPage(await beginSession(other));
    await end(ticket);
    await vi.waitFor(() => expect(page).toMatchObject({ said: OVER, isOver: true }));
    await lookAround();
    const isForAll = end === ENDINGS['with all of everybody'];
    expect(others).toMatchObject({ isOver: isForAll });
  },
);

test('a new role that ends sessions sooner ends the page of one that would be over by it', async () => {
  await addUser('eve@example.com', { role: 'administrator' });
  const ticket = await beginSession(userId);
  const longAgo = new Date(Date.now() - (STAFF_SESSION.idleSeconds + TOUCH_SECONDS) * 1000 - 1);
  await db().update(sessions).set({ lastSeenAt: longAgo });
  const page = await openedPage(ticket);
  await changeUserRole('operator', userId, 'support');
  await vi.waitFor(() => expect(page).toMatchObject({ said: OVER, isOver: true }));
});

test('the stream ends with the session, by idling out or at its absolute end, and is no visit', async () => {
  const idle = (BROWSER_SESSION.idleSeconds + TOUCH_SECONDS) * 1000;
  const soon = [
    () => ({ lastSeenAt: new Date(Date.now() - idle + 300) }),
    () => ({ expiresAt: new Date(Date.now() + 300) }),
  ];
  for (const values of soon) {
    const ticket = await beginSession(userId);
    const row = eq(sessions.id, ticket.sessionId);
    await db().update(sessions).set(values()).where(row);
    const seenAt = async () => (await db().select().from(sessions).where(row))[0]?.lastSeenAt;
    const before = await seenAt();
    const page = await openedPage(ticket);
    await vi.waitFor(() => expect(page).toMatchObject({ said: OVER, isOver: true }));
    expect(await seenAt()).toEqual(before);
  }
});

test('a session that was used meanwhile goes on, though its page was open since before', async () => {
  const ticket = await beginSession(userId);
  const row = eq(sessions.id, ticket.sessionId);
  const idle = (BROWSER_SESSION.idleSeconds + TOUCH_SECONDS) * 1000;
  await db()
    .update(sessions)
    .set({ lastSeenAt: new Date(Date.now() - idle + 200) })
    .where(row);
  const page = await openedPage(ticket);
  await db().update(sessions).set({ lastSeenAt: new Date() }).where(row);
  await new Promise((done) => setTimeout(done, 300));
  expect(page).toMatchObject({ said: ':\n\n', isOver: false });
});

test('there is no stream without a session, for one that is over, and for another account than the page was made for', async () => {
  jar.delete('session');
  expect(await sessionStream(null)).toBe('ended');
  const ticket = await beginSession(userId);
  expect(await openPage(ticket, formMark(await addUser('bob@example.com')))).toBe('another');
  expect(await openPage(ticket, 'junk')).toMatchObject({ said: ':\n\n' });
  expect(await openPage(ticket, formMark(userId))).toMatchObject({ said: ':\n\n' });
  await transaction(endTicket(ticket, 'signed_out'));
  expect(await openPage(ticket)).toBe('ended');
  const left = await openPage({ ...ticket, sessionId: userId });
  expect([left, countOpenPages()]).toEqual(['ended', 0]);
});

test('a ticket that was replaced opens none, and its open page has to ask again', async () => {
  const ticket = await beginSession(userId);
  const page = await openedPage(ticket);
  await transaction(renewSession(await viewerOf(ticket)).write);
  expect(await openPage(ticket)).toBe('ended');
  await ring(null);
  await vi.waitFor(() => expect(page.isOver).toBe(true));
});

test('past four streams of one session there is 503 with a time to come back, until one is left', async () => {
  const ticket = await beginSession(userId);
  const pages = [];
  for (let nth = 0; nth < 4; nth++) pages.push(await openedPage(ticket));
  const context = contextOf('192.0.2.1');
  expect(await from('192.0.2.1', () => openPage(ticket), context)).toBe('busy');
  expect(context.answer.retryAfter).toBe(10);
  expect(await openPage(await beginSession(userId))).toMatchObject({ isOver: false });
  await pages[0]?.close();
  expect(await openPage(ticket)).toMatchObject({ isOver: false });
});

test('what is rung while a stream begins is not missed', async () => {
  for (let round = 0; round < 50; round++) {
    const ticket = await beginSession(userId);
    jar.set('session', { value: await sealTicket(ticket), maxAge: undefined });
    const [stream] = await Promise.all([
      sessionStream(null),
      transaction(endTicket(ticket, 'signed_out')),
    ]);
    if (typeof stream === 'string') expect(stream).toBe('ended');
    else for await (const _ of stream);
  }
  expect(countOpenPages()).toBe(0);
});

test('when others may ring unheard, and when the server stops, every stream ends, and says nothing of an end', async () => {
  const before = await openedPage(await beginSession(userId));
  bell().emit('lost');
  await vi.waitFor(() => expect(before).toMatchObject({ said: ':\n\n', isOver: true }));
  const ticket = await beginSession(userId);
  const again = await openedPage(ticket);
  stopWatching();
  await vi.waitFor(() => expect(again).toMatchObject({ said: ':\n\n', isOver: true }));
  expect(await openPage(ticket)).toBe('busy');
});

test('every 25 seconds a page is sent something, an end that nobody rang for is seen, and without pages nothing runs', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const [ticket, other] = [await beginSession(userId), await beginSession(userId)];
  const page = await openedPage(ticket);
  const others = await openedPage(other);
  await db().delete(sessions).where(eq(sessions.id, ticket.sessionId));
  await lookAround();
  expect(page.isOver).toBe(false);
  vi.advanceTimersByTime(25_000);
  await vi.waitFor(() => expect(page).toMatchObject({ said: `:\n\n${OVER}`, isOver: true }));
  expect(others).toMatchObject({ said: ':\n\n:\n\n', isOver: false });
  await others.close();
  vi.advanceTimersByTime(25_000);
  await lookAround();
  expect(vi.getTimerCount()).toBe(0);
});

test('rows are read for many pages at once, and a page that nobody rang for is let alone', async () => {
  const pages = [];
  for (let nth = 0; nth < 45; nth++)
    pages.push(
      await openedPage(
        await beginSession(await addUser(`${nth}@example.com`, { passwordHash: 'x' })),
      ),
    );
  const ticket = await beginSession(userId);
  const mine = await openedPage(ticket);
  await db().delete(users).where(eq(users.id, userId));
  await lookAround();
  expect(mine.isOver).toBe(false);
  await ring(null);
  await vi.waitFor(() => expect(mine).toMatchObject({ said: OVER }));
  expect(pages.filter(({ isOver }) => isOver)).toEqual([]);
});
