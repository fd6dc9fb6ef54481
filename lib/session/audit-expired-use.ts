import 'server-only';
import { eq } from 'drizzle-orm';
import { sessions } from '#drizzle/schema/sessions';
import { record } from '#lib/audit/record';
import { equal, hashSecret } from '#lib/crypto/tokens';
import { db } from '#lib/db/client';
import { transactionRelaxed } from '#lib/db/transaction';
import { take } from '#lib/limits/take';
import type { Client } from '#lib/request/client';
import { expiredUseBySession } from '#lib/session/limits';
import type { Ticket } from '#lib/session/ticket';

/**
 * Enters into the log that a ticket of ours was shown that opens nothing any more: its session has ended, has
 * idled out, or goes on under another secret. Once a day for a session, for a browser left open asks often.
 */
export async function auditExpiredUse({ sessionId, secret }: Ticket, client: Client) {
  if (await take([[expiredUseBySession, sessionId]])) return;
  const [row] = await db()
    .select({ userId: sessions.userId, secretHash: sessions.secretHash })
    .from(sessions)
    .where(eq(sessions.id, sessionId));
  const isRenewed = row && !equal(row.secretHash, hashSecret(secret));
  const why = isRenewed ? 'renewed' : 'over_by_time';
  const type = 'session_use_after_expire';
  const detail = row ? why : 'ended';
  await transactionRelaxed(
    record({ type, userId: row?.userId ?? null, sessionId, client, detail }),
  );
}
