import { integer, table, text, timestamp } from '../columns.ts';

/** The first resource that is shared. Who owns one is a grant. */
export const notes = table('notes', {
  id: text('id').primaryKey(),
  title: text('title').notNull(),
  text: text('text').notNull(),
  /** Raised by each edit: an edit that read an older one does not happen. */
  revision: integer('revision').notNull(),
  createdAt: timestamp('created_at').notNull(),
  updatedAt: timestamp('updated_at').notNull(),
});
