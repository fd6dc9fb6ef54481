import { integer, secret, table, text, timestamp } from '../columns.ts';

/** Where the events of the audit log are told, each place with how far it has heard. The operator adds and removes them. */
export const webhooks = table('webhooks', {
  id: text('id').primaryKey(),
  url: text('url').notNull(),
  /** The types that are told, with spaces between them; "*" for all. */
  events: text('events').notNull(),
  /** What the calls are signed with, sealed for this one, behind the name of the root secret. */
  secret: secret('secret').notNull(),
  /** The last entry of the log that was told, or given up. */
  after: integer('after').notNull(),
  /** How often in a row it did not take the one after it. */
  attempts: integer('attempts').notNull(),
  /** When the first of those was; null while it takes what it is told. */
  failingSince: timestamp('failing_since'),
  lastError: text('last_error').notNull(),
  createdAt: timestamp('created_at').notNull(),
  /** Not before. */
  dueAt: timestamp('due_at').notNull(),
});
