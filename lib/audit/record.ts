import 'server-only';
import { v7 as uuid } from 'uuid';
import { auditEvents } from '#drizzle/schema';
import type { Tx } from '#lib/db/together';
import { type Client, currentClient } from '#lib/request/client';

/** What can happen, in the words of the OWASP logging vocabulary. */
export type AuditType =
  | 'authn_login_success'
  | 'authn_login_fail'
  | 'authn_login_lock'
  | 'authn_confirmed'
  | 'authn_password_change'
  | 'user_updated'
  | 'session_created'
  | 'session_ended'
  | 'sessions_ended'
  | 'user_created'
  | 'user_disabled'
  | 'user_enabled'
  | 'user_reset_started'
  | 'user_deleted'
  | 'data_exported'
  | 'authz_fail'
  | 'privilege_permissions_changed'
  | 'sensitive_create'
  | 'sensitive_update'
  | 'sensitive_delete';

/** Who did it: the person of the account, another who administers it, the operator, or nobody. */
export type Actor = 'user' | 'operator' | 'system' | { administrator: string };

type Entry = {
  type: AuditType;
  /** Whose account it is about; null when nobody’s. */
  userId: string | null;
  /** The session it happened to. */
  sessionId?: string | null;
  actor?: Actor;
  /** "note:ID", when it was done to a thing and not to an account. */
  object?: string;
  result?: 'success' | 'failure';
  client?: Client;
  /** Plain words for a person; never a secret, never what somebody typed. */
  detail?: string;
};

/** The write that enters one event into the log. Give it to `together` with the act that it tells of. */
export const record =
  ({
    type,
    userId,
    sessionId = null,
    actor = 'user',
    object = '',
    result = type.endsWith('_fail') || type.endsWith('_lock') ? 'failure' : 'success',
    client = currentClient(),
    detail = '',
  }: Entry) =>
  (tx: Tx) =>
    tx.insert(auditEvents).values({
      id: uuid(),
      at: new Date(),
      type,
      userId,
      sessionId,
      actor: typeof actor === 'string' ? actor : 'administrator',
      actorId: typeof actor === 'string' ? null : actor.administrator,
      object,
      result,
      address: client.address,
      userAgent: client.userAgent,
      detail,
    });
