import { index } from 'drizzle-orm/sqlite-core';
import { boolean, integer, root, secret, table, text, timestamp } from '../columns.ts';
import { oauthClients } from './oauth-clients.ts';
import { users } from './users.ts';

/**
 * What a session cookie points at, and what the tokens of a program hang on. Without the row both are worth
 * nothing.
 */
export const sessions = table(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of the secret that only the browser holds. */
    secretHash: secret('secret_hash').notNull(),
    /** "Keep me signed in". */
    isPersistent: boolean('is_persistent').notNull(),
    createdAt: timestamp('created_at').notNull(),
    /** Written at most once a minute. */
    lastSeenAt: timestamp('last_seen_at').notNull(),
    /** When the person last proved here to be who they are; null means when it began … */
    authenticatedAt: timestamp('proven_at'),
    /** … and by what: words of RFC 8176, with blanks between. See lib/factors/authentication. */
    amr: text('amr').notNull().default('pwd'),
    /** The provider that began it, of one that answers for its people as their company; else null … */
    provider: text('provider'),
    /** … and SHA-256 of what that calls its own session, where it says so. */
    providerSession: secret('provider_session'),
    idleSeconds: integer('idle_seconds').notNull(),
    /** The absolute end. */
    expiresAt: timestamp('expires_at').notNull(),
    /** Where the last visit came from: written with `lastSeenAt`. */
    address: text('address').notNull(),
    userAgent: text('user_agent').notNull(),
    /** The program that was let in; null for a browser and for a personal access token. */
    clientId: text('client_id').references(() => oauthClients.id, { onDelete: 'cascade' }),
    /** What its owner calls a personal access token; null for all else. */
    tokenName: text('token_name'),
    /** Of a site that people sign in to: the session of the browser that they were in, with which it ends. */
    begunIn: text('begun_in'),
    root: root(),
  },
  (sessions) => [
    index('sessions_user').on(sessions.userId, sessions.createdAt),
    index('sessions_expiry').on(sessions.expiresAt),
    index('sessions_provider').on(sessions.providerSession),
    index('sessions_begun_in').on(sessions.begunIn),
    // For what ends with a program, and by whom it was let in.
    index('sessions_client').on(sessions.clientId, sessions.userId),
  ],
);
