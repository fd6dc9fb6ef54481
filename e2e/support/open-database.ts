import Database from 'better-sqlite3';
import { type OpenDatabase, openOnServer } from './database-server.ts';

/** The database of a test's server, beside it: a file, or an address of PostgreSQL. Triggers hold here too. */
export const openDatabase = (database: string, { readonly = false } = {}): OpenDatabase =>
  database.startsWith('postgres:')
    ? openOnServer(database)
    : (new Database(database, { timeout: 10_000, readonly }) as OpenDatabase);
