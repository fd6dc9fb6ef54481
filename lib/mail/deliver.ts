import 'server-only';
import { and, asc, eq, gt, lte, or } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import { outbox } from '#drizzle/schema/outbox';
import { unseal } from '#lib/crypto/seal';
import { db } from '#lib/db/client';
import { withRetry } from '#lib/db/transaction';
import { env } from '#lib/env';
import { isRefusedForGood, mailFaultOf } from '#lib/mail/fault';
import { LONGEST_USE_MINUTES } from '#lib/mail/outbox';
import { transportOptions } from '#lib/mail/transport';
import { clip, log } from '#lib/observability/log';
import { metrics } from '#lib/observability/metrics';
import { mailSender } from '#lib/product/brand';
import { singleton } from '#lib/singleton';
import { isStillToCome } from '#lib/times';

const LEASE_MS = 60_000;
const PATIENCE_MS = 10_000;
const GIVE_UP_AFTER = 12;
const BATCH = 10;
/** Of how many that are due these are picked. */
const FIRST = 50;
const CODE_WAIT_MS = 60_000;
/** More than an hour and its fifth. */
const LONGEST_WAIT_MS = 2 * 3_600_000;

/**
 * Delivers what is due and answers how many were tried: some of those that have waited longest, by chance, so that
 * several servers seldom try for the same. Each mail is leased for a minute
 * by one atomic statement before it is sent, so a process that dies in between loses nothing: the mail is
 * sent again under the same Message-ID. Ten seconds per step with the mail server at most; after a
 * failure the next try comes after 15 s, doubling to an hour; after twelve the mail is marked failed, and what
 * it says is kept, sealed, for whoever sends it again. A mail
 * with a code is tried every minute for as long as the code works, and then dropped.
 */
export async function deliverDue(): Promise<number> {
  const due = await db()
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.state, 'waiting'), isDue()))
    .orderBy(asc(outbox.dueAt))
    .limit(FIRST);
  const picked = due
    .map(({ id }) => ({ id, by: Math.random() }))
    .sort((one, other) => one.by - other.by)
    .slice(0, BATCH);
  const tried = await Promise.all(picked.map(({ id }) => deliver(id)));
  return tried.filter(Boolean).length;
}

async function deliver(id: string): Promise<boolean> {
  const mail = await lease(id);
  if (!mail) return false;
  if (mail.usefulUntil && !isStillToCome(mail.usefulUntil, LONGEST_USE_MINUTES * 60_000)) {
    await drop(mail);
    return true;
  }
  try {
    const body = await unseal('mail', mail.body, 0);
    if (!body)
      throw new PermanentError('the body was sealed with a secret that is no longer known');
    await send(mail, String(body['text']), String(body['html']));
  } catch (error) {
    await postpone(mail, error as Error);
    return true;
  }
  await settle(id, { state: 'sent', body: '', sentAt: new Date(), lastError: '' });
  return true;
}

class PermanentError extends Error {}

/** By its time, or because no try is ever put off that long: then a clock was ahead. */
const isDue = () => {
  const now = Date.now();
  return or(lte(outbox.dueAt, new Date(now)), gt(outbox.dueAt, new Date(now + LONGEST_WAIT_MS)));
};

async function lease(id: string) {
  const now = Date.now();
  const [mail] = await withRetry(() =>
    db()
      .update(outbox)
      .set({ dueAt: new Date(now + LEASE_MS) })
      .where(and(eq(outbox.id, id), eq(outbox.state, 'waiting'), isDue()))
      .returning({
        id: outbox.id,
        recipient: outbox.recipient,
        subject: outbox.subject,
        body: outbox.body,
        template: outbox.template,
        attempts: outbox.attempts,
        lastError: outbox.lastError,
        usefulUntil: outbox.usefulUntil,
      }),
  );
  return mail;
}

type Leased = NonNullable<Awaited<ReturnType<typeof lease>>>;

const transport = () =>
  singleton('smtp', () =>
    createTransport({
      ...transportOptions(String(env().SMTP_URL), PATIENCE_MS),
      pool: true,
      maxConnections: 2,
      // Trying again is the outbox's business: with the pool's own tries a lease would run out.
      maxRequeues: 0,
    } as object),
  );

async function send(mail: Leased, text: string, html: string) {
  const host = new URL(env().APP_URL).hostname;
  await transport().sendMail({
    from: mailSender(),
    to: { name: '', address: mail.recipient },
    subject: mail.subject,
    messageId: `<${mail.id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    text,
    html,
  });
}

async function postpone(mail: Leased, error: Error) {
  const attempts = mail.attempts + 1;
  const isOver = error instanceof PermanentError || isRefusedForGood(error) || isLast(mail);
  const lastError = clip(error.message);
  const { fix } = mailFaultOf(error);
  log().warn(
    { mail: mail.id, template: mail.template, attempts, reason: lastError, fix },
    isOver ? 'a mail could not be delivered' : 'a mail will be tried again',
  );
  if (isOver) metrics().mailGivenUp.inc();
  await settle(
    mail.id,
    isOver
      ? { state: 'failed', attempts, lastError, ...(isLost(mail, error) && { body: '' }) }
      : { attempts, lastError, dueAt: nextTry(mail) },
  );
}

/** Nobody could send it again: it carries a code, or cannot be read any more. */
const isLost = ({ usefulUntil }: Leased, error: Error) =>
  usefulUntil !== null || error instanceof PermanentError;

const isLast = ({ attempts, usefulUntil }: Leased) => !usefulUntil && attempts + 1 >= GIVE_UP_AFTER;

/**
 * When to try again, somewhat by chance. A code lives for ten minutes, and a server that greylists relents after one to
 * five: it is tried every minute, so that most of its life is left.
 */
function nextTry({ attempts, usefulUntil }: Leased): Date {
  const longestMs = usefulUntil ? CODE_WAIT_MS : 3_600_000;
  const wait = Math.min(15_000 * 2 ** attempts, longestMs) * (0.8 + Math.random() * 0.4);
  return new Date(Date.now() + wait);
}

/** Nobody can use what it says any more: it would only lead somebody to type a dead code. */
async function drop({ id, template, attempts, lastError }: Leased) {
  log().warn(
    { mail: id, template, attempts, reason: lastError },
    'a mail was dropped: its code no longer works',
  );
  metrics().mailDropped.inc();
  await settle(id, { state: 'dropped', body: '' });
}

const settle = (id: string, values: Partial<typeof outbox.$inferInsert>) =>
  withRetry(() => db().update(outbox).set(values).where(eq(outbox.id, id)));
