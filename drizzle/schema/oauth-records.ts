import { index, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { root, secret, table, text, timestamp } from '../columns.ts';
import { sessions } from './sessions.ts';

/** What the authorization server keeps: codes, tokens and steps under way, under an HMAC of their secret. */
export const oauthRecords = table(
  'oauth_records',
  {
    /** HMAC of kind and secret. */
    id: text('id').primaryKey(),
    root: root(),
    /** AuthorizationCode, RefreshToken, DeviceCode …, as oidc-provider names them. */
    kind: text('kind').notNull(),
    /** The session of the program: what ends it, ends this. */
    sessionId: text('session_id').references(() => sessions.id, { onDelete: 'cascade' }),
    /** HMAC of the short code that a person types to let a device in. */
    userCodeHash: secret('user_code_hash'),
    /** The session in which a person typed that code: only there it can be answered. */
    claimedBy: text('claimed_by'),
    /** JSON, without the secret. */
    payload: secret('payload').notNull(),
    consumedAt: timestamp('consumed_at'),
    createdAt: timestamp('created_at').notNull(),
    expiresAt: timestamp('expires_at').notNull(),
  },
  (records) => [
    index('oauth_records_session').on(records.sessionId),
    uniqueIndex('oauth_records_user_code').on(records.userCodeHash),
    index('oauth_records_expiry').on(records.expiresAt),
  ],
);
