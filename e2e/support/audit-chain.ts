import { createHash } from 'node:crypto';
import type { OpenDatabase } from './database-server.ts';

const FIELDS =
  'seq, id, at, type, user_id, session_id, actor, actor_id, object, result, address, user_agent, detail';

/**
 * What is wrong with the audit log of a database, told by nothing but what docs/decisions/017-audit-log.md
 * says of it: an auditor’s own program would do the same. Empty when nothing is.
 */
export function breaksIn(database: Pick<OpenDatabase, 'prepare'>): string[] {
  const one = (table: string) => database.prepare(`select seq, hash from ${table}`).get() as Place;
  const found: string[] = [];
  let last = one('audit_anchor');
  const entries = database.prepare(`select ${FIELDS}, hash from audit_events order by seq`).all();
  for (const row of entries as object[]) {
    const entry: unknown[] = Object.values(row);
    const fields = entry.slice(0, -1);
    const [seq, hash] = [entry[0] as number, entry.at(-1) as string];
    const expected = createHash('sha256')
      .update(JSON.stringify([last.hash, ...fields]))
      .digest('hex');
    if (seq !== last.seq + 1) found.push(`${seq} follows ${last.seq}`);
    if (hash !== expected) found.push(`${seq} does not fit`);
    last = { seq, hash };
  }
  const head = one('audit_head');
  if (head.seq !== last.seq || head.hash !== last.hash) found.push(`the head is ${head.seq}`);
  return found;
}

type Place = { seq: number; hash: string };
