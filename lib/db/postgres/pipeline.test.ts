import { and, eq, sql } from 'drizzle-orm';
import pg from 'pg';
import { beforeEach, expect, type MockInstance, onTestFinished, test, vi } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { users } from '#drizzle/schema/users';
import { leavesAnAdministrator } from '#lib/accounts/last-administrator';
import type { Detail } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { verifyLog } from '#lib/audit/verify';
import { db } from '#lib/db/client';
import { expectRow, type Tx, transaction, transactionRelaxed } from '#lib/db/transaction';
import { env } from '#lib/env';
import { addUser, emptyTables } from '#lib/testing/database.test-support';
import { openClient } from '#lib/testing/in-cluster.test-support';

beforeEach(emptyTables);

const administrators = async () =>
  (await db().select().from(users).where(eq(users.role, 'administrator'))).length;
const addAdministrator = (email: string) =>
  addUser(email, { passwordHash: 'x', role: 'administrator' });
const demote = (id: string) => (tx: Tx) =>
  tx
    .update(users)
    .set({ role: 'member' })
    .where(and(eq(users.id, id), leavesAnAdministrator()));

/** Two connections that each demote one of two administrators before the other commits; what failed, by its code. */
async function demoteBoth(isolation: string) {
  const ids = await Promise.all(['ada@example.com', 'eve@example.com'].map(addAdministrator));
  const both = await Promise.all(ids.map(() => openClient(env().DATABASE_URL)));
  const text = (id: string) =>
    `update users set role = 'member' where id = '${id}' and exists (select 1 from users as other where other.role = 'administrator' and other.id <> '${id}')`;
  for (const client of both) await client.query(`begin isolation level ${isolation}`);
  for (const [at, client] of both.entries()) await client.query(text(ids[at] ?? ''));
  const ends = await Promise.allSettled(both.map((client) => client.query('commit')));
  await Promise.all(both.map((client) => client.end()));
  return ends.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
}

test('what lib/db asks of the engine is needed: under READ COMMITTED two administrators who demote each other leave none', async () => {
  expect(await demoteBoth('read committed')).toEqual([]);
  expect(await administrators()).toBe(0);
});

test('SERIALIZABLE refuses one of them, which lib/db then repeats', async () => {
  expect(await demoteBoth('serializable')).toEqual(['40001']);
  expect(await administrators()).toBe(1);
});

test('one of two administrators who demote each other at the same time stays, every time', async () => {
  for (let round = 0; round < 60; round++) {
    await emptyTables();
    const ids = await Promise.all(['ada@example.com', 'eve@example.com'].map(addAdministrator));
    const done = await Promise.all(ids.map((id) => transaction(expectRow(demote(id)))));
    expect([round, await administrators(), done.filter(Boolean).length]).toEqual([round, 1, 1]);
  }
});

/** What is sent to the server, text by text. */
function sentTexts() {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  onTestFinished(() => sent.mockRestore());
  return () => (sent as MockInstance).mock.calls.map(([query]) => query.text ?? query);
}

test('an act is one transaction, sent whole before anything is answered', async () => {
  const id = await addUser();
  const sent = sentTexts();
  const doing = transaction(
    record({ type: 'user_updated', userId: id }),
    expectRow((tx) => tx.update(users).set({ name: 'Eve' }).where(eq(users.id, id))),
  );
  expect(await doing).toBe(true);
  expect(sent()).toEqual([
    'begin isolation level serializable',
    expect.stringMatching(/^insert into "audit_inbox"/),
    expect.stringMatching(/^with changed as \(update "users" set "name" = \$1 where/),
    'commit',
  ]);
});

test('a division by zero of its own is a mistake, not a row that was not changed', async () => {
  await addUser();
  const mistaken = (tx: Tx) => tx.update(users).set({ createdAt: sql`1 / (created_at * 0)` });
  await expect(transaction(mistaken)).rejects.toThrow('division by zero');
});

test('what is not promised waits for no disk, and what only reads begins no transaction', async () => {
  const sent = sentTexts();
  await transactionRelaxed((tx) => tx.delete(users).where(eq(users.id, 'nobody')));
  await db().select().from(users);
  expect(sent().slice(1)).toEqual([
    'set local synchronous_commit = off',
    'delete from "users" where "users"."id" = $1',
    'commit',
    expect.stringMatching(/^select "id"/),
  ]);
});

test('acts that make entries at the same time make one chain', async () => {
  const one = (detail: string) =>
    record({ type: 'user_updated', userId: 'ada', detail: detail as Detail });
  const all = Array.from({ length: 100 }, (_, nth) => transaction(one(`a${nth}`), one(`b${nth}`)));
  expect(await Promise.all(all)).toEqual(Array(100).fill(true));
  expect(await db().$count(auditEvents)).toBe(200);
  expect(await verifyLog()).toMatchObject({ entries: 200, faults: [] });
});

test('what any text is hashed to on the server is what it is hashed to here', async () => {
  const odd = [
    '"\\/\b\f\n\r\t',
    '\u0001\u001f\u007f\u0080',
    '\u2028\u2029',
    '𝒳 ünï 👩‍👩‍👧',
    'a\0b',
  ];
  for (const detail of odd)
    await transaction(record({ type: 'user_updated', userId: null, detail: detail as Detail }));
  expect(await verifyLog()).toMatchObject({ entries: odd.length, faults: [] });
  const [last] = (await db().select().from(auditEvents).orderBy(auditEvents.seq)).slice(-1);
  expect(last?.detail).toBe('a\ufffdb');
});
