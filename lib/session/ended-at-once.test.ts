import { beforeEach, expect, test, vi } from 'vitest';
import { verifyLog } from '#lib/audit/verify';
import { isShared } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { admit } from '#lib/session/admit';
import { endTicket } from '#lib/session/end';
import { SESSIONS_PER_USER } from '#lib/session/lifetimes';
import { findViewer } from '#lib/session/store';
import type { Ticket } from '#lib/session/ticket';
import { addUser, beginSession, emptyTables, moveToFile } from '#lib/testing/database.test-support';
import { otherNode } from '#lib/testing/other-node.test-support';

vi.setConfig({ testTimeout: 60_000 });

beforeEach(async () => {
  // In memory there is nobody else.
  if (!isShared()) moveToFile();
  await emptyTables();
});

/** As many sessions of one person as there may be, begun at once. */
async function manySessions(nth: number): Promise<Ticket[]> {
  const userId = await addUser(`${nth}@example.com`, { passwordHash: 'x' });
  const proven = { userId, amr: ['pwd'] as const, authenticatedAt: new Date(), settle: null };
  const one = () => admit(proven, { isPersistent: false, previous: null });
  const all = await Promise.all(Array.from({ length: SESSIONS_PER_USER }, one));
  await transaction(all.map(({ writes }) => writes));
  return all.flatMap(({ ticket }) => ticket ?? []);
}

type Find = (ticket: Ticket) => Promise<unknown>;

/** How many of these sessions still open something here right after the other has said that it ended them. */
async function grantedAfterEnd(tickets: Ticket[], end: Find, find: Find) {
  let granted = 0;
  for (const ticket of tickets) {
    expect(await find(ticket)).toBeTruthy();
    await end(ticket);
    if (await find(ticket)) granted++;
  }
  return granted;
}

/** What people ask for: an answer that is kept for a second is not asked for again. */
function withCache(find: Find): Find {
  const kept = new Map<string, { answer: unknown; until: number }>();
  return async (ticket) => {
    const known = kept.get(ticket.sessionId);
    if (known && known.until > performance.now()) return known.answer;
    const answer = await find(ticket);
    kept.set(ticket.sessionId, { answer, until: performance.now() + 1_000 });
    return answer;
  };
}

test('of a thousand sessions that one process ends, another answers none afterwards', async () => {
  const node = otherNode();
  for (let nth = 0; nth < 1_000 / SESSIONS_PER_USER; nth++) {
    const tickets = await manySessions(nth);
    expect(await grantedAfterEnd(tickets, node.end, findViewer)).toBe(0);
  }
  const [ticket, ...others] = await manySessions(1_000);
  if (!ticket) throw new Error('There is no session.');
  const end = (one: Ticket) => transaction(endTicket(one, 'signed_out'));
  expect(await grantedAfterEnd([ticket], end, node.find)).toBe(0);
  expect(await findViewer(others[0] ?? ticket)).not.toBeNull();
  expect((await verifyLog()).faults).toEqual([]);
});

test('the count sees a cache of one second that somebody plants', async () => {
  const node = otherNode();
  const [first, ...tickets] = (await manySessions(0)).slice(0, 11);
  // Until it has begun to answer.
  if (first) await node.end(first);
  expect(await grantedAfterEnd(tickets, node.end, withCache(findViewer))).toBe(10);
});

test('both ways hold for a session that each has just answered', async () => {
  const node = otherNode();
  const userId = await addUser();
  for (let round = 0; round < 20; round++) {
    const ticket = await beginSession(userId);
    expect([await node.find(ticket), (await findViewer(ticket)) !== null]).toEqual([true, true]);
    await (round % 2 ? node.end(ticket) : transaction(endTicket(ticket, 'signed_out')));
    expect([await node.find(ticket), await findViewer(ticket)]).toEqual([false, null]);
  }
});
