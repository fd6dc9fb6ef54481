import { index } from 'drizzle-orm/sqlite-core';
import { integer, table, text, timestamp } from '../columns.ts';

/**
 * What sites are still to be told: that a session which somebody had there has ended. Written together with what ends it;
 * it names whatever the site has to know, so that it outlives the session, the account and the program. It goes once the
 * site has taken it.
 */
export const logoutNotices = table(
  'logout_notices',
  {
    /** The session that ended: the `sid` of its id_tokens. */
    id: text('id').primaryKey(),
    /** Whose it was: the `sub`. */
    userId: text('user_id').notNull(),
    clientId: text('client_id').notNull(),
    /** Where the site is told, as it was registered then. */
    uri: text('uri').notNull(),
    attempts: integer('attempts').notNull(),
    lastError: text('last_error').notNull(),
    createdAt: timestamp('created_at').notNull(),
    /** Not before; also the end of the lease of the process that delivers it. */
    dueAt: timestamp('due_at').notNull(),
    /** Since when nobody tries any more. */
    givenUpAt: timestamp('given_up_at'),
    /** What the site wants to be signed with, as its id_tokens are. */
    alg: text('alg').notNull().default('RS256'),
  },
  (notices) => [index('logout_notices_due').on(notices.givenUpAt, notices.uri, notices.dueAt)],
);
