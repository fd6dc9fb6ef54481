import 'server-only';
import { BATCH, CopyRefused, listed, type Put, type Row, type Side } from '#lib/db/copy/side';
import type { CopiedTable } from '#lib/db/copy/tables';
import { asUnavailable } from '#lib/db/postgres/fault';
import { expectFit } from '#lib/db/postgres/fit';
import { connectTo, findPrimary, type PgClient } from '#lib/db/postgres/host';
import { migratePostgres, postgresStatus } from '#lib/db/postgres/migrate';
import { sealerOn } from '#lib/db/postgres/seal';
import { readPostgresUrl } from '#lib/env/postgres-url';

/** A commit and a count of many rows take their time; a server that is gone is noticed by the connection. */
const ANSWER_MS = 600_000;
const LOCK_TIMEOUT = '2s';
const LOCKED = '55P03';
const OTHERS = `select count(*)::int from pg_stat_activity
  where datname = current_database() and application_name = 'gatehouse'`;
const GUARDED = `select distinct tgrelid::regclass::text from pg_trigger where not tgisinternal`;

/** A database on a server, on one connection. The user has to own the tables: others may not switch off triggers. */
export async function openServerSide(url: string): Promise<Side> {
  const client = await connect(url);
  const ask = asking(client);
  const name = nameOf(url);
  return {
    name,
    claim: async (mark) => (await ask('select pg_try_advisory_lock($1)', [mark]))[0]?.[0] === 1,
    status: () => postgresStatus(client),
    migrate: () => migratePostgres(client),
    seal: async () => void (await sealerOn({ write: (work) => work(client) })()),
    async hold(tables) {
      const [[others] = []] = await ask(OTHERS);
      if (others !== 0)
        throw new CopyRefused(`A server is connected to ${name}. Stop every server first.`);
      await ask('begin isolation level repeatable read');
      await ask(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
      const all = listed(tables.map((table) => table.name));
      await ask(`lock table ${all} in share row exclusive mode`).catch((error) => {
        if (error.code !== LOCKED) throw error;
        throw new CopyRefused(`Somebody else writes into ${name}. Stop every server first.`);
      });
    },
    hasPeople: async () => (await ask('select 1 from users limit 1')).length > 0,
    count: async (table) => Number((await ask(`select count(*) from "${table.name}"`))[0]?.[0]),
    read: (table, after) => ask(readText(table, after), after ?? []),
    refill: (tables, work) => refill(ask, tables, work),
    close: () => client.end(),
  };
}

/** Under a name of its own: what is called as servers are is a server. */
async function connect(url: string) {
  const address = readPostgresUrl(url);
  try {
    const client = await connectTo(address, await findPrimary(address), 'gatehouse copy');
    await expectFit(client);
    return client;
  } catch (error) {
    throw asUnavailable(error);
  }
}

function nameOf(url: string) {
  const { database, hosts } = readPostgresUrl(url);
  return `the database ${database} at ${hosts.map(({ host }) => host).join(', ')}`;
}

type Ask = (text: string, values?: unknown[]) => Promise<Row[]>;
const asking =
  (client: PgClient): Ask =>
  async (text, values = []) => {
    const query = { text, values, rowMode: 'array' as const, query_timeout: ANSWER_MS };
    return (await client.query(query)).rows as Row[];
  };

const readText = ({ name, columns, key }: CopiedTable, after: Row | null) =>
  `select ${listed(columns)} from "${name}" ${
    after ? `where (${listed(key)}) > (${key.map((_, at) => `$${at + 1}`)})` : ''
  } order by ${listed(key)} limit ${BATCH}`;

/** In one transaction, so that a failure, and a connection that breaks, leaves the triggers on and the tables as they were. */
async function refill(ask: Ask, tables: CopiedTable[], work: (put: Put) => Promise<void>) {
  const guarded = (await ask(GUARDED)).map(([table]) => table);
  for (const table of guarded) await ask(`alter table ${table} disable trigger user`);
  for (const { name } of tables.toReversed()) await ask(`delete from "${name}"`);
  const texts = new Map<CopiedTable, string>();
  await work(async (table, rows) => {
    const text = texts.get(table) ?? insertText(table, await ask(TYPES, [table.name]));
    texts.set(table, text);
    await ask(
      text,
      table.columns.map((_, at) => rows.map((row) => row[at])),
    );
  });
  for (const table of guarded) await ask(`alter table ${table} enable trigger user`);
  // What is loaded at once has no statistics yet, and the first plans would be guesses.
  await ask('analyze');
  await ask('commit');
}

/** One value for each column: the list of what all rows have there. */
function insertText({ name, columns }: CopiedTable, found: Row[]) {
  const types = new Map(found.map(([column, type]) => [column, type]));
  const lists = columns.map((column, at) => `$${at + 1}::${types.get(column)}[]`);
  return `insert into "${name}" (${listed(columns)}) select * from unnest(${lists.join(', ')})`;
}

const TYPES = `select attname, format_type(atttypid, null) from pg_attribute
  where attrelid = $1::regclass and attnum > 0 and not attisdropped`;
