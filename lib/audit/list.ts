import 'server-only';
import { and, desc, eq, ne, sql } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema';
import type { AuditType } from '#lib/audit/record';
import { prepared } from '#lib/db/prepared';

const recent = prepared((db) =>
  db
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      type: auditEvents.type,
      address: auditEvents.address,
      userAgent: auditEvents.userAgent,
    })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.userId, sql.placeholder('userId')),
        // Every sign-in and sign-up begins one; to its owner that is the same event told twice.
        ne(auditEvents.type, 'session_created'),
      ),
    )
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
);

/** The viewer's own latest events, newest first, at most `limit`. */
export async function listActivity(viewer: { user: { id: string } }, limit: number) {
  const rows = await recent().execute({ userId: viewer.user.id, limit });
  return rows.map((row) => ({ ...row, type: row.type as AuditType }));
}

export type Activity = Awaited<ReturnType<typeof listActivity>>[number];
