import 'server-only';
import { readVerdict } from '#lib/audit/verdict';
import { countUnverified } from '#lib/audit/watch';
import { roleHas } from '#lib/permissions/table';
import type { Viewer } from '#lib/session/store';

const LATE_MS = 2 * 24 * 3_600_000;

/**
 * What the last verification of the log found, how many entries have come since, and whether it was long ago: the log is
 * verified each day. For those who may read the log; null to others.
 */
export async function logState({ user }: Viewer) {
  if (!roleHas(user.role, 'audit:read:any')) return null;
  const [verdict, unverified] = await Promise.all([readVerdict(), countUnverified()]);
  const at = verdict?.at ?? null;
  return {
    at,
    last: verdict?.head.seq ?? 0,
    faults: verdict?.faults.length ?? 0,
    unverified,
    isLate: unverified > 0 && (at === null || Date.now() - at.getTime() > LATE_MS),
  };
}
