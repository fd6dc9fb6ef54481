import 'server-only';
import { entriesAfter, readHead } from '#lib/audit/rows';
import { isLeader } from '#lib/db/leader';
import { sealLog } from '#lib/db/seal';
import { log } from '#lib/observability/log';
import { singleton } from '#lib/singleton';

/** How many heads back, and so seconds, a server begins that takes over: one that died said the last of its own. */
const BACK = 10;

/** The last heads that were seen, and the entry that was told last. */
const place = () =>
  singleton('audit-stream', () => ({ seen: [] as number[], after: null as number | null }));

/**
 * Writes each new entry of the audit log as a line of the server's log (`"event":"audit_entry"`), in their order, soon
 * after the act that it tells of was committed: for operators who keep the logs of many machines in one place
 * (AUDIT_STREAM=stdout; OWASP ASVS 16.4.3). It begins with what is written after the start of the process. Of several
 * servers one tells; the next begins a few seconds back, so that some may be told twice, under the same number. Numbers
 * that are missing are in `audit export`. Asked each second; answers 0: there is no more to do.
 */
export async function streamLog(): Promise<number> {
  const at = place();
  const isTelling = await isLeader();
  if (isTelling && at.seen.length === 0) await sealLog();
  const head = (await readHead())?.seq ?? 0;
  if (!isTelling) {
    at.seen = [...at.seen, head].slice(-BACK);
    at.after = null;
    return 0;
  }
  at.after ??= at.seen[0] ?? head;
  for await (const { at: time, ...entry } of entriesAfter(at.after)) {
    log().info({ event: 'audit_entry', entry: { ...entry, at: time.toISOString() } });
    at.after = entry.seq;
  }
  return 0;
}
