import { index } from 'drizzle-orm/sqlite-core';
import { root, secret, table, text, timestamp } from '../columns.ts';
import { users } from './users.ts';

/** What a passkey is to sign, once, in the browser that asked for it: see lib/factors/passkey. */
export const passkeyChallenges = table(
  'passkey_challenges',
  {
    id: text('id').primaryKey(),
    /** SHA-256 of the secret that only the browser holds. */
    secretHash: secret('secret_hash').notNull(),
    /** The bytes to be signed; the page knows them. */
    challenge: text('challenge').notNull(),
    /** What it is for: nothing that was signed for one thing does another. */
    purpose: text('purpose').notNull(),
    /** Whose passkey has to answer; null where the answer says whose it is. */
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    createdAt: timestamp('created_at').notNull(),
    root: root(),
  },
  (challenges) => [
    index('passkey_challenges_created').on(challenges.createdAt),
    index('passkey_challenges_user').on(challenges.userId),
  ],
);
