import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { author } from '#lib/db/migrations';
import { postgresMigrations } from '#lib/db/postgres/translate';
import { emptyTables, makeFolder } from '#lib/testing/database.test-support';

/** Somebody with one migration of their own. */
async function authorOf(text: string, twin?: string) {
  await emptyTables();
  const folder = makeFolder();
  mkdirSync(join(folder, 'meta'));
  mkdirSync(join(folder, 'postgres'));
  const journal = { entries: [{ tag: '0000_mine', when: 1 }] };
  writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify(journal));
  writeFileSync(join(folder, '0000_mine.sql'), text);
  if (twin) writeFileSync(join(folder, 'postgres/0000_mine.sql'), twin);
  return author('mine', folder);
}

test('what drizzle-kit writes is translated: names, types, flags, and texts that are compared by their bytes', async () => {
  const mine = await authorOf(
    'CREATE TABLE `things` (\n\t`id` text PRIMARY KEY NOT NULL,\n\t`text` text,\n\t`at` integer DEFAULT 0 NOT NULL,\n\t`is` integer DEFAULT false NOT NULL\n);\n--> statement-breakpoint\n-- A comment.\nALTER TABLE `users` ADD `thing_id` text REFERENCES things(id) ON DELETE cascade;',
  );
  const [migration] = postgresMigrations(mine);
  expect(migration?.text.split('--> statement-breakpoint')).toEqual([
    'CREATE TABLE "things" (\n\t"id" text COLLATE "C" PRIMARY KEY NOT NULL,\n\t"text" text COLLATE "C",\n\t"at" bigint DEFAULT 0 NOT NULL,\n\t"is" bigint DEFAULT 0 NOT NULL\n);',
    'ALTER TABLE "users" ADD "thing_id" text COLLATE "C" REFERENCES things(id) ON DELETE cascade;',
  ]);
});

test.each([
  'PRAGMA foreign_keys=OFF;',
  'CREATE TRIGGER `one` BEFORE DELETE ON `users` BEGIN SELECT RAISE(ABORT, 1); END;',
  'UPDATE `users` SET `stored_bytes` = length(CAST(`name` AS BLOB));',
  "UPDATE `users` SET `name` = (SELECT group_concat(`id`, ' ') FROM `notes`);",
])(
  'a migration with more in it is refused until it is written for PostgreSQL too: %s',
  async (text) => {
    const mine = await authorOf(text);
    expect(() => postgresMigrations(mine)).toThrow(
      /0000_mine says what PostgreSQL does not understand.*Write it for PostgreSQL too, in postgres\/0000_mine\.sql/,
    );
    const [twin] = postgresMigrations(await authorOf(text, 'SELECT 1;'));
    expect(twin?.text).toBe('SELECT 1;');
    const [other] = postgresMigrations(await authorOf(text, 'SELECT\r\n1;'));
    const [same] = postgresMigrations(await authorOf(text, 'SELECT\n1;'));
    expect(other?.hashes).toContain(same?.hashes[0]);
  },
);
