import { expect, test } from 'vitest';
import { record } from '#lib/audit/record';
import { verifyLog } from '#lib/audit/verify';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { emptyTables, execute } from '#lib/testing/database.test-support';

const guards = async () =>
  (
    await db().values<[string, string, string]>(
      "select tgname, tgrelid::regclass, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal and tgname like 'audit%' order by 1",
    )
  ).map(([name, table, text]) => ({ name, table, text }));

test('a trigger that is taken away, switched off or empty is found and named, and so is an empty function', async () => {
  await emptyTables();
  for (const detail of ['email', 'profile'] as const)
    await transaction(record({ type: 'user_updated', userId: 'ada', detail }));
  const unguarded = async (name: string) =>
    expect((await verifyLog()).faults).toMatchObject([
      { fault: 'unguarded', says: expect.stringContaining(name) },
    ]);
  const all = await guards();
  expect(all.map(({ name }) => name)).toEqual([
    'audit_anchor_kept',
    'audit_anchor_one',
    'audit_anchor_told',
    'audit_events_fixed',
    'audit_events_kept',
    'audit_events_next',
    'audit_events_whole',
    'audit_head_follows',
    'audit_head_forward',
    'audit_head_kept',
    'audit_head_one',
    'audit_inbox_fixed',
    'audit_inbox_kept',
    'audit_inbox_whole',
    'audit_tiles_grow',
    'audit_tiles_kept',
    'audit_tiles_new',
    'audit_tiles_whole',
  ]);
  for (const { name, table, text } of all) {
    await execute(`alter table ${table} disable trigger ${name}`);
    await unguarded(name);
    await execute(`alter table ${table} enable trigger ${name}`);
    await execute(`drop trigger ${name} on ${table}`);
    await unguarded(name);
    await execute(text);
  }
  const [[kept = ''] = []] = await db().values<[string]>(
    "select pg_get_functiondef('audit_kept'::regproc)",
  );
  await execute(kept.replace(/BEGIN[\s\S]*END/, 'BEGIN RETURN OLD; END'));
  await unguarded('audit_kept');
  await execute(kept);
  expect((await verifyLog()).faults).toEqual([]);
});

test.each(['audit_inbox', 'audit_events', 'audit_head', 'audit_anchor', 'audit_tiles'])(
  '%s is not emptied',
  async (table) => {
    const refused = await execute(`truncate ${table}`).catch((error: Error) => error);
    expect(String((refused as Error).cause)).toMatch(/audit log/);
  },
);
