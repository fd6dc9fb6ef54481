import 'server-only';
import { and, eq, gte, type SQL } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import type { Detail } from '#lib/audit/detail';
import type { AuditType } from '#lib/audit/types';
import { db } from '#lib/db/client';
import { wasWithin } from '#lib/times';

const DAY_MS = 24 * 3600 * 1000;

type Deed = {
  type: AuditType;
  /** Whose account it is about: of what somebody does to a thing, their own. */
  userId: string;
  object?: string;
  /** Of entries of one type the one with this code. */
  detail?: Detail;
};

/** Whether the log tells that this was done within a day: what is sent twice is no trespass the second time. */
export const wasDoneLately = (deed: Deed) => isTold(deed, wasWithin(auditEvents.at, DAY_MS));

/** Whether the log tells that this was done at that time or later. */
export const wasDoneSince = (since: Date, deed: Deed) => isTold(deed, gte(auditEvents.at, since));

async function isTold({ type, userId, object, detail }: Deed, when: SQL | undefined) {
  const isIt = [
    eq(auditEvents.userId, userId),
    eq(auditEvents.type, type),
    object === undefined ? undefined : eq(auditEvents.object, object),
    detail === undefined ? undefined : eq(auditEvents.detail, detail),
  ];
  const found = await db()
    .select({ seq: auditEvents.seq })
    .from(auditEvents)
    .where(and(...isIt, when))
    .limit(1);
  return found.length > 0;
}
