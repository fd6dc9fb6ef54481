import { index } from 'drizzle-orm/sqlite-core';
import { count, moment, secret, table, words } from '../columns.ts';

/** Mail on its way. Written together with what causes it; the body is sealed and wiped once delivered. */
export const outbox = table(
  'outbox',
  {
    id: words('id').primaryKey(),
    template: words('template').notNull(),
    recipient: words('recipient').notNull(),
    subject: words('subject').notNull(),
    body: secret('body').notNull(),
    /** waiting, sent, captured (no SMTP_URL), failed or dropped (it came to be of no use). */
    state: words('state').notNull(),
    attempts: count('attempts').notNull(),
    lastError: words('last_error').notNull(),
    createdAt: moment('created_at').notNull(),
    /** Not before; also the end of a delivery's lease. */
    dueAt: moment('due_at').notNull(),
    sentAt: moment('sent_at'),
    /** After this nobody can use what it says; null: it is always worth reading. */
    usefulUntil: moment('useful_until'),
    /** The code that it carries. */
    codeId: words('code_id'),
  },
  (outbox) => [
    index('outbox_due').on(outbox.state, outbox.dueAt),
    index('outbox_created').on(outbox.createdAt),
    index('outbox_recipient').on(outbox.recipient, outbox.id),
  ],
);
