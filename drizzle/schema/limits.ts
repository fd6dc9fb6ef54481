import { index } from 'drizzle-orm/sqlite-core';
import { integer, table, text, timestamp } from '../columns.ts';

/** How often something happened under a key, and until when it may not happen again. */
export const limits = table(
  'limits',
  {
    key: text('key').primaryKey(),
    /** In this window. */
    used: integer('used').notNull(),
    /** Since the last success. */
    streak: integer('streak').notNull(),
    windowEndsAt: timestamp('window_ends_at').notNull(),
    blockedUntil: timestamp('blocked_until').notNull(),
    /** Nothing is lost when the row is purged after this. */
    expiresAt: timestamp('expires_at').notNull(),
    /** Raised by each write: a write that read an older one does not happen. */
    revision: integer('revision').notNull(),
  },
  (limits) => [index('limits_expiry').on(limits.expiresAt)],
);
