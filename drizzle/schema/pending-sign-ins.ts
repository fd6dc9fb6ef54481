import { index } from 'drizzle-orm/sqlite-core';
import { boolean, integer, root, secret, table, text, timestamp } from '../columns.ts';
import { users } from './users.ts';

/**
 * Browsers that have proven the first thing that an account asks for, and not the second: see lib/session/challenge.
 * They open nothing but the page that asks for it.
 */
export const pendingSignIns = table(
  'pending_sign_ins',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of the secret that only the browser holds. */
    secretHash: secret('secret_hash').notNull(),
    /** What the account had when it began, empty if it had none: with another password it is over. */
    passwordHash: secret('password_hash').notNull(),
    /** What was proven, as in a session. */
    amr: text('amr').notNull(),
    /** By which provider, as in a session. */
    provider: text('provider'),
    providerSession: secret('provider_session'),
    /** "Keep me signed in". */
    isPersistent: boolean('is_persistent').notNull(),
    /** Where the person goes once they are in. */
    next: text('next').notNull(),
    triesLeft: integer('tries_left').notNull(),
    createdAt: timestamp('created_at').notNull(),
    root: root(),
  },
  (pending) => [
    index('pending_sign_ins_user').on(pending.userId),
    index('pending_sign_ins_created').on(pending.createdAt),
    index('pending_sign_ins_provider').on(pending.providerSession),
  ],
);
