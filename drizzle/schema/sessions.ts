import { index } from 'drizzle-orm/sqlite-core';
import { count, flag, moment, root, secret, table, words } from '../columns.ts';
import { oauthClients } from './oauth-clients.ts';
import { users } from './users.ts';

/**
 * What a session cookie points at, and what the tokens of a program hang on. Without the row both are worth
 * nothing.
 */
export const sessions = table(
  'sessions',
  {
    id: words('id').primaryKey(),
    userId: words('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of the secret that only the browser holds. */
    secretHash: secret('secret_hash').notNull(),
    /** "Keep me signed in". */
    isPersistent: flag('is_persistent').notNull(),
    createdAt: moment('created_at').notNull(),
    /** Written at most once a minute. */
    lastSeenAt: moment('last_seen_at').notNull(),
    /** When the person last proved here to be who they are; null means when it began … */
    provenAt: moment('proven_at'),
    /** … and by what: words of RFC 8176, with blanks between. See lib/factors/proven. */
    amr: words('amr').notNull().default('pwd'),
    idleSeconds: count('idle_seconds').notNull(),
    /** The absolute end. */
    expiresAt: moment('expires_at').notNull(),
    /** Where the last visit came from: written with `lastSeenAt`. */
    address: words('address').notNull(),
    userAgent: words('user_agent').notNull(),
    /** The program that was let in; null for a browser. */
    clientId: words('client_id').references(() => oauthClients.id, { onDelete: 'cascade' }),
    root: root(),
  },
  (sessions) => [
    index('sessions_user').on(sessions.userId, sessions.createdAt),
    index('sessions_expiry').on(sessions.expiresAt),
  ],
);
