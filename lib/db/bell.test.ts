import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { bell, hearNobody, hearOthers, type Rung, ring } from '#lib/db/bell';
import { isShared } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { endSession, endTicket } from '#lib/session/end';
import { addUser, beginSession, emptyTables, moveToFile } from '#lib/testing/database.test-support';
import { otherNode } from '#lib/testing/other-node.test-support';

vi.setConfig({ testTimeout: 30_000 });

beforeEach(async () => {
  // In memory there is nobody else.
  if (!isShared()) moveToFile();
  await emptyTables();
});
afterEach(() => hearNobody());

/** What is rung from now on, in this process. */
function heardRings(): Rung[] {
  const heard: Rung[] = [];
  const note = (rung: Rung) => void heard.push(rung);
  bell().on('rung', note);
  onTestFinished(() => void bell().off('rung', note));
  return heard;
}
const names = (rings: Rung[]) => rings.flatMap((rung) => (rung === null ? ['all'] : [...rung]));

test('the bell rings after the commit, for the sessions that really ended, and for nothing else', async () => {
  const heard = heardRings();
  const userId = await addUser();
  const ticket = await beginSession(userId);
  const other = await beginSession(userId);
  expect(heard).toEqual([]);
  await transaction(endTicket({ ...ticket, secret: other.secret }, 'signed_out'));
  await transaction(endSession({ of: 'nobody', id: ticket.sessionId, why: 'revoked' }));
  expect(heard).toEqual([]);
  await transaction(endTicket(ticket, 'signed_out'), endTicket(other, 'signed_out'));
  expect(names(heard)).toEqual([ticket.sessionId, other.sessionId]);
});

test('what another process ends is heard in every other, also when it is a great deal', async () => {
  const node = otherNode();
  const userId = await addUser();
  const tickets = [
    await beginSession(userId),
    await beginSession(userId),
    await beginSession(userId),
  ];
  await hearOthers();
  const heard = heardRings();
  for (const ticket of tickets.slice(0, 2)) {
    await node.end(ticket);
    const name = isShared() ? ticket.sessionId : 'all';
    await vi.waitFor(() => expect(names(heard)).toContain(name));
    heard.length = 0;
  }
  await node.endEverybody();
  await vi.waitFor(() => expect(names(heard)).toEqual(['all']));
});

test('nobody is heard before one listens, nor afterwards, and what rings here is always heard here', async () => {
  const node = otherNode();
  const userId = await addUser();
  const heard = heardRings();
  await node.end(await beginSession(userId));
  await hearOthers();
  await hearNobody();
  await node.end(await beginSession(userId));
  await new Promise((done) => setTimeout(done, 600));
  expect(heard).toEqual([]);
  await ring(new Set(['mine']));
  expect(names(heard)).toEqual(['mine']);
});
