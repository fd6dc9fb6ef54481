import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { auditInbox } from '#drizzle/schema/audit';
import type { Detail } from '#lib/audit/detail';
import type { AuditType } from '#lib/audit/types';
import { selectedNumber } from '#lib/db/engine';
import type { Tx } from '#lib/db/transaction';
import { metrics } from '#lib/observability/metrics';
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
 * The write that tells of one event. Give it to `transaction` with the act that it tells of; lib/db chains it to the
 * log, and nobody waits for that. `when` makes it depend on the rows as they are then: put it before what changes them.
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
    if (FAILURES.test(type)) metrics().securityEvents.inc({ type });
    const [by, byId] = typeof actor === 'string' ? [actor, null] : Object.entries(actor).flat();
    const { address, userAgent } = client;
    return tx
      .insert(auditInbox)
      .select(
        sql`select ${uuid()}, ${selectedNumber(Date.now())}, ${type}, ${userId}, ${sessionId}, ${by}, ${byId}, ${object}, ${result}, ${address}, ${userAgent}, ${detail} where ${when}`,
      );
  };

/** What by its nature did not succeed. */
const FAILURES = /_fail$|_lock$|_reuse$|_use_after_expire$|^excess_|^malicious_/;
