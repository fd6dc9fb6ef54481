import 'server-only';
import { desc, eq } from 'drizzle-orm';
import { outbox } from '#drizzle/schema';
import { unseal } from '#lib/crypto/seal';
import { db } from '#lib/db/client';
import { env } from '#lib/env';
import { isFromThisMachine } from '#lib/request/client';

/** Whether mail is captured and not sent: no mail server, and the site is for this machine only. */
export const isMailCaptured = () => env().isLoopback && !env().SMTP_URL;

/** Whether this caller may read captured mail: only from this machine, and not through a proxy. */
export const mayReadMailbox = () => isMailCaptured() && isFromThisMachine();

/** The latest fifty captured mails, newest first. None when mail is really sent. */
export async function listCapturedMail() {
  if (!isMailCaptured()) return [];
  const rows = await db()
    .select({
      id: outbox.id,
      recipient: outbox.recipient,
      subject: outbox.subject,
      body: outbox.body,
      createdAt: outbox.createdAt,
    })
    .from(outbox)
    .where(eq(outbox.state, 'captured'))
    .orderBy(desc(outbox.createdAt), desc(outbox.id))
    .limit(50);
  return Promise.all(
    rows.map(async ({ body, ...mail }) => {
      const opened = await unseal('mail', body, 0);
      return {
        ...mail,
        text: String(opened?.['text'] ?? ''),
        html: String(opened?.['html'] ?? ''),
      };
    }),
  );
}
