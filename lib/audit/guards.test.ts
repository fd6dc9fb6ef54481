import { globSync, readFileSync } from 'node:fs';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditAnchor, auditEvents, auditHead } from '#drizzle/schema/audit';
import type { Detail } from '#lib/audit/detail';
import { record } from '#lib/audit/record';
import { verifyLog } from '#lib/audit/verify';
import { db, postgres } from '#lib/db/client';
import { transaction, type Write } from '#lib/db/transaction';
import { emptyTables, execute } from '#lib/testing/database.test-support';

beforeEach(async () => {
  await emptyTables();
  for (const detail of ['email', 'profile', 'reset'] as const)
    await transaction(record({ type: 'user_updated', userId: 'ada', detail }));
});

const everything = async () => [
  await db().select().from(auditEvents),
  await db().select().from(auditHead),
  await db().select().from(auditAnchor),
];

const REPLACE = `insert ${postgres() ? '' : 'or replace'} into audit_events select (select seq + 1 from audit_head), id, at, type, user_id, session_id, actor, actor_id, object, result, address, user_agent, 'replaced', hash from audit_events where seq = 1`;

test.each<[string, Write]>([
  ['changed', (tx) => tx.update(auditEvents).set({ detail: 'x' }).where(eq(auditEvents.seq, 2))],
  ['changed into itself', (tx) => tx.update(auditEvents).set({ detail: sql`detail` })],
  ['renumbered', (tx) => tx.update(auditEvents).set({ seq: 9 }).where(eq(auditEvents.seq, 3))],
  ['deleted', (tx) => tx.delete(auditEvents).where(eq(auditEvents.seq, 1))],
  ['deleted with all others', (tx) => tx.delete(auditEvents)],
])('through the product’s own connection no entry is %s', async (_, write) => {
  const before = await everything();
  await expect(transaction(write)).rejects.toThrow();
  expect(await everything()).toEqual(before);
});

test.each([
  ['an entry is replaced', REPLACE],
  ['a number is taken again', REPLACE.replace('(select seq + 1 from audit_head)', '3')],
  ['a number is left out', REPLACE.replace('seq + 1', 'seq + 2').replace(' id,', " 'new',")],
  ['the head goes back', 'update audit_head set seq = 2'],
  ['the head goes ahead', "update audit_head set seq = 4, hash = 'x'"],
  ['the head gets another hash', "update audit_head set hash = 'x'"],
  ['the head is deleted', 'delete from audit_head'],
  ['there is a second head', "insert into audit_head values (9, 'x')"],
  ['the anchor moves without a word', "update audit_anchor set seq = 2, hash = 'x'"],
  ['the anchor is deleted', 'delete from audit_anchor'],
  ['there is a second anchor', "insert into audit_anchor values (9, 'x', 0)"],
])('SQL that means to, but for taking the triggers away, is refused: %s', async (_, statement) => {
  const before = await everything();
  const refused = await execute(statement).catch((error: Error) => error);
  expect(String((refused as Error).cause ?? refused)).toMatch(/audit/);
  expect(await everything()).toEqual(before);
  expect((await verifyLog()).faults).toEqual([]);
});

test('young entries are not let go, also when an entry says so', async () => {
  const [first] = await db().select().from(auditEvents).limit(1);
  const { seq, hash, at } = first!;
  const told = {
    type: 'audit_trimmed',
    userId: null,
    object: `audit:${seq}`,
    detail: hash as Detail,
  } as const;
  await expect(
    transaction(record(told), (tx) => tx.update(auditAnchor).set({ seq, hash, at })),
  ).rejects.toThrow();
});

test('in the product’s code only the record adds to the log, and only retention takes away', () => {
  const sources = globSync('{app,lib}/**/*.{ts,tsx}').filter((path) => !/\.test/.test(path));
  const withMatch = (pattern: RegExp) =>
    sources.filter((path) => pattern.test(readFileSync(path, 'utf8'))).sort();
  expect(sources.length).toBeGreaterThan(150);
  expect(withMatch(/insert\(\s*auditEvents/)).toEqual([]);
  expect(withMatch(/insert\(\s*auditInbox/)).toEqual(['lib/audit/record.ts']);
  expect(withMatch(/delete\(\s*audit/)).toEqual(['lib/audit/trim.ts']);
  expect(withMatch(/update\(\s*audit/)).toEqual(['lib/audit/tree/grow.ts', 'lib/audit/trim.ts']);
  expect(withMatch(/(insert into|delete from|update) \W?audit_/i)).toEqual([
    'lib/db/postgres/seal.ts',
    'lib/db/seal-in-file.ts',
  ]);
  // Into a database that nobody has yet.
  expect(withMatch(/drop (trigger|table)|writable_schema/i)).toEqual(['lib/db/copy/file.ts']);
});
