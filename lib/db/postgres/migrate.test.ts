import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { db } from '#lib/db/client';
import { type Author, author } from '#lib/db/migrations';
import { connectionsTo } from '#lib/db/postgres/connections';
import { migratePostgres, postgresStatus } from '#lib/db/postgres/migrate';
import { env } from '#lib/env';
import { readPostgresUrl } from '#lib/env/postgres-url';
import { makeFolder, runApart } from '#lib/testing/database.test-support';
import { inCluster, openClient, testDatabase } from '#lib/testing/in-cluster.test-support';

/** An author of this test, whose migrations say this. */
function write(name: string, texts: Record<string, string>): Author {
  const folder = join(makeFolder(), name);
  mkdirSync(join(folder, 'meta'), { recursive: true });
  mkdirSync(join(folder, 'postgres'));
  const entries = Object.entries(texts).map(([tag, text], idx) => {
    writeFileSync(join(folder, `${tag}.sql`), 'select 1;');
    writeFileSync(join(folder, 'postgres', `${tag}.sql`), text);
    return { idx, version: '6', when: 1_800_000_000_000 + idx, tag, breakpoints: true };
  });
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ entries }));
  return author(name, folder);
}

async function connected() {
  const client = await openClient(env().DATABASE_URL);
  onTestFinished(() => client.end());
  return client;
}

function migrate(authors: Author[]) {
  const connections = connectionsTo(readPostgresUrl(env().DATABASE_URL));
  return connections
    .write((client) => migratePostgres(client, authors))
    .finally(() => connections.close());
}

const BREAK = '--> statement-breakpoint';

test('a migration waits for a table that somebody reads, never long at once, and then runs', async () => {
  await db().run('select 1');
  const [holder, other] = [await connected(), await connected()];
  await holder.query('create table held (id text)');
  const mine = write('held', { '0000_more': 'alter table "held" add "more" text' });
  await holder.query('begin');
  await holder.query('select * from held');
  const migrated = migrate([mine]);
  const waiting =
    "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and query like 'alter table \"held\"%'";
  const waits = async () => (await other.query(waiting)).rows[0].n as number;
  await vi.waitFor(async () => expect(await waits()).toBe(1), 5_000);
  // Who wants to read the table stands behind it for as long as it waits, and comes through between two tries.
  await other.query('select * from held');
  await holder.query('commit');
  await migrated;
  expect((await other.query('select more from held')).fields).toHaveLength(1);
});

test('a node that dies in the middle of a migration leaves nothing of it, and the next does it all', async () => {
  await db().run('select 1');
  const mine = write('dying', {
    '0000_slow': `create table half (id text)${BREAK}select pg_sleep(0.5)${BREAK}create table whole (id text)`,
  });
  const node = runApart(
    `const { connectionsTo } = await import('#lib/db/postgres/connections');
    const { migratePostgres } = await import('#lib/db/postgres/migrate');
    const { readPostgresUrl } = await import('#lib/env/postgres-url');
    await connectionsTo(readPostgresUrl(process.env.DATABASE_URL)).write((client) =>
      migratePostgres(client, [${JSON.stringify(mine)}]));`,
    { DATABASE_URL: env().DATABASE_URL },
  );
  const client = await connected();
  const sleeping = async () =>
    (
      await client.query(
        "select pid from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'",
      )
    ).rowCount;
  await vi.waitFor(async () => expect(await sleeping()).toBe(1), 10_000);
  node.child.kill('SIGKILL');
  await migrate([mine]);
  const tables = await client.query(
    "select to_regclass('half') is not null and to_regclass('whole') is not null as ok",
  );
  expect(tables.rows).toEqual([{ ok: true }]);
  const ran = await client.query('select tag, compatible_from from "__dying_migrations"');
  expect(ran.rows).toEqual([{ tag: '0000_slow', compatible_from: '0000_slow' }]);
});

test('of five nodes that start at once on an empty database one makes the tables, and all find them', {
  timeout: 60_000,
}, async () => {
  const name = `five_${Date.now()}`;
  await inCluster(`create database ${name} template template0`);
  onTestFinished(() => inCluster(`drop database ${name} with (force)`));
  const DATABASE_URL = testDatabase(name);
  const lines = `const { db, closeDb } = await import('#lib/db/client');
    const rows = await db().values('select count(*) from users');
    process.stdout.write(JSON.stringify(rows));
    await closeDb();`;
  const settings = {
    DATABASE_URL,
    SESSION_SECRET: env().secrets[0] as string,
    LOG_LEVEL: 'silent',
  };
  const ends = await Promise.all([1, 2, 3, 4, 5].map(() => runApart(lines, settings).ended));
  expect(ends.map(({ out, errors }) => [out, errors])).toEqual(Array(5).fill(['[[0]]', '']));
  const client = await openClient(DATABASE_URL);
  onTestFinished(() => client.end());
  const { rows } = await client.query(
    'select count(*)::int as ran, count(distinct tag)::int as different from "__drizzle_migrations"',
  );
  expect(rows[0].ran).toBe(rows[0].different);
  const status = await postgresStatus(client as never);
  expect(status).toEqual({ pending: 0, isNewer: false });
});
