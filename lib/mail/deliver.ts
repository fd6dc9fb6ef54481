import 'server-only';
import { and, asc, eq, lte } from 'drizzle-orm';
import { createTransport } from 'nodemailer';
import { outbox } from '#drizzle/schema';
import { unseal } from '#lib/crypto/seal';
import { db } from '#lib/db/client';
import { patiently } from '#lib/db/together';
import { env } from '#lib/env';
import { kept } from '#lib/kept';
import { clip, log } from '#lib/operation/log';

const LEASE_MS = 60_000;
const PATIENCE_MS = 10_000;
const GIVE_UP_AFTER = 12;
const BATCH = 10;

/**
 * Delivers what is due, oldest first, and answers how many were tried. Each mail is leased for a minute
 * by one atomic statement before it is sent, so a process that dies in between loses nothing: the mail is
 * sent again under the same Message-ID. Ten seconds per step with the mail server at most; after a
 * failure the next try comes after 15 s, doubling to an hour; after twelve the mail is marked failed.
 */
export async function deliverDue(): Promise<number> {
  const due = await db()
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.state, 'waiting'), lte(outbox.dueAt, new Date())))
    .orderBy(asc(outbox.dueAt))
    .limit(BATCH);
  const tried = await Promise.all(due.map(({ id }) => deliver(id)));
  return tried.filter(Boolean).length;
}

async function deliver(id: string): Promise<boolean> {
  const mail = await lease(id);
  if (!mail) return false;
  try {
    const body = await unseal('mail', mail.body, 0);
    if (!body)
      throw new PermanentError('the body was sealed with a secret that is no longer known');
    await send(mail, String(body['text']), String(body['html']));
    await settle(id, { state: 'sent', body: '', sentAt: new Date(), lastError: '' });
  } catch (error) {
    await postpone(mail, error as Error);
  }
  return true;
}

class PermanentError extends Error {}

async function lease(id: string) {
  const now = Date.now();
  const [mail] = await patiently(() =>
    db()
      .update(outbox)
      .set({ dueAt: new Date(now + LEASE_MS) })
      .where(and(eq(outbox.id, id), eq(outbox.state, 'waiting'), lte(outbox.dueAt, new Date(now))))
      .returning({
        id: outbox.id,
        recipient: outbox.recipient,
        subject: outbox.subject,
        body: outbox.body,
        template: outbox.template,
        attempts: outbox.attempts,
      }),
  );
  return mail;
}

type Leased = NonNullable<Awaited<ReturnType<typeof lease>>>;

const transport = () =>
  kept('smtp', () =>
    createTransport({
      url: env().SMTP_URL,
      pool: true,
      // Trying again is ours, not the pool's.
      maxRequeues: 0,
      maxConnections: 2,
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      dnsTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    } as object),
  );

async function send(mail: Leased, text: string, html: string) {
  const host = new URL(env().APP_URL).hostname;
  await transport().sendMail({
    from: env().MAIL_FROM,
    to: { name: '', address: mail.recipient },
    subject: mail.subject,
    messageId: `<${mail.id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    text,
    html,
  });
}

async function postpone(mail: Leased, error: Error & { responseCode?: number }) {
  const attempts = mail.attempts + 1;
  const isPermanent = error instanceof PermanentError || isRefusal(error.responseCode);
  const isOver = isPermanent || attempts >= GIVE_UP_AFTER;
  const wait = Math.min(15_000 * 2 ** (attempts - 1), 3_600_000) * (0.8 + Math.random() * 0.4);
  log().warn(
    { mail: mail.id, template: mail.template, attempts, reason: clip(error.message) },
    isOver ? 'a mail could not be delivered' : 'a mail will be tried again',
  );
  const lastError = clip(error.message);
  await settle(
    mail.id,
    isOver
      ? { state: 'failed', attempts, lastError, body: '' }
      : { attempts, lastError, dueAt: new Date(Date.now() + wait) },
  );
}

/** 5xx from the mail server means never; what it says about our own login may be mended. */
const isRefusal = (code: number | undefined) =>
  code !== undefined && code >= 500 && code !== 530 && code !== 535;

const settle = (id: string, values: Partial<typeof outbox.$inferInsert>) =>
  patiently(() => db().update(outbox).set(values).where(eq(outbox.id, id)));
