import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { readHead } from '#lib/audit/rows';
import { readVerdict, storeVerdict } from '#lib/audit/verdict';
import { type Head, verifyLog } from '#lib/audit/verify';
import { sealLog } from '#lib/db/seal';
import { log } from '#lib/observability/log';
import { outsideRequest } from '#lib/request/context';
import { singleton } from '#lib/singleton';

/**
 * Verifies the audit log, keeps what was found, and writes its head into the server's log, where it is out of reach of
 * anybody who can change the database: a log that was written anew no longer has it. Answers 0: there is no more to do.
 */
export async function watchLog(): Promise<number> {
  const verdict = await verifyLog();
  await storeVerdict(verdict);
  const { entries, faults } = verdict;
  const told = { entries, head: noted(verdict.head) };
  if (faults.length === 0) log().info({ event: 'audit_head', ...told }, 'the audit log is whole');
  else {
    const says = faults.map((fault) => fault.says);
    log().error({ event: 'audit_log_broken', ...told, faults: says }, 'the audit log was changed');
  }
  return 0;
}

const shelf = () => singleton('audit-noted', () => ({ head: '' }));

/** A head as it is noted, and given back to be compared. */
function noted({ seq, hash }: Head): string {
  shelf().head = `${seq}:${hash}`;
  return shelf().head;
}

/**
 * Writes the head of the log into the server's log when it has moved: what was entered before can be written anew
 * unnoticed only until then. Answers 0.
 */
export async function noteHead(): Promise<number> {
  await sealLog();
  const { head: last } = shelf();
  const now = await readHead();
  const head = now && noted(now);
  if (head && head !== last) log().info({ event: 'audit_head', head }, 'the head of the audit log');
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
  await sealLog();
  const [head, verdict] = await Promise.all([readHead(), readVerdict()]);
  return Math.max(0, (head?.seq ?? 0) - (verdict?.head.seq ?? 0));
}
