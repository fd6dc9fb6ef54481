import { sql } from 'drizzle-orm';
import { index, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { count, moment, table, words } from '../columns.ts';

/**
 * What happened, in the words of the OWASP logging vocabulary. Rows are only ever added, each chained to the
 * one before; triggers (migrations/0003) refuse everything else. See docs/decisions/017-audit-log.md.
 */
export const auditEvents = table(
  'audit_events',
  {
    /** 1, 2, 3 … without a gap. */
    seq: count('seq').primaryKey(),
    id: words('id').notNull(),
    at: moment('at').notNull(),
    type: words('type').notNull(),
    /** Whose account it is about; stays when the account is gone. */
    userId: words('user_id'),
    /** The session it happened in, or that it was about; it may have ended since. */
    sessionId: words('session_id'),
    /** user, support, administrator, operator or system. */
    actor: words('actor').notNull(),
    /** The user who did it, when that is another than the account is about. */
    actorId: words('actor_id'),
    /** What it was done to, when that is not an account: "note:ID". */
    object: words('object').notNull().default(''),
    /** success or failure. */
    result: words('result').notNull().default('success'),
    address: words('address').notNull(),
    userAgent: words('user_agent').notNull(),
    detail: words('detail').notNull(),
    /** SHA-256 over the hash of the entry before and every field of this one: see lib/db/audit-hash. */
    hash: words('hash').notNull(),
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
  seq: count('seq').notNull(),
  hash: words('hash').notNull(),
});

/** The last entry that retention has removed: the log begins after it. One row; seq 0 while there is none. */
export const auditAnchor = table('audit_anchor', {
  seq: count('seq').notNull(),
  hash: words('hash').notNull(),
  at: moment('at').notNull(),
});
