import { getTableName } from 'drizzle-orm';
import { getTableConfig, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { TABLES } from '#drizzle/tables';
import type { Side } from '#lib/db/copy/side';
import { copiedTables } from '#lib/db/copy/tables';
import type { Table } from '#lib/db/engine';

/** Texts that are easily changed on the way, and that engines order differently unless they compare bytes. */
const ODD = ['é "q" \\ {a,b}', '𝔸 \u2028 \t', 'Z\nz', '\ufffd NULL', "a'b", ''];

/** The value of a column in the row with this number: what refers to another row has the key of that row. */
function cellOf(column: SQLiteColumn, at: number, parent: SQLiteColumn | undefined) {
  if (parent) return cellOf(parent, at, undefined);
  if (!column.notNull && at % 3 === 2) return null;
  if (column.dataType === 'boolean') return at % 2;
  if (column.getSQLType() === 'integer') return column.primary ? at : at * 1_234_567_891;
  const odd = ODD[at % ODD.length];
  return column.name === 'detail' ? odd : `${odd}${column.name}${at}`;
}

/** As many rows of a table of the schema as are asked for, of one without a key the one it has. */
function rowsFor(name: string, count: number) {
  const table = TABLES.find((one) => getTableName(one) === name) as Table;
  const { columns, foreignKeys, primaryKeys } = getTableConfig(table);
  const parents = new Map(
    foreignKeys
      .map(({ reference }) => reference())
      .map(({ columns: [own], foreignColumns: [its] }) => [own as unknown, its] as const),
  );
  const hasKey = primaryKeys.length > 0 || columns.some(({ primary }) => primary);
  return Array.from({ length: hasKey ? count : 1 }, (_, at) =>
    columns.map((column) => cellOf(column, at, parents.get(column))),
  );
}

/** Fills every table with rows of which some are odd; `users` with more than go at once. */
export async function fill(side: Side) {
  await side.migrate();
  const tables = copiedTables();
  await side.hold(tables);
  await side.refill(tables, async (put) => {
    // What waits for the log is sealed before it is copied.
    for (const table of tables.filter(({ name }) => name !== 'audit_inbox')) {
      const rows = rowsFor(table.name, table.name === 'users' ? 4_500 : 7);
      for (let at = 0; at < rows.length; at += 1_000)
        await put(table, rows.slice(at, at + 1_000) as never);
    }
  });
  await side.close();
}
