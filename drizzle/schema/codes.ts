import { index } from 'drizzle-orm/sqlite-core';
import { integer, root, secret, table, text, timestamp } from '../columns.ts';

/** Mailed one-time codes and the flow that waits for each. */
export const codes = table(
  'codes',
  {
    id: text('id').primaryKey(),
    purpose: text('purpose').notNull(),
    /** The exact address the code was mailed to. */
    email: text('email').notNull(),
    /** SHA-256 of the secret in the flow cookie: the code works only in the browser that asked for it. */
    flowHash: secret('flow_hash').notNull(),
    /** HMAC of the code, marked once it opens nothing any more: see lib/codes/end. */
    codeHash: secret('code_hash').notNull(),
    /** What waits for the proof, sealed. */
    payload: secret('payload').notNull(),
    triesLeft: integer('tries_left').notNull(),
    /** When the form that asked was last sent in. */
    createdAt: timestamp('created_at').notNull(),
    expiresAt: timestamp('expires_at').notNull(),
    /** When a mail last went out for it; null while none has. */
    mailedAt: timestamp('mailed_at'),
    redeemedAt: timestamp('redeemed_at'),
    root: root(),
  },
  (codes) => [
    index('codes_created').on(codes.createdAt),
    index('codes_email').on(codes.email, codes.id),
  ],
);
