import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { record } from '#lib/audit/record';
import { verifyLog } from '#lib/audit/verify';
import { closeDb, db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { env } from '#lib/env';
import { checkReadiness } from '#lib/server/readiness';
import { addUser, changeSettings, emptyTables } from '#lib/testing/database.test-support';
import { openClient, testDatabase } from '#lib/testing/in-cluster.test-support';

/** What docs/deploy/postgresql.md tells the owner to run, for the database of this test. */
function statementsOfThePage(database: string): string {
  const page = readFileSync('docs/deploy/postgresql.md', 'utf8');
  const [, text = ''] = page.match(/```sql\n(create role gatehouse_serve[\s\S]*?)```/) ?? [];
  return text.replaceAll('database gatehouse ', `database ${database} `);
}

test('a user who owns nothing, as the page about PostgreSQL makes it, serves what the owner has made, and cannot take the guards of the log away', async () => {
  await emptyTables();
  const owner = env().DATABASE_URL;
  const name = owner.split('@/')[1]?.split('?')[0] ?? '';
  const client = await openClient(owner);
  await client.query(statementsOfThePage(name));
  onTestFinished(async () => {
    await closeDb();
    await client.query('drop owned by gatehouse_serve; drop role gatehouse_serve');
    await client.end();
  });
  await closeDb();
  changeSettings({ DATABASE_URL: testDatabase(name, 'gatehouse_serve') });
  const userId = await addUser();
  await transaction(record({ type: 'user_updated', userId, detail: 'profile' }));
  expect(await verifyLog()).toMatchObject({ entries: 1, faults: [] });
  expect(Object.values(await checkReadiness())).not.toContain(false);
  for (const statement of [
    'alter table audit_events disable trigger user',
    'drop trigger audit_events_fixed on audit_events',
    'truncate users cascade',
    'create table mine (id text)',
  ])
    await expect(db().run(statement)).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/must be owner|permission denied/) },
    });
});
