import { index, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { table, text, timestamp } from '../columns.ts';
import { oauthClients } from './oauth-clients.ts';
import { users } from './users.ts';

/** What a person has allowed a site that they sign in to, so that they are not asked each time. */
export const consents = table(
  'consents',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    clientId: text('client_id')
      .notNull()
      .references(() => oauthClients.id, { onDelete: 'cascade' }),
    /** What it may be told, with spaces between. */
    scope: text('scope').notNull(),
    createdAt: timestamp('created_at').notNull(),
    lastUsedAt: timestamp('last_used_at').notNull(),
  },
  (consents) => [
    uniqueIndex('consents_one').on(consents.userId, consents.clientId),
    // For what ends with the program, and by whom it was let in.
    index('consents_client').on(consents.clientId, consents.userId),
  ],
);
