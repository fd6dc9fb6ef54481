import { count, moment, table, words } from '../columns.ts';

/** The first resource that is shared. Who owns one is a grant. */
export const notes = table('notes', {
  id: words('id').primaryKey(),
  title: words('title').notNull(),
  text: words('text').notNull(),
  /** Raised by each edit: an edit that read an older one does not happen. */
  revision: count('revision').notNull(),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
});
