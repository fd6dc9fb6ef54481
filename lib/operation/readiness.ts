import 'server-only';
import { eq, sql } from 'drizzle-orm';
import { limits } from '#drizzle/schema';
import { db } from '#lib/db/client';
import { migrationStatus } from '#lib/db/migrate';
import { together } from '#lib/db/together';
import { env } from '#lib/env';
import { answerWith } from '#lib/request/exchange';

/** Whether each part this server depends on works right now. Never throws, tells nothing but yes or no. */
export async function checkReadiness() {
  const checks = {
    database: await holds(async () => void (await db().run(sql`select 1`))),
    writable: await holds(() =>
      together((tx) => [tx.delete(limits).where(eq(limits.key, 'readiness'))]),
    ),
    migrations: await holds(async () => migrationStatus(db()).pending === 0),
    secret: await holds(async () => env().secrets.length > 0),
  };
  // This answer tells of the fault itself.
  answerWith({ unavailable: false });
  return checks;
}

async function holds(check: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await check()) !== false;
  } catch {
    return false;
  }
}
