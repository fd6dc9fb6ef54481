import { index, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { moment, root, secret, table, words } from '../columns.ts';
import { sessions } from './sessions.ts';

/** What the authorization server keeps: codes, tokens and steps under way, under an HMAC of their secret. */
export const oauthRecords = table(
  'oauth_records',
  {
    /** HMAC of kind and secret. */
    id: words('id').primaryKey(),
    root: root(),
    /** AuthorizationCode, RefreshToken, DeviceCode …, as oidc-provider names them. */
    kind: words('kind').notNull(),
    /** The session of the program: what ends it, ends this. */
    sessionId: words('session_id').references(() => sessions.id, { onDelete: 'cascade' }),
    /** HMAC of the short code that a person types to let a device in. */
    userCodeHash: secret('user_code_hash'),
    /** The session in which a person typed that code: only there it can be answered. */
    claimedBy: words('claimed_by'),
    /** JSON, without the secret. */
    payload: secret('payload').notNull(),
    consumedAt: moment('consumed_at'),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (records) => [
    index('oauth_records_session').on(records.sessionId),
    uniqueIndex('oauth_records_user_code').on(records.userCodeHash),
    index('oauth_records_expiry').on(records.expiresAt),
  ],
);
