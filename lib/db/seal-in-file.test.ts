import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditEvents, auditInbox } from '#drizzle/schema/audit';
import { record } from '#lib/audit/record';
import { verifyLog } from '#lib/audit/verify';
import { connection, db } from '#lib/db/client';
import { isLeader, onLead } from '#lib/db/leader';
import { expectRow, transaction } from '#lib/db/transaction';
import { emptyTables } from '#lib/testing/database.test-support';

beforeEach(emptyTables);

const tell = record({ type: 'user_updated', userId: 'ada' });
const WAITS =
  "insert into audit_inbox (id, at, type, actor, address, user_agent, detail) values ('one', 0, 'user_updated', 'user', '', '', 'said')";

test('an entry is in the log with the act that it tells of, and nothing waits', async () => {
  await transaction(tell, tell);
  expect(await db().$count(auditInbox)).toBe(0);
  expect(await db().$count(auditEvents)).toBe(2);
  const undone = expectRow((tx) => tx.update(auditInbox).set({ detail: '' }).where(sql`1 = 0`));
  expect(await transaction(tell, undone)).toBe(false);
  expect(await verifyLog()).toMatchObject({ entries: 2, faults: [] });
});

test.each([
  ["update audit_inbox set detail = 'other'", 'never changes'],
  [WAITS.replace('insert', 'insert or replace').replace('said', 'other'), 'never changes'],
  ['delete from audit_inbox', 'is not deleted'],
])('before it is sealed it is neither changed nor lost: %s', (statement, says) => {
  const act = connection().transaction(() => {
    connection().exec(WAITS);
    connection().exec(statement);
  });
  expect(act).toThrow(says);
});

test('an entry that stands in the log with other words is not taken from the inbox', () => {
  const forged =
    "insert into audit_events select 1, id, at, type, user_id, session_id, actor, actor_id, object, result, address, user_agent, 'other', 'x' from audit_inbox";
  const act = connection().transaction(() => {
    for (const one of [WAITS, forged, 'delete from audit_inbox']) connection().exec(one);
  });
  expect(act).toThrow('is not deleted');
});

test('one that somebody left there is a fault until the next act seals it', async () => {
  connection().exec(WAITS);
  expect((await verifyLog()).faults).toMatchObject([
    { fault: 'waiting', says: expect.stringContaining('not sealed since 1970-01-01') },
  ]);
  await transaction(tell);
  expect(await verifyLog()).toMatchObject({ entries: 2, faults: [] });
});

test('who serves the file leads, from the beginning', async () => {
  let begun = 0;
  onLead(() => begun++);
  expect([begun, await isLeader()]).toEqual([1, true]);
});
