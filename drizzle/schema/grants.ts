import { index, primaryKey } from 'drizzle-orm/sqlite-core';
import { table, text, timestamp } from '../columns.ts';

/** Who may do what with which thing: subject, relation, object. The only rows that authorization reads. */
export const grants = table(
  'grants',
  {
    /** "user:ID", or "mailbox:ADDRESS" until somebody proves that mailbox. */
    subject: text('subject').notNull(),
    relation: text('relation').notNull(),
    kind: text('kind').notNull(),
    object: text('object').notNull(),
    /** The address it was given to, as typed then: what others see, whether or not it has an account. */
    address: text('address').notNull(),
    /** The user who gave it; null when one gave it to oneself by making the thing. */
    grantedBy: text('granted_by'),
    createdAt: timestamp('created_at').notNull(),
    /** The owner wants to hand the thing over to this subject, who has not answered yet. */
    offeredAt: timestamp('offered_at'),
  },
  (grants) => [
    primaryKey({ columns: [grants.subject, grants.kind, grants.object] }),
    index('grants_object').on(grants.kind, grants.object, grants.createdAt),
  ],
);
