import { expect, test } from 'vitest';
import { record } from '#lib/audit/record';
import { verifyLog } from '#lib/audit/verify';
import { connection } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { emptyTables } from '#lib/testing/database.test-support';

const GUARDS = [
  'audit_anchor_kept',
  'audit_anchor_one',
  'audit_anchor_told',
  'audit_events_fixed',
  'audit_events_head',
  'audit_events_kept',
  'audit_events_next',
  'audit_head_forward',
  'audit_head_kept',
  'audit_head_one',
  'audit_inbox_fixed',
  'audit_inbox_kept',
  'audit_inbox_new',
  'audit_tiles_grow',
  'audit_tiles_kept',
  'audit_tiles_new',
];

test('a trigger that guards the log and was taken away, or says something else, is found and named', async () => {
  await emptyTables();
  for (const detail of ['email', 'profile', 'reset'] as const)
    await transaction(record({ type: 'user_updated', userId: 'ada', detail }));
  const sqlite = connection();
  const kept = sqlite
    .prepare("select name, sql from sqlite_master where type = 'trigger' order by name")
    .all() as { name: string; sql: string }[];
  expect(kept.map(({ name }) => name)).toEqual(GUARDS);
  for (const { name, sql } of kept) {
    const spoilt = sql.replace(/BEGIN.*END/s, 'BEGIN SELECT 1; END');
    for (const inItsPlace of [null, spoilt]) {
      sqlite.exec(`drop trigger ${name}`);
      if (inItsPlace) sqlite.exec(inItsPlace);
      const { faults } = await verifyLog();
      if (inItsPlace) sqlite.exec(`drop trigger ${name}`);
      sqlite.exec(sql);
      expect(faults).toMatchObject([{ fault: 'unguarded', says: expect.stringContaining(name) }]);
    }
  }
  expect(await verifyLog()).toMatchObject({ entries: 3, faults: [] });
});
