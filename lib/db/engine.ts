import 'server-only';
import { type AnyColumn, type Placeholder, type SQL, sql } from 'drizzle-orm';
import {
  alias,
  type SQLiteColumn,
  SQLiteSyncDialect,
  type SQLiteTable,
} from 'drizzle-orm/sqlite-core';

/**
 * What the domain asks of the engine beyond standard SQL: this folder and drizzle/ know which one it is, and
 * biome.json keeps it out of everything else.
 */

/** Any table of ours. */
export type Table = SQLiteTable;
/** Any column of one, where a query selects or returns it; to compare, `AnyColumn` of drizzle-orm is enough. */
export type Column = SQLiteColumn;

/** A table under another name, for a query that reads it twice. */
export const aliasOf = alias;

/** A query as text, and its values: for a connection that is not ours, to a file, or to a server that wants $1. */
export function asText(query: SQL, placeholders?: 'numbered') {
  const dialect = new SQLiteSyncDialect();
  return (placeholders ? numbered(dialect) : dialect).sqlToQuery(query);
}

/** Lets drizzle write $1 for a value, as PostgreSQL takes it, where it writes ? for SQLite. */
export const numbered = <Dialect extends { escapeParam(at: number, value: unknown): string }>(
  dialect: Dialect,
) => Object.assign(dialect, { escapeParam: (at: number) => `$${at + 1}` });

/** A number or a time that is a column of its own in a list to be selected: there nothing else says what it is. */
export const selectedNumber = <Value = number>(value: number | null) =>
  sql<Value>`cast(${value} as bigint)`;

/** One row and nothing in it: to select from when only a condition is asked. */
export const ONE_ROW = sql`(select 1) as one_row`;

/** A column that no index is to be searched by: another one is known to lead to fewer rows. */
export const withoutIndex = (column: AnyColumn) => sql`${column} || ''`;

/**
 * As many rows at most, the same each time: the number stands in the statement, for whoever plans it to count with. Of one
 * that is told later PostgreSQL thinks that it is a tenth of all. Drizzle takes any expression there; its types do not say so.
 */
export const rowsAtMost = (count: number) =>
  sql.raw(String(Math.trunc(count))) as unknown as Placeholder;

/** The same for a moment: where most rows are over, the few that are not look like a short way, and grow with the site. */
export const momentWithoutIndex = (column: AnyColumn) => sql`${column} + 0`;

/** How many bytes of UTF-8 a text takes up. */
export const byteLength = (text: AnyColumn) => sql`octet_length(${text})`;
