import 'server-only';
import { CHAINED, chainAfter, TOLD } from '#lib/db/audit-hash';
import type { Connections } from '#lib/db/postgres/connections';
import type { PgClient } from '#lib/db/postgres/host';
import { ONE } from '#lib/db/postgres/locks';

const BATCH = 1000;
/** One whose id stands in the log already is left there, for verification to name: it holds up no other. */
const WAITING = `select ${TOLD} from audit_inbox as waiting
  where not exists (select 1 from audit_events where audit_events.id = waiting.id) order by id limit ${BATCH}`;
const HEAD = 'select seq, hash from audit_head';
const NUMBERS = ['seq', 'at'];
const ENTER = `insert into audit_events (${CHAINED}) select * from unnest(${CHAINED.map(
  (name, at) => `$${at + 1}::${NUMBERS.includes(name) ? 'bigint' : 'text'}[]`,
)})`;
const SEALED = 'delete from audit_inbox where id = any($1::text[])';

/**
 * Moves what waits in the inbox to the end of the log, chained: entries get their numbers in the order in which they
 * are sealed. One sealer at a time; who comes second waits, and finds less to do. All of a batch happens, or nothing.
 */
export function sealerOn({ write }: Pick<Connections, 'write'>) {
  let running: Promise<number> | null = null;
  let next: Promise<number> | null = null;

  async function sealAll(): Promise<number> {
    for (let total = 0; ; ) {
      const sealed = await write(sealBatch);
      total += sealed;
      if (sealed < BATCH) return total;
    }
  }

  /** Whoever comes while it runs needs another run, for what was committed since it began; one for all of them. */
  return function seal(): Promise<number> {
    if (next) return next;
    const begun = (running ?? Promise.resolve(0))
      .catch(() => 0)
      .then(() => {
        running = begun;
        next = null;
        return sealAll();
      })
      .finally(() => {
        if (running === begun) running = null;
      });
    next = begun;
    return begun;
  };
}

async function sealBatch(client: PgClient): Promise<number> {
  await client.query('begin');
  try {
    await client.query(`select pg_advisory_xact_lock(${ONE.seals})`);
    const [{ rows: waiting }, { rows: heads }] = await Promise.all([
      client.query({ text: WAITING, rowMode: 'array' }),
      client.query({ text: HEAD, rowMode: 'array' }),
    ]);
    if (waiting.length > 0) await enter(client, chainAfter(heads[0], waiting));
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Error('what waits for the audit log was not sealed');
    return waiting.length;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}

async function enter(client: PgClient, entries: unknown[][]) {
  const columns = CHAINED.map((_, at) => entries.map((entry) => entry[at]));
  await Promise.all([
    client.query({ text: ENTER, values: columns }),
    client.query({ text: SEALED, values: [columns[CHAINED.indexOf('id')]] }),
  ]);
}
