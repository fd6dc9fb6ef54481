import { index, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { secret, table, text, timestamp } from '../columns.ts';
import { users } from './users.ts';

/**
 * Accounts elsewhere with which somebody signs in. Who it is, issuer and subject say together, and nothing else (OpenID
 * Connect Core 5.7): the address that came with it is history.
 */
export const connections = table(
  'connections',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** The name of the provider by which it was made. */
    provider: text('provider').notNull(),
    issuer: text('issuer').notNull(),
    subject: secret('subject').notNull(),
    /** What it is called there: "octocat". */
    label: text('label').notNull(),
    /** The address it had there when it was used last. */
    email: text('email').notNull(),
    /** How the person was proven there when it was used last, as the provider says (OpenID Connect Core 2) … */
    amr: text('amr').notNull(),
    /** … and how much that is worth by its own measure. */
    acr: text('acr').notNull(),
    createdAt: timestamp('created_at').notNull(),
    lastUsedAt: timestamp('last_used_at'),
    /** Where it was used last. */
    address: text('address').notNull(),
    userAgent: text('user_agent').notNull(),
  },
  (connections) => [
    uniqueIndex('connections_subject').on(connections.issuer, connections.subject),
    index('connections_user').on(connections.userId, connections.createdAt),
  ],
);
