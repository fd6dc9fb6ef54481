import { join } from 'node:path';
import { expect, test } from 'vitest';
import { table, text, thingColumns } from '#drizzle/columns';
import { author, BREAKPOINT } from '#lib/db/migrations';
import { postgresMigrations } from '#lib/db/postgres/translate';
import { withoutRows } from '#lib/operator/example/migration';
import { linesField } from '#lib/product/fields';
import { defineThing, ownerEditorViewer } from '#lib/resource';
import { write } from '#lib/testing/copy.test-support';
import { makeFolder } from '#lib/testing/database.test-support';
import { openFile } from '#lib/testing/open-file.test-support';

const leaf = defineThing('leaf', {
  ...ownerEditorViewer,
  plural: 'leaves',
  table: table('leaves', { ...thingColumns(), title: text('title'), longText: text('long_text') }),
  called: 'title',
  fields: { title: linesField(9), longText: linesField(9) },
});

const SQL = `${withoutRows(leaf)}DROP TABLE \`leaves\`;`;

test('the rows go with their grants and the room that they took, and nothing of another kind', () => {
  const database = openFile(join(makeFolder(), 'a.db'));
  database.exec(`
    create table users (id text, stored_bytes integer);
    create table grants (subject text, relation text, kind text, object text);
    create table leaves (id text, title text, long_text text);
    insert into users values ('ada', 12), ('bob', 5), ('cyd', 0);
    insert into leaves values ('one', 'aé', 'xyz'), ('two', 'b', '');
    insert into grants values ('user:ada', 'owner', 'leaf', 'one'), ('user:bob', 'editor', 'leaf', 'one'),
      ('user:bob', 'owner', 'leaf', 'two'), ('user:ada', 'owner', 'page', 'three'), ('mailbox:x', 'viewer', 'leaf', 'two');
  `);
  for (const statement of SQL.split(BREAKPOINT)) database.exec(statement);
  const rows = (query: string) => database.prepare(query).raw().all();
  expect(rows('select id, stored_bytes from users order by id')).toEqual([
    ['ada', 6],
    ['bob', 4],
    ['cyd', 0],
  ]);
  expect(rows('select subject, kind from grants')).toEqual([['user:ada', 'page']]);
  expect(rows("select name from sqlite_master where name = 'leaves'")).toEqual([]);
});

test('PostgreSQL is told the same', () => {
  const folder = makeFolder();
  write(folder, '0001_contract_x.sql', SQL);
  const entries = [{ tag: '0001_contract_x', when: 1 }];
  write(folder, 'meta/_journal.json', JSON.stringify({ entries }));
  const [migration] = postgresMigrations(author('x', folder));
  expect(migration?.text).toContain('octet_length("leaves"."long_text")');
  expect(migration?.text).not.toContain('`');
  expect(migration?.text.split(BREAKPOINT)).toHaveLength(3);
  expect(migration?.compatibleFrom).toBe('0001_contract_x');
});
