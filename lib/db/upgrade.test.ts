import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { expect, test } from 'vitest';
import { notes } from '#drizzle/product/notes';
import { credentials } from '#drizzle/schema/credentials';
import { users } from '#drizzle/schema/users';
import { signInAs, ticketOf } from '#lib/accounts/life.test-support';
import { hashPassword } from '#lib/accounts/passwords';
import { hashFields } from '#lib/db/audit-hash';
import { db } from '#lib/db/client';
import { migrateOnce } from '#lib/db/migrate';
import { AUTHORS, type Author, readMigrations } from '#lib/db/migrations';
import { connectionsTo } from '#lib/db/postgres/connections';
import { migratePostgres } from '#lib/db/postgres/migrate';
import { env } from '#lib/env';
import { readPostgresUrl } from '#lib/env/postgres-url';
import { findViewer } from '#lib/session/store';
import { makeFolder, moveToFile, PASSWORD } from '#lib/testing/database.test-support';

/** The migrations of the version that ended with this one. */
function asOf(tag: string): Author {
  const [ours] = AUTHORS as [Author];
  const folder = join(makeFolder(), 'migrations');
  cpSync(ours.folder, folder, { recursive: true });
  const file = join(folder, 'meta/_journal.json');
  const { entries } = JSON.parse(readFileSync(file, 'utf8')) as { entries: { tag: string }[] };
  const ran = entries.slice(0, entries.findIndex((one) => one.tag === tag) + 1);
  writeFileSync(file, JSON.stringify({ entries: ran }));
  return { ...ours, folder };
}

/** A database as this version left it, with what these statements put there. */
async function leave(before: Author, statements: string[]) {
  if (!env().DATABASE_URL.startsWith('postgres')) {
    const sqlite = new Database(moveToFile());
    sqlite.function('audit_hash', { varargs: true }, hashFields);
    migrateOnce(drizzle(sqlite), null, [before]);
    for (const statement of statements) sqlite.exec(statement);
    sqlite.close();
    return;
  }
  const connections = connectionsTo(readPostgresUrl(env().DATABASE_URL));
  await connections.write(async (client) => {
    await migratePostgres(client, [before]);
    for (const statement of statements) await client.query(statement);
  });
  await connections.close();
}

test('an upgrade from before the credentials keeps every account, and its password', async () => {
  const hash = await hashPassword(PASSWORD);
  const add = 'insert into users (id, email, name, search_name, password_hash, created_at) values';
  await leave(asOf('0015_nodes'), [
    `${add} ('ada', 'ada@example.com', 'Ada', 'ada', '${hash}', 1700000000000)`,
    `${add} ('bob', 'bob@example.com', 'Bob', 'bob', '', 1700000000000)`,
    "update users set role = 'administrator', time_zone = 'Europe/Vienna' where id = 'ada'",
  ]);
  const admitted = await signInAs('ada@example.com', PASSWORD);
  if (!admitted.ok) throw new Error(admitted.reason);
  const found = await findViewer(ticketOf(admitted.value));
  expect(found?.viewer.user).toMatchObject({ id: 'ada', role: 'administrator' });
  expect(await signInAs('ada@example.com', 'another password')).toMatchObject({ ok: false });
  expect(await signInAs('bob@example.com', '')).toMatchObject({ ok: false });
  expect(await db().$count(users)).toBe(2);
  const at = new Date(1_700_000_000_000);
  expect(await db().select().from(credentials)).toMatchObject([
    { id: 'ada', kind: 'password', handle: 'ada', createdAt: at, confirmedAt: at },
  ]);
});

test('a database that has notes from before the product had migrations of its own goes on unchanged', async () => {
  const { entries } = JSON.parse(
    readFileSync(join((AUTHORS as [Author])[0].folder, 'meta/_journal.json'), 'utf8'),
  ) as { entries: { tag: string }[] };
  const note = "('n', 'Plans', 'First', 1, 1700000000000, 1700000000000)";
  await leave(asOf(entries.at(-1)!.tag), [
    `insert into notes (id, title, text, revision, created_at, updated_at) values ${note}`,
  ]);
  expect(await db().select().from(notes)).toMatchObject([
    { id: 'n', title: 'Plans', text: 'First', revision: 1 },
  ]);
  const ran = await db().select({ tag: sql<string>`tag` }).from(sql`__product_migrations`);
  expect(ran.map(({ tag }) => tag)).toEqual(readMigrations(AUTHORS[1]!).map(({ tag }) => tag));
});
