import 'server-only';
import { EventEmitter } from 'node:events';
import { and, eq, type SQL } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { outbox } from '#drizzle/schema/outbox';
import { seal } from '#lib/crypto/seal';
import { insertWhere } from '#lib/db/insert-where';
import type { Tx } from '#lib/db/transaction';
import { env } from '#lib/env';
import type { Mail } from '#lib/mail/template';
import { singleton } from '#lib/singleton';

/** Tells the worker that something may be waiting. Losing it costs seconds, never a mail. */
export const outboxEvents = () => singleton('outbox-events', () => new EventEmitter());

/** What a mail asks its reader to do is of use this long at most: a code that it carries. */
export const LONGEST_USE_MINUTES = 10;

/** A mail waits to be sent, or is kept for `/dev/mailbox` where there is no mail server. */
export const stateOfNew = () => (env().SMTP_URL ? 'waiting' : 'captured');

/** The code that a mail carries, and when that dies: after it the mail is not sent any more. */
type Carries = { codeId: string; usefulUntil: Date };

/**
 * The write that puts a mail on its way, for `transaction` with what causes it: both happen or neither.
 * What it says is sealed at rest. It is delivered after the answer, by the worker; nobody waits for it.
 */
export async function post(recipient: string, mail: Mail, carries?: Carries) {
  const row = await rowFor(recipient, mail, carries);
  setImmediate(() => outboxEvents().emit('posted'));
  return (tx: Tx) => tx.insert(outbox).values(row);
}

/** The same for a mail that goes out only if this is so then. No bell is rung for what may not be there. */
export const postWhere = async (when: SQL, recipient: string, mail: Mail) =>
  insertWhere(outbox, await rowFor(recipient, mail), when);

async function rowFor(recipient: string, mail: Mail, carries?: Carries) {
  const body = await seal('mail', { text: mail.text, html: mail.html }, 0);
  const now = new Date();
  return {
    id: uuid(),
    template: mail.template,
    recipient,
    subject: mail.subject,
    body,
    state: stateOfNew(),
    attempts: 0,
    lastError: '',
    createdAt: now,
    dueAt: now,
    ...carries,
  };
}

/** The write that drops a mail that still waits although its code is no longer the one that works. */
export const dropMailOf = (codeId: string) => (tx: Tx) =>
  tx
    .update(outbox)
    .set({ state: 'dropped', body: '', lastError: 'another code took its place' })
    .where(and(eq(outbox.codeId, codeId), eq(outbox.state, 'waiting')));
