import { getTableColumns, getTableName } from 'drizzle-orm';
import { TABLES } from '#drizzle/tables';
import { openDatabase } from '#e2e/support/open-database';

/** The columns that are declared with `secret()` in drizzle/schema: a new one is looked for as well. */
const SECRET_COLUMNS = TABLES.flatMap((table) =>
  Object.values(getTableColumns(table))
    .filter(({ columnType }) => columnType === 'SQLiteCustomColumn')
    .map(({ name }) => ({ table: getTableName(table), column: name })),
);

const STORED = SECRET_COLUMNS.map(
  ({ table, column }) =>
    `select '${table}.${column}' as kind, ${column} as value from ${table} where ${column} is not null`,
).join(' union all ');

/** What lies in each of them, longer than anything that could stand in a text by chance. */
export function storedSecrets(file: string): [kind: string, string[]][] {
  const database = openDatabase(file);
  try {
    const people = () => database.prepare('select id from users').pluck().all();
    // A password is found by the id of its owner, which is no secret: of whoever came or went while this was read, too.
    const before = people();
    const stored = database.prepare(STORED).all() as { kind: string; value: unknown }[];
    const ids = new Set([...before, ...people()]);
    return SECRET_COLUMNS.map(({ table, column }) => {
      const kind = `${table}.${column}`;
      const values = stored.filter((one) => one.kind === kind && !ids.has(one.value));
      return [kind, values.map(({ value }) => String(value)).filter(({ length }) => length > 15)];
    });
  } finally {
    database.close();
  }
}
