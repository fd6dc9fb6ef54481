import { index } from 'drizzle-orm/sqlite-core';
import { root, secret, table, text, timestamp } from '../columns.ts';
import { users } from './users.ts';

/** Browsers in which an account asks for no second factor for a while, because one was proven there. */
export const trustedBrowsers = table(
  'trusted_browsers',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of the secret that only the browser holds. */
    secretHash: secret('secret_hash').notNull(),
    createdAt: timestamp('created_at').notNull(),
    expiresAt: timestamp('expires_at').notNull(),
    lastUsedAt: timestamp('last_used_at'),
    /** Where it was trusted, as in a session. */
    address: text('address').notNull(),
    userAgent: text('user_agent').notNull(),
    root: root(),
  },
  (browsers) => [
    index('trusted_browsers_user').on(browsers.userId, browsers.createdAt),
    index('trusted_browsers_expiry').on(browsers.expiresAt),
  ],
);
