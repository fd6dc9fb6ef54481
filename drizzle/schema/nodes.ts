import { integer, table, text, timestamp } from '../columns.ts';

/**
 * The processes that serve, a row each, noted again while they do: see lib/server/nodes. What they have to have in common
 * is here by fingerprints, which open nothing.
 */
export const nodes = table('nodes', {
  id: text('id').primaryKey(),
  host: text('host').notNull(),
  pid: integer('pid').notNull(),
  worker: integer('worker').notNull(),
  version: text('version').notNull(),
  build: text('build').notNull(),
  actionsKey: text('actions_key').notNull(),
  /** The names of its root secrets, with commas between. */
  roots: text('roots').notNull(),
  startedAt: timestamp('started_at').notNull(),
  seenAt: timestamp('seen_at').notNull(),
});
