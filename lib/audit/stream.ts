import 'server-only';
import { entriesAfter, readHead } from '#lib/audit/rows';
import { log } from '#lib/observability/log';
import { singleton } from '#lib/singleton';

const place = () => singleton('audit-stream', () => ({ after: null as number | null }));

/**
 * Writes each new entry of the audit log as a line of the server's log (`"event":"audit_entry"`), in their order, soon
 * after the act that it tells of was committed: for operators who keep the logs of many machines in one place
 * (AUDIT_STREAM=stdout; OWASP ASVS 16.4.3). It begins with what is written after the start of the process. Numbers
 * that are missing are in `audit export`. Answers 0: there is no more to do.
 */
export async function streamLog(): Promise<number> {
  const at = place();
  at.after ??= (await readHead())?.seq ?? 0;
  for await (const { at: time, ...entry } of entriesAfter(at.after)) {
    log().info({ event: 'audit_entry', entry: { ...entry, at: time.toISOString() } });
    at.after = entry.seq;
  }
  return 0;
}
