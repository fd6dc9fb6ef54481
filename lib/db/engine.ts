import 'server-only';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

/** Any table of ours. */
export type Table = SQLiteTable;
