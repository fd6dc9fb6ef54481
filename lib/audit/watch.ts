import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { readHead } from '#lib/audit/rows';
import { type Verdict, verifyLog } from '#lib/audit/verify';
import { log } from '#lib/observability/log';
import { outsideRequest } from '#lib/request/context';
import { singleton } from '#lib/singleton';

type Watched = { at: Date; verdict: Verdict };

const shelf = () => singleton('audit-watch', () => ({ last: null as Watched | null }));

/**
 * Verifies the audit log and writes its head into the server's log, where it is out of reach of anybody who can
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

/** How long somebody who asks for a verification waits for it; a longer one goes on by itself. */
const PATIENCE_MS = 4_000;

/**
 * Verifies the log for somebody who asks, and says whether it is done yet. There is never more than one at a time:
 * a second call meanwhile waits for that one.
 */
export async function verifyNow(): Promise<boolean> {
  const under = singleton('audit-verify', () => ({ way: null as Promise<unknown> | null }));
  under.way ??= outsideRequest(watchLog).finally(() => {
    under.way = null;
  });
  const late = sleep(PATIENCE_MS, false, { ref: false });
  return Promise.race([under.way.then(() => true), late]);
}

/** How many entries there are that the last verification has not seen. */
export async function countUnverified(): Promise<number> {
  const head = await readHead();
  return Math.max(0, (head?.seq ?? 0) - (lastWatched()?.verdict.head.seq ?? 0));
}

/** What the last verification found, and when; null while there was none since the start. */
export const lastWatched = (): Watched | null => shelf().last;
