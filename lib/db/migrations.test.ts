import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { auditEvents } from '#drizzle/schema/audit';
import { record } from '#lib/audit/record';
import { verifyLog } from '#lib/audit/verify';
import { db, sqliteDb } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { moveToFile } from '#lib/testing/database.test-support';

const BEFORE_CHAIN = ['0000_start', '0001_account', '0002_authorization'];

/** A database as the version before the chain left it. */
function makeOld(file: string) {
  const journal = JSON.parse(readFileSync('drizzle/migrations/meta/_journal.json', 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  const sqlite = new Database(file);
  sqlite.exec(
    'create table __drizzle_migrations (id integer primary key, hash text not null, created_at numeric)',
  );
  for (const tag of BEFORE_CHAIN) {
    sqlite.exec(readFileSync(`drizzle/migrations/${tag}.sql`, 'utf8'));
    const { when } = journal.entries.find((entry) => entry.tag === tag)!;
    sqlite
      .prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)')
      .run(tag, when);
  }
  return sqlite;
}

test('the entries of an older database are chained in the order in which they were made, unchanged', async () => {
  const file = moveToFile();
  const sqlite = makeOld(file);
  const add = sqlite.prepare(
    "insert into audit_events (id, at, type, user_id, actor, address, user_agent, detail) values (?, ?, 'user_updated', ?, 'user', '::1', ?, ?)",
  );
  const ids = Array.from({ length: 700 }, () => uuid()).sort();
  for (const [nth, id] of [...ids].reverse().entries())
    add.run(id, 1_700_000_000_000 - nth, nth % 3 ? 'ada' : null, `"ünï\n${nth}`, '');
  const before = sqlite.prepare('select * from audit_events order by id').all();
  sqlite.close();

  const entries = await db().select().from(auditEvents).orderBy(auditEvents.seq);
  expect(entries.map(({ id }) => id)).toEqual(ids);
  expect(entries.map(({ seq }) => seq)).toEqual(ids.map((_, at) => at + 1));
  const after = sqliteDb().all('select * from audit_events order by seq') as Record<
    string,
    unknown
  >[];
  expect(after.map(({ seq: _, hash: __, ...entry }) => entry)).toEqual(before);
  expect(await verifyLog()).toMatchObject({ entries: 700, faults: [] });
  await transaction(record({ type: 'user_updated', userId: 'ada' }));
  expect(await verifyLog()).toMatchObject({ entries: 701, faults: [] });
});
