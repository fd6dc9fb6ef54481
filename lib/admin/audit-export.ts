import 'server-only';
import { asc, gte } from 'drizzle-orm';
import { auditEvents } from '#drizzle/schema/audit';
import type { AuditReader } from '#lib/admin/audit-search';
import { detailOf } from '#lib/audit/detail';
import { type Format, headOf, lineOf } from '#lib/audit/format';
import { idAt, type Period } from '#lib/audit/period';
import { record } from '#lib/audit/record';
import { type Entry, entriesAfter, readAnchor } from '#lib/audit/rows';
import { db } from '#lib/db/client';
import { transaction } from '#lib/db/transaction';
import { roleHas } from '#lib/permissions/table';
import { fail, ok, type Result } from '#lib/result';

/** Entries of two processes may stand in another order than their times, by no more than this. */
const MARGIN = 500;
const MARGIN_MS = 3_600_000;

export type ExportFailure = 'not_allowed';

/**
 * The log, or a period of it, as text in pieces, in the order of the entries. That it was exported is an
 * entry itself, made before the first piece is given away. For administrators and the operator.
 */
export async function exportLog(
  asking: AuditReader,
  { format, ...period }: Period & { format: Format },
): Promise<Result<AsyncGenerator<string>, ExportFailure>> {
  const isAllowed = asking === 'operator' || roleHas(asking.user.role, 'audit:export:any');
  if (!isAllowed) return fail('not_allowed');
  const actor = asking === 'operator' ? asking : { administrator: asking.user.id };
  const [from = '', to = ''] = [period.from, period.to].map((day) => day?.toISOString());
  const isAll = from === '' && to === '';
  const detail = isAll
    ? detailOf('exported', { format })
    : detailOf('exported_part', { format, from, to });
  await transaction(
    record({ type: 'sensitive_read', userId: null, actor, object: 'audit', detail }),
  );
  return ok(pieces(format, period));
}

async function* pieces(format: Format, period: Period): AsyncGenerator<string> {
  let piece = headOf(format);
  for await (const entry of entriesIn(period)) {
    piece += lineOf(format, entry);
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  if (piece) yield piece;
}

const PIECE_LENGTH = 32_768;

async function* entriesIn({ from, to }: Period): AsyncGenerator<Entry> {
  for await (const entry of entriesAfter(await placeBefore(from))) {
    const at = entry.at.getTime();
    if (to && at >= to.getTime() + MARGIN_MS) return;
    if ((!from || at >= from.getTime()) && (!to || at < to.getTime())) yield entry;
  }
}

/** Where to begin to read, somewhat before the first entry that is wanted. */
async function placeBefore(from: Date | undefined): Promise<number> {
  const { seq: begin } = await readAnchor();
  if (!from) return begin;
  const [first] = await db()
    .select({ seq: auditEvents.seq })
    .from(auditEvents)
    .where(gte(auditEvents.id, idAt(from)))
    .orderBy(asc(auditEvents.id))
    .limit(1);
  return first ? Math.max(begin, first.seq - MARGIN) : Number.MAX_SAFE_INTEGER;
}
