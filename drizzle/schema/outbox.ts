import { index } from 'drizzle-orm/sqlite-core';
import { integer, secret, table, text, timestamp } from '../columns.ts';

/** Mail on its way. Written together with what causes it; the body is sealed and wiped once delivered. */
export const outbox = table(
  'outbox',
  {
    id: text('id').primaryKey(),
    template: text('template').notNull(),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    body: secret('body').notNull(),
    /** waiting, sent, captured (no SMTP_URL), failed or dropped (it came to be of no use). */
    state: text('state').notNull(),
    attempts: integer('attempts').notNull(),
    lastError: text('last_error').notNull(),
    createdAt: timestamp('created_at').notNull(),
    /** Not before; also the end of a delivery's lease. */
    dueAt: timestamp('due_at').notNull(),
    sentAt: timestamp('sent_at'),
    /** After this nobody can use what it says; null: it is always worth reading. */
    usefulUntil: timestamp('useful_until'),
    /** The code that it carries. */
    codeId: text('code_id'),
  },
  (outbox) => [
    index('outbox_due').on(outbox.state, outbox.dueAt),
    index('outbox_created').on(outbox.createdAt),
    index('outbox_recipient').on(outbox.recipient, outbox.id),
  ],
);
