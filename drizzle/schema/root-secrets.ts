import { moment, table, words } from '../columns.ts';

/**
 * The root secrets that the server was last started with, by name; what a row was issued under is such a name. A
 * start ends whatever was issued under another: see lib/server/bind.
 */
export const rootSecrets = table('root_secrets', {
  id: words('id').primaryKey(),
  since: moment('since').notNull(),
});
