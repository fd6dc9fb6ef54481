import { globSync } from 'node:fs';
import { basename } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { expect, test } from 'vitest';
import { hashFields } from '#lib/db/audit-hash';
import { db } from '#lib/db/client';
import { migrateOnce } from '#lib/db/migrate';
import { AUTHORS, readMigrations } from '#lib/db/migrations';
import { env } from '#lib/env';
import { openClient } from '#lib/testing/in-cluster.test-support';

type Row = Record<string, unknown>;

/** How SQLite has them in a default; both engines keep them as numbers. */
const BOOLEANS: Record<string, string> = { false: '0', true: '1' };

/** What SQLite's migrations lead to, in PostgreSQL's words. */
function ofSqlite() {
  const sqlite = new Database(':memory:');
  sqlite.function('audit_hash', { varargs: true }, hashFields);
  migrateOnce(drizzle(sqlite), null);
  const all = (text: string, ...values: unknown[]) => sqlite.prepare(text).all(...values) as Row[];
  const tables = all(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '\\_\\_%' escape '\\' order by name",
  ).map(({ name }) => String(name));
  const types: Record<string, string> = { TEXT: 'text', INTEGER: 'bigint' };
  const columns = tables.flatMap((table) =>
    all('select * from pragma_table_info(?)', table).map(
      ({ name, type, notnull, dflt_value, pk }) => [
        `${table}.${name}`,
        types[String(type).toUpperCase()],
        notnull === 1,
        BOOLEANS[String(dflt_value)] ?? dflt_value,
        Number(pk),
      ],
    ),
  );
  const indexes = all(
    "select name, sql from sqlite_master where type = 'index' and sql is not null order by name",
  ).map(({ name, sql }) => [name, indexAs(String(sql))]);
  const keys = tables.flatMap((table) =>
    all('select * from pragma_foreign_key_list(?)', table).map(
      (key) => `${table}.${key['from']} ${key['table']}.${key['to']} ${key['on_delete']}`,
    ),
  );
  return { columns: columns.sort(), indexes, keys: keys.sort() };
}

/** "unique", the columns and the condition of an index, in whichever way it was written down. */
const indexAs = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[`"]/g, '')
    .replaceAll(/[(),\s]+/g, ' ')
    .replace(/create (unique )?index \S+ on (public\.)?(\S+)( using btree)?/, '$1$3')
    .replaceAll('audit_events.', '')
    .trim();

const COLUMNS = `select c.table_name || '.' || c.column_name, c.data_type, c.is_nullable = 'NO', c.column_default,
  coalesce((select k.ordinal_position from information_schema.key_column_usage k
    join information_schema.table_constraints t using (constraint_name, table_name)
    where t.constraint_type = 'PRIMARY KEY' and k.table_name = c.table_name and k.column_name = c.column_name), 0)::int
  from information_schema.columns c where c.table_schema = 'public' and c.table_name not like '\\_\\_%'`;
const INDEXES = `select indexname, indexdef from pg_indexes where schemaname = 'public'
  and indexname not like '%_pkey' order by indexname collate "C"`;
const KEYS = `select k.conrelid::regclass || '.' || a.attname || ' ' || k.confrelid::regclass || '.' || b.attname
    || ' ' || case k.confdeltype when 'c' then 'CASCADE' when 'a' then 'NO ACTION' else k.confdeltype::text end
  from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
  join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1] where k.contype = 'f'`;

async function ofPostgres() {
  await db().run('select 1');
  const client = await openClient(env().DATABASE_URL);
  const rows = async (text: string) =>
    (await client.query({ text, rowMode: 'array' })).rows as unknown[][];
  const columns = (await rows(COLUMNS)).map(([name, type, isFilled, fallback, key]) => [
    name,
    type,
    isFilled,
    typeof fallback === 'string' ? fallback.replace(/::\w+$/, '') : fallback,
    key,
  ]);
  const indexes = (await rows(INDEXES)).map(([name, text]) => [name, indexAs(String(text))]);
  const keys = (await rows(KEYS)).map(String);
  await client.end();
  return { columns: columns.sort(), indexes, keys: keys.sort() };
}

test('the migrations lead to the same tables, columns, keys and indexes in both', async () => {
  const [sqlite, postgres] = [ofSqlite(), await ofPostgres()];
  expect(sqlite.columns.length).toBeGreaterThan(100);
  expect(postgres.columns).toEqual(sqlite.columns);
  expect(postgres.indexes).toEqual(sqlite.indexes);
  expect(postgres.keys).toEqual(sqlite.keys);
});

test('every text is compared by its bytes, as SQLite does', async () => {
  const rows = await db().values<[string]>(
    `select table_name || '.' || column_name from information_schema.columns
      where table_schema = 'public' and table_name not like '\\_\\_%' and data_type = 'text' and collation_name is distinct from 'C'`,
  );
  expect(rows).toEqual([]);
});

test('a file for PostgreSQL stands for a migration that is there', () => {
  const tags = AUTHORS.flatMap((author) => readMigrations(author).map(({ tag }) => tag));
  const files = globSync('drizzle/migrations/postgres/*.sql').map((path) => basename(path, '.sql'));
  expect(files.filter((tag) => !tags.includes(tag))).toEqual([]);
});
