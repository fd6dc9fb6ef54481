import { index } from 'drizzle-orm/sqlite-core';
import { count, flag, moment, root, secret, table, words } from '../columns.ts';
import { users } from './users.ts';

/**
 * Browsers that have proven the first thing that an account asks for, and not the second: see lib/session/challenge.
 * They open nothing but the page that asks for it.
 */
export const challenges = table(
  'challenges',
  {
    id: words('id').primaryKey(),
    userId: words('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of the secret that only the browser holds. */
    secretHash: secret('secret_hash').notNull(),
    /** What the account had when it began: with another password it is over. */
    passwordHash: secret('password_hash').notNull(),
    /** What was proven, as in a session. */
    amr: words('amr').notNull(),
    /** "Keep me signed in". */
    isPersistent: flag('is_persistent').notNull(),
    /** Where the person goes once they are in. */
    next: words('next').notNull(),
    triesLeft: count('tries_left').notNull(),
    createdAt: moment('created_at').notNull(),
    root: root(),
  },
  (challenges) => [
    index('challenges_user').on(challenges.userId),
    index('challenges_created').on(challenges.createdAt),
  ],
);
