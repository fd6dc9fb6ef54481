import 'server-only';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { TABLES } from '#drizzle/tables';
import type { Table } from '#lib/db/engine';

/** A table as the copier reads and writes it: its columns, and those by which its rows are in an order. */
export type CopiedTable = { name: string; columns: string[]; key: string[] };

/** What means nothing in another database, each with the reason; every other table of the schema is copied. */
export const LEFT_OUT: Record<string, string> = {
  nodes: 'the processes that serve on the other database',
};

/** Every table that is copied, those that others refer to first. */
export function copiedTables(): CopiedTable[] {
  const sorted: string[] = [];
  const configs = new Map(
    TABLES.map((table) => getTableConfig(table as Table)).map((one) => [one.name, one] as const),
  );
  function add(name: string) {
    if (sorted.includes(name)) return;
    for (const { reference } of configs.get(name)?.foreignKeys ?? []) {
      const parent = getTableConfig(reference().foreignTable).name;
      if (parent !== name) add(parent);
    }
    sorted.push(name);
  }
  for (const name of configs.keys()) add(name);
  return sorted.filter((name) => !(name in LEFT_OUT)).map((name) => asCopied(configs.get(name)));
}

/** A table without a key has one row: then all of its columns say which. */
function asCopied(config: ReturnType<typeof getTableConfig> | undefined): CopiedTable {
  const { name = '', columns = [], primaryKeys = [] } = config ?? {};
  const own = columns.filter((column) => column.primary);
  const key = (own.length > 0 ? own : (primaryKeys[0]?.columns ?? columns)).map((one) => one.name);
  return { name, columns: columns.map((column) => column.name), key };
}
