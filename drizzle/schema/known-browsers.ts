import { index } from 'drizzle-orm/sqlite-core';
import { secret, table, text, timestamp } from '../columns.ts';
import { users } from './users.ts';

/** Browsers that somebody has signed in with. It opens nothing: see lib/session/browser. */
export const knownBrowsers = table(
  'known_browsers',
  {
    /** Stays the same for as long as the browser is known. */
    id: text('id').primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of the secret that the browser holds; each sign-in makes another. */
    secretHash: secret('secret_hash').notNull(),
    signedInAt: timestamp('signed_in_at').notNull(),
  },
  (browsers) => [
    index('known_browsers_user').on(browsers.userId, browsers.signedInAt),
    index('known_browsers_signed_in').on(browsers.signedInAt),
  ],
);
