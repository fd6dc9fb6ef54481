import 'server-only';
import { and, desc, eq, lt, lte, or } from 'drizzle-orm';
import { outbox } from '#drizzle/schema/outbox';
import { type Admin, permitted } from '#lib/admin/actor';
import { db } from '#lib/db/client';

/** What can be asked for: given up on, dropped because its code had died, and not sent yet. */
export const MAIL_STATES = ['failed', 'dropped', 'waiting'] as const;
export type MailState = (typeof MAIL_STATES)[number];

type Asked = { state: MailState; limit: number; after?: string };

/** When a mail was last tried, and which one it is: two can have been tried in one moment. */
export const PLACE_OF_TRY = /^(\d{1,15}):([0-9a-f-]{36})$/;

/**
 * The mails of this state, the one that was tried last first, at most `limit`, from where the page before ended. For
 * staff and the operator; to others there are none. It says to whom, what about, and what the mail server said, and
 * never what a mail says. `next` is null on the last page.
 */
export async function listMails(by: Admin, { state, limit, after = '' }: Asked) {
  const rows = await db()
    .select({
      id: outbox.id,
      recipient: outbox.recipient,
      subject: outbox.subject,
      attempts: outbox.attempts,
      lastError: outbox.lastError,
      createdAt: outbox.createdAt,
      dueAt: outbox.dueAt,
      body: outbox.body,
    })
    .from(outbox)
    .where(and(eq(outbox.state, state), isAfter(after), permitted(by, 'mail:list', outbox.id)))
    .orderBy(desc(outbox.dueAt), desc(outbox.id))
    .limit(limit + 1);
  const mails = rows.slice(0, limit).map(({ body, ...mail }) => ({
    ...mail,
    canBeSent: state === 'failed' && body !== '',
  }));
  const last = rows.length > limit ? mails.at(-1) : undefined;
  return { mails, next: last ? `${last.dueAt.getTime()}:${last.id}` : null };
}

function isAfter(place: string) {
  const [, time, id = ''] = place.match(PLACE_OF_TRY) ?? [];
  if (!time) return undefined;
  const at = new Date(Number(time));
  // The first lets the index begin where the page does.
  return and(lte(outbox.dueAt, at), or(lt(outbox.dueAt, at), lt(outbox.id, id)));
}
