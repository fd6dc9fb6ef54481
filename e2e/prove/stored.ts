import Database from 'better-sqlite3';
import { getTableColumns, getTableName } from 'drizzle-orm';
import { TABLES } from '#drizzle/tables';

/** The columns that are declared with `secret()` in drizzle/schema: a new one is looked for as well. */
const SECRET_COLUMNS = TABLES.flatMap((table) =>
  Object.values(getTableColumns(table))
    .filter(({ columnType }) => columnType === 'SQLiteCustomColumn')
    .map(({ name }) => ({ table: getTableName(table), column: name })),
);

/** What lies in each of them, longer than anything that could stand in a text by chance. */
export function storedSecrets(file: string): [kind: string, string[]][] {
  const database = new Database(file, { readonly: true, timeout: 5_000 });
  try {
    // A password is found by the id of its owner, which is no secret.
    const ids = new Set(database.prepare('select id from users').pluck().all());
    return SECRET_COLUMNS.map(({ table, column }) => {
      const values = database.prepare(`select ${column} from ${table}`).pluck().all();
      return [
        `${table}.${column}`,
        values
          .filter((one) => !ids.has(one))
          .map(String)
          .filter(({ length }) => length > 15),
      ];
    });
  } finally {
    database.close();
  }
}
