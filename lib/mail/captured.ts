import 'server-only';
import { and, desc, eq, sql } from 'drizzle-orm';
import { outbox } from '#drizzle/schema/outbox';
import { unseal } from '#lib/crypto/seal';
import { db } from '#lib/db/client';
import { isMailCaptured } from '#lib/mail/mailbox-key';

/** The place of a captured mail in their list, and how one looks. */
export const placeOfMail = ({ createdAt, id }: { createdAt: Date; id: string }) =>
  `${createdAt.getTime()} ${id}`;

export const PLACE_OF_MAIL = /^(\d{1,15}) ([0-9a-f-]{1,36})$/;

/** A code as a mail has it: six digits on a line of their own. */
const CODE = /^\d{6}$/m;

/**
 * Captured mails, newest first, at most `limit`, those after a place, or only those `to` an address. None after what is no
 * place, and none when mail is really sent.
 */
export async function listCapturedMail({
  after,
  limit = 50,
  to = '',
}: {
  after?: string | undefined;
  limit?: number;
  to?: string;
} = {}) {
  if (!isMailCaptured()) return [];
  const [, at = '', id = ''] = after?.match(PLACE_OF_MAIL) ?? [];
  if (after !== undefined && at === '') return [];
  const rows = await db()
    .select({
      id: outbox.id,
      recipient: outbox.recipient,
      subject: outbox.subject,
      body: outbox.body,
      createdAt: outbox.createdAt,
    })
    .from(outbox)
    .where(
      and(
        eq(outbox.state, 'captured'),
        to === '' ? undefined : eq(outbox.recipient, to),
        after === undefined
          ? undefined
          : sql`(${outbox.createdAt}, ${outbox.id}) < (${Number(at)}, ${id})`,
      ),
    )
    .orderBy(desc(outbox.createdAt), desc(outbox.id))
    .limit(limit);
  return Promise.all(
    rows.map(async ({ body, ...mail }) => {
      const opened = await unseal('mail', body, 0);
      const text = String(opened?.['text'] ?? '');
      const [code = ''] = text.match(CODE) ?? [];
      return { ...mail, text, html: String(opened?.['html'] ?? ''), code };
    }),
  );
}
