import { secret, table, text, timestamp } from '../columns.ts';

/** Identity providers that the operator has added by the command line. Those of the settings have no row. */
export const providers = table('providers', {
  /** In addresses: "google". */
  name: text('name').primaryKey(),
  /** See lib/providers/kinds. */
  kind: text('kind').notNull(),
  /** What its button says: "Google". */
  title: text('title').notNull(),
  issuer: text('issuer').notNull(),
  clientId: text('client_id').notNull(),
  /** What we prove to it who asks, sealed, behind the name of the root secret. */
  clientSecret: secret('client_secret').notNull(),
  createdAt: timestamp('created_at').notNull(),
});
