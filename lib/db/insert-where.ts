import 'server-only';
import { type Column, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { selectedNumber, type Table } from '#lib/db/engine';
import type { Tx } from '#lib/db/transaction';

/** The write of a row that is there afterwards only if this is so when it is written. */
export const insertWhere =
  <Of extends Table>(table: Of, row: Of['$inferInsert'], when: SQL) =>
  (tx: Tx) =>
    tx.insert(table).select(sql`select ${sql.join(valuesOf(table, row), sql`, `)} where ${when}`);

/** A value for each column, its default where there is none, in the order of the table: what is selected has no names. */
const valuesOf = (table: Table, row: Record<string, unknown>): SQL[] =>
  Object.entries(getTableColumns(table)).map(([name, column]) =>
    selected(column, row[name] === undefined ? column.default : row[name]),
  );

function selected(column: Column, value: unknown): SQL {
  const stored = value === undefined || value === null ? null : column.mapToDriverValue(value);
  return column.getSQLType() === 'integer'
    ? selectedNumber(stored as number | null)
    : sql`${stored}`;
}
