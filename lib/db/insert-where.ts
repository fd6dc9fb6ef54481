import 'server-only';
import { type Column, getTableColumns, is, SQL, sql } from 'drizzle-orm';
import { selectedNumber, type Table } from '#lib/db/engine';
import type { Tx } from '#lib/db/transaction';

/** A row, of which some values may be asked for when it is written. */
type Row<Of extends Table> = {
  [Name in keyof Of['$inferInsert']]: Of['$inferInsert'][Name] | SQL;
};

/** The write of a row that is there afterwards only if this is so when it is written. */
export const insertWhere =
  <Of extends Table>(table: Of, row: Row<Of>, when: SQL) =>
  (tx: Tx) =>
    tx.insert(table).select(sql`select ${sql.join(valuesOf(table, row), sql`, `)} where ${when}`);

/** A value for each column, its default where there is none, in the order of the table: what is selected has no names. */
const valuesOf = (table: Table, row: Record<string, unknown>): SQL[] =>
  Object.entries(getTableColumns(table)).map(([name, column]) =>
    selected(column, row[name] === undefined ? column.default : row[name]),
  );

function selected(column: Column, value: unknown): SQL {
  if (is(value, SQL)) return value;
  const stored = value === undefined || value === null ? null : column.mapToDriverValue(value);
  return column.getSQLType() === 'integer'
    ? selectedNumber(stored as number | null)
    : sql`${stored}`;
}
