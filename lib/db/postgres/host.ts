import 'server-only';
import pg from 'pg';
import { DatabaseUnavailable } from '#lib/db/unavailable';
import type { PostgresAddress } from '#lib/env/postgres-url';

export type PgClient = pg.Client;

const CONNECT_MS = 2_000;
/** While several are asked at once, one that is gone without a word holds up the others. */
const LOOK_MS = 1_000;
const ANSWER_MS = 10_000;
const NUMBERS = new Set([20, 21, 23, 700, 701, 1700]);
const BOOLEAN = 16;
/** As SQLite gives them: numbers, a truth as 1 or 0, and everything else as text. */
const types = {
  getTypeParser: (oid: number) => {
    if (NUMBERS.has(oid)) return Number;
    return oid === BOOLEAN ? (text: string) => (text === 't' ? 1 : 0) : (text: string) => text;
  },
};
const WHERE_IT_IS = `select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on',
  case when pg_is_in_recovery() then '' else substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) end`;

type Asked = { text: string; rowMode: 'array' };
export type Host = PostgresAddress['hosts'][number];

/** A connection to one server. Throws what is in the way. */
export async function connectTo(
  address: PostgresAddress,
  { host, port }: Host,
  name = 'gatehouse',
  connectMs = CONNECT_MS,
): Promise<PgClient> {
  const { user, password, database, tls } = address;
  const client = new pg.Client({
    host,
    port,
    user,
    password,
    database,
    ssl: tls,
    types,
    application_name: name,
    keepAlive: true,
    connectionTimeoutMillis: connectMs,
    query_timeout: ANSWER_MS,
    pipeline: true,
  } as pg.ClientConfig);
  // Nobody else listens, and Node would end the process. The next query on it fails, and it is left.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** The one of several hosts that takes writes; when several say that they do, the one of the latest promotion. */
export async function findPrimary(address: PostgresAddress): Promise<Host> {
  const [only, ...others] = address.hosts;
  if (only && others.length === 0) return only;
  const asked = await Promise.allSettled(
    address.hosts.map(async (host) => {
      const client = await connectTo(address, host, 'gatehouse looks', LOOK_MS);
      try {
        const { rows } = await client.query({
          text: WHERE_IT_IS,
          rowMode: 'array',
          query_timeout: LOOK_MS,
        } as Asked);
        const [isStandby, timeline] = rows[0] as [number, string];
        if (isStandby) throw new Error('takes no writes');
        return { host, timeline };
      } finally {
        void client.end().catch(() => {});
      }
    }),
  );
  const found = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const [latest] = found.sort((one, other) => (one.timeline < other.timeline ? 1 : -1));
  if (latest) return latest.host;
  const reasons = asked.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
  throw new DatabaseUnavailable(`no host of DATABASE_URL takes writes: ${reasons.join('; ')}`);
}
