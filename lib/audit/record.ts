import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { auditEvents } from '#drizzle/schema/audit';
import type { Detail } from '#lib/audit/detail';
import type { AuditType } from '#lib/audit/types';
import { nextInChain } from '#lib/db/engine';
import type { Tx } from '#lib/db/transaction';
import { type Client, currentClient } from '#lib/request/client';

/** Who did it: the person of the account, another who administers it, the operator, or nobody. */
export type AuditActor =
  | 'user'
  | 'operator'
  | 'system'
  | { administrator: string }
  | { support: string };

type Entry = {
  type: AuditType;
  /** Whose account it is about, or a query for that; null when nobody’s. */
  userId: string | SQL | null;
  /** The session it happened to. */
  sessionId?: string | SQL | null;
  actor?: AuditActor;
  /** "note:ID", when it was done to a thing and not to an account. */
  object?: string;
  result?: 'success' | 'failure';
  client?: Client;
  /** A code with what belongs to it; never a secret, never what somebody typed. */
  detail?: Detail;
};

/**
 * The write that enters one event into the log, chained to the one before. Give it to `transaction` with the act
 * that it tells of. `when` makes it depend on the rows as they are then: put it before what changes them.
 */
export const record =
  (
    {
      type,
      userId,
      sessionId = null,
      actor = 'user',
      object = '',
      result = FAILURES.test(type) ? 'failure' : 'success',
      client = currentClient(),
      detail = '',
    }: Entry,
    when: SQL = sql`1 = 1`,
  ) =>
  (tx: Tx) => {
    const by = typeof actor === 'string' ? [actor, null] : Object.entries(actor).flat();
    const told = [type, userId, sessionId, ...by, object, result, client.address, client.userAgent];
    const values = [uuid(), Date.now(), ...told, detail];
    return tx.insert(auditEvents).select(nextInChain(values, when));
  };

/** What by its nature did not succeed. */
const FAILURES = /_fail$|_lock$|_reuse$|_use_after_expire$|^excess_|^malicious_/;
