import 'server-only';
import type Database from 'better-sqlite3';
import { CHAINED, chainAfter, TOLD } from '#lib/db/audit-hash';

const WAITING = `select ${TOLD} from audit_inbox order by id`;
const HEAD = 'select seq, hash from audit_head';
const ENTER = `insert into audit_events (${CHAINED}) values (${CHAINED.map(() => '?')})`;
const SEALED = 'delete from audit_inbox';

/** Moves the entries that the transaction under way has made to the end of the log, chained. */
export function sealInFile(sqlite: Database.Database) {
  const waiting = sqlite.prepare(WAITING).raw().all() as unknown[][];
  if (waiting.length === 0) return;
  const head = sqlite.prepare(HEAD).raw().get() as unknown[] | undefined;
  const enter = sqlite.prepare(ENTER);
  for (const entry of chainAfter(head, waiting)) enter.run(...entry);
  sqlite.prepare(SEALED).run();
}
