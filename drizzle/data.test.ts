import { readFileSync } from 'node:fs';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { TABLES } from '#drizzle/tables';

const page = readFileSync('docs/data.md', 'utf8');
const [, classes = '', columns = ''] = page.split(/^## (?:The classes|The columns|Files)$/m);
const rowsIn = (part: string) =>
  [...part.matchAll(/^\| (.*) \|$/gm)]
    .map(([, line = '']) => line.split(' | ').map((cell) => cell.trim()))
    .filter(([first = '']) => !/^(-|class$|table$)/.test(first));

const named = rowsIn(columns).map(([table = '', ...cells]) => ({
  table: table.replaceAll('`', ''),
  classes: cells
    .slice(0, 4)
    .map((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, one = '']) => one)),
  howLong: cells[4] ?? '',
  gone: cells[5] ?? '',
}));

test('docs/data.md says of every column of every table, once, how sensitive it is', () => {
  const there = TABLES.map((table) => ({
    table: getTableName(table),
    columns: Object.values(getTableColumns(table)).map(({ name }) => name),
  }));
  expect(named.map(({ table }) => table)).toEqual(there.map(({ table }) => table));
  for (const { table, columns: all } of there) {
    const said = named.find((one) => one.table === table)?.classes.flat() ?? [];
    expect([table, [...said].sort()]).toEqual([table, [...all].sort()]);
  }
});

test('docs/data.md calls secret what the code calls secret, and nothing else', () => {
  let secrets = 0;
  for (const table of TABLES) {
    const inCode = Object.values(getTableColumns(table))
      .filter(({ columnType }) => columnType === 'SQLiteCustomColumn')
      .map(({ name }) => name);
    secrets += inCode.length;
    const row = named.find((one) => one.table === getTableName(table));
    expect([getTableName(table), row?.classes[0]]).toEqual([getTableName(table), inCode]);
  }
  expect(secrets).toBeGreaterThan(20);
});

test('docs/data.md says of every class how it is kept, shown, downloaded and backed up', () => {
  const rows = rowsIn(classes);
  expect(rows.map(([name]) => name)).toEqual(['secret', 'personal', 'theirs', 'site']);
  for (const row of rows) {
    expect(row).toHaveLength(7);
    for (const cell of row) expect(cell).not.toBe('');
  }
});

test('docs/data.md says how long each table keeps a row, and whether it goes with the account', () => {
  for (const { table, howLong, gone } of named)
    expect([table, howLong.length > 3, /^(yes|no: .{5,})$/.test(gone)]).toEqual([
      table,
      true,
      true,
    ]);
});

test('what the server clears away by itself has an end on the page, and the page says no other', () => {
  const purge = readFileSync('lib/assembly/purge.ts', 'utf8');
  const cleared = [...purge.matchAll(/^ {4}\[(\w+), /gm)].map(([, name = '']) => name);
  expect(cleared.length).toBeGreaterThan(8);
  const tables = cleared.map((name) => name.replace(/[A-Z]/g, (one) => `_${one.toLowerCase()}`));
  for (const name of tables)
    expect([name, named.find(({ table }) => table === name)?.howLong]).toEqual([
      name,
      expect.stringMatching(/hour|day|week/),
    ]);
});
