import 'server-only';
import { type Verdict, verifyLog } from '#lib/audit/verify';
import { kept } from '#lib/kept';
import { log } from '#lib/operation/log';

type Watched = { at: Date; verdict: Verdict };

const shelf = () => kept('audit-watch', () => ({ last: null as Watched | null }));

/**
 * Verifies the audit log and writes its head into the server's log, where it is out of reach of whoever can
 * change the database: a log that was written anew no longer has it. Answers 0: there is no more to do.
 */
export async function watchLog(): Promise<number> {
  const verdict = await verifyLog();
  shelf().last = { at: new Date(), verdict };
  const { seq, hash } = verdict.head;
  const { entries, faults } = verdict;
  const told = { entries, head: `${seq}:${hash}` };
  if (faults.length === 0) log().info({ event: 'audit_head', ...told }, 'the audit log is whole');
  else {
    const says = faults.map((fault) => fault.says);
    log().error({ event: 'audit_log_broken', ...told, faults: says }, 'the audit log was changed');
  }
  return 0;
}

/** What the last verification found, and when; null while there was none since the start. */
export const lastWatched = (): Watched | null => shelf().last;
