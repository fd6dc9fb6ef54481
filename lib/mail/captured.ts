import 'server-only';
import { desc, eq } from 'drizzle-orm';
import { outbox } from '#drizzle/schema';
import { unseal } from '#lib/crypto/seal';
import { db } from '#lib/db/client';
import { isMailCaptured, opensMailbox } from '#lib/mail/mailbox-key';
import { readMailboxKey } from '#lib/session/cookie';

/** Whether this browser may read captured mail: it followed the link that this start printed. */
export const mayReadMailbox = async () => opensMailbox(await readMailboxKey());

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
