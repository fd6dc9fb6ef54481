import { table, text, timestamp } from '../columns.ts';

/**
 * The root secrets that the server was last started with, by name; what a row was issued under is such a name. A
 * start ends whatever was issued under another: see lib/server/bind.
 */
export const rootSecrets = table('root_secrets', {
  id: text('id').primaryKey(),
  since: timestamp('since').notNull(),
});
