import 'server-only';
import type { Statement } from '#lib/db/postgres/statement';

const FROM_LOG = 'from "audit_events"';
/** Of one account: the first of conditions that all have to hold, as drizzle writes `and`. */
const ID = String.raw`"audit_events"\."user_id" = (?:cast\()?\$(\d+)(?: as text\))? and `;
const OF_ACCOUNT = new RegExp(
  String.raw` where (?:\(${ID}|\(\(${ID}(?:[^()]|\([^()]*\))*\) and )`,
  'g',
);

export const ANY_WAITING: Statement = { sql: 'select 1 from audit_inbox limit 1', params: [] };

/** Asks whether entries wait that a query should see: those of the account it is about, or any. Null for other queries. */
export function waitingFor({ sql, params }: Statement): Statement | null {
  const places = sql.split(FROM_LOG).length - 1;
  if (places === 0) return null;
  const about = [...sql.matchAll(OF_ACCOUNT)].map(([, one, two]) => params[Number(one ?? two) - 1]);
  const isOfOne = about.length === places && new Set(about).size === 1;
  if (!isOfOne) return ANY_WAITING;
  return { sql: 'select 1 from audit_inbox where user_id = $1 limit 1', params: [about[0]] };
}
