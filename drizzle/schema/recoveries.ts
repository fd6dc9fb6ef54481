import { index } from 'drizzle-orm/sqlite-core';
import { root, table, text, timestamp } from '../columns.ts';
import { users } from './users.ts';

/** Accounts whose owner has lost every second factor and waits for new ones: see lib/accounts/recovery. */
export const recoveries = table(
  'recoveries',
  {
    userId: text('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** From then on the mailbox alone opens the account, until it ends. */
    opensAt: timestamp('opens_at').notNull(),
    startedAt: timestamp('started_at').notNull(),
    /** When the owner was last told. */
    notifiedAt: timestamp('notified_at').notNull(),
    root: root(),
  },
  (recoveries) => [index('recoveries_notified').on(recoveries.notifiedAt)],
);
