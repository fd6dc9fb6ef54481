import { sql } from 'drizzle-orm';
import { index, primaryKey, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { integer, table, text, timestamp } from '../columns.ts';

/** What an entry says, in the words of the OWASP logging vocabulary. */
const told = () => ({
  at: timestamp('at').notNull(),
  type: text('type').notNull(),
  /** Whose account it is about; stays when the account is gone. */
  userId: text('user_id'),
  /** The session it happened in, or that it was about; it may have ended since. */
  sessionId: text('session_id'),
  /** user, support, administrator, operator or system. */
  actor: text('actor').notNull(),
  /** The user who did it, when that is another than the account is about. */
  actorId: text('actor_id'),
  /** What it was done to, when that is not an account: "note:ID". */
  object: text('object').notNull().default(''),
  /** success or failure. */
  result: text('result').notNull().default('success'),
  address: text('address').notNull(),
  userAgent: text('user_agent').notNull(),
  detail: text('detail').notNull(),
});

/**
 * Entries on their way into the log: written with the act that they tell of, never changed, and gone when they stand in
 * `audit_events` (lib/db/seal). On SQLite that is in the same transaction.
 */
export const auditInbox = table('audit_inbox', { id: text('id').primaryKey(), ...told() });

/**
 * What happened. Rows are only ever added, each chained to the one before; triggers (migrations/0003 and 0014) refuse
 * everything else. See docs/decisions/017-audit-log.md.
 */
export const auditEvents = table(
  'audit_events',
  {
    /** 1, 2, 3 … without a gap. */
    seq: integer('seq').primaryKey(),
    id: text('id').notNull(),
    ...told(),
    /** SHA-256 over the hash of the entry before and every field of this one: see lib/db/audit-hash. */
    hash: text('hash').notNull(),
  },
  (events) => [
    uniqueIndex('audit_events_id').on(events.id),
    index('audit_events_user').on(events.userId, events.id),
    index('audit_events_actor')
      .on(events.actorId, events.id)
      .where(sql`${events.actorId} is not null`),
    index('audit_events_type').on(events.type, events.id),
    index('audit_events_user_type').on(events.userId, events.type, events.at),
  ],
);

/** The last entry of the log, moved along by a trigger: shows when entries are missing at the end. One row. */
export const auditHead = table('audit_head', {
  seq: integer('seq').notNull(),
  hash: text('hash').notNull(),
});

/** The last entry that retention has removed: the log begins after it. One row; seq 0 while there is none. */
export const auditAnchor = table('audit_anchor', {
  seq: integer('seq').notNull(),
  hash: text('hash').notNull(),
  at: timestamp('at').notNull(),
});

/**
 * The Merkle tree over the entries (RFC 6962) in pieces of 256 hashes: on level 0 the leaves, on each level above the
 * roots of the full pieces below. Hashes are only added at the end. See lib/audit/tree.
 */
export const auditTiles = table(
  'audit_tiles',
  {
    level: integer('level').notNull(),
    /** Which piece of its level: 0, 1, 2 … */
    nth: integer('nth').notNull(),
    /** The number of the entry that is the first leaf of the tree; the same in each row. */
    first: integer('first').notNull(),
    /** One after the other, 43 characters each: base64url of a SHA-256. */
    hashes: text('hashes').notNull(),
  },
  (tiles) => [primaryKey({ columns: [tiles.level, tiles.nth] })],
);

/** What the last verification found, for every server to tell. One row. */
export const auditVerdict = table('audit_verdict', {
  id: integer('id').primaryKey(),
  at: timestamp('at').notNull(),
  entries: integer('entries').notNull(),
  /** The last entry that it saw. */
  seq: integer('seq').notNull(),
  hash: text('hash').notNull(),
  /** What is wrong, as JSON; an empty list when nothing is. */
  faults: text('faults').notNull(),
});
