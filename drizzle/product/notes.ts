import { table, text, thingColumns } from '../columns.ts';

/** The example of a thing that people make and share. */
export const notes = table('notes', {
  ...thingColumns(),
  title: text('title').notNull(),
  text: text('text').notNull(),
});
