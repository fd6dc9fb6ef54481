import 'server-only';
import { existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { readVerdict } from '#lib/audit/verdict';
import { backupMark } from '#lib/db/back-up';
import { env } from '#lib/env';
import { databaseFile } from '#lib/env/root-secret';
import { metrics } from '#lib/observability/metrics';

/** Sets the gauges of the audit log, the disk and the backup at each read of the metrics. */
export function measureSecurity() {
  const { auditWhole, auditVerified, diskFree, backedUp } = metrics();
  Object.assign(auditWhole, {
    collect: async () => {
      const verdict = await readVerdict();
      auditWhole.set(verdict ? Number(verdict.faults.length === 0) : -1);
    },
  });
  Object.assign(auditVerified, {
    collect: async () => auditVerified.set(((await readVerdict())?.at.getTime() ?? 0) / 1000),
  });
  Object.assign(diskFree, { collect: () => diskFree.set(freeBytes()) });
  Object.assign(backedUp, { collect: () => backedUp.set(backedUpAt() / 1000) });
}

/** How much room is left on the disk that the database lies on. */
export function freeBytes(): number {
  const { bavail, bsize } = statfsSync(dirname(databaseFile(env().DATABASE_URL) ?? './x'));
  return bavail * bsize;
}

/** When `db backup` last made a copy, in milliseconds; 0 where it never has. */
export function backedUpAt(): number {
  const file = databaseFile(env().DATABASE_URL);
  return file && existsSync(backupMark(file)) ? statSync(backupMark(file)).mtimeMs : 0;
}
