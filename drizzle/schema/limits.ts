import { index } from 'drizzle-orm/sqlite-core';
import { count, moment, table, words } from '../columns.ts';

/** How often something happened under a key, and until when it may not happen again. */
export const limits = table(
  'limits',
  {
    key: words('key').primaryKey(),
    /** In this window. */
    used: count('used').notNull(),
    /** Since the last success. */
    streak: count('streak').notNull(),
    windowEndsAt: moment('window_ends_at').notNull(),
    blockedUntil: moment('blocked_until').notNull(),
    /** Nothing is lost when the row is purged after this. */
    expiresAt: moment('expires_at').notNull(),
    /** Raised by each write: a write that read an older one does not happen. */
    revision: count('revision').notNull(),
  },
  (limits) => [index('limits_expiry').on(limits.expiresAt)],
);
