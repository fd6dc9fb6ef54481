import { index, primaryKey } from 'drizzle-orm/sqlite-core';
import { moment, table, words } from '../columns.ts';

/** Who may do what with which thing: subject, relation, object. The only rows that authorization reads. */
export const grants = table(
  'grants',
  {
    /** "user:ID", or "mailbox:ADDRESS" until somebody proves that mailbox. */
    subject: words('subject').notNull(),
    relation: words('relation').notNull(),
    kind: words('kind').notNull(),
    object: words('object').notNull(),
    /** The address it was given to, as typed then: what others see, whether or not it has an account. */
    address: words('address').notNull(),
    /** The user who gave it; null when one gave it to oneself by making the thing. */
    grantedBy: words('granted_by'),
    createdAt: moment('created_at').notNull(),
    /** The owner wants to hand the thing over to this subject, who has not answered yet. */
    offeredAt: moment('offered_at'),
  },
  (grants) => [
    primaryKey({ columns: [grants.subject, grants.kind, grants.object] }),
    index('grants_object').on(grants.kind, grants.object, grants.createdAt),
  ],
);
