import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { outbox } from '#drizzle/schema/outbox';
import { db } from '#lib/db/client';
import { roleHas } from '#lib/permissions/table';
import type { Viewer } from '#lib/session/store';

/** More than that need no counting. */
const MOST_MAILS = 1_000;

/** How many mails wait, and how many were given up on, a thousand of each at most. For those who may list them; else null. */
export async function countMails({ user }: Viewer) {
  if (!roleHas(user.role, 'mail:list:any')) return null;
  const [waiting, failed] = await Promise.all([countIn('waiting'), countIn('failed')]);
  return { waiting, failed };
}

async function countIn(state: 'waiting' | 'failed'): Promise<number> {
  const rows = await db()
    .select({ one: sql`1` })
    .from(outbox)
    .where(eq(outbox.state, state))
    .limit(MOST_MAILS);
  return rows.length;
}
