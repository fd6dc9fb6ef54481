import { getTableName } from 'drizzle-orm';
import { getTableConfig, type SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { TABLES } from '#drizzle/tables';
import type { Table } from '#lib/db/engine';

/** Of each hundred rows of a table so many are of the same few. */
const HOT = 80;
/** The few that most rows are of: people, and programs. */
const FEW = 100;
/** Of these tables nobody has more than some rows: sessions, browsers, ways to sign in. */
const CAPPED = [
  'sessions',
  'credentials',
  'known_browsers',
  'trusted_browsers',
  'connections',
  'consents',
  'pending_sign_ins',
  'passkey_challenges',
  'provider_flows',
];
const DAY_MS = 86_400_000;

/** What an operator makes by hand, and what has one row. */
export const SMALL_TABLES = [
  'root_secrets',
  'providers',
  'company_domains',
  'signing_keys',
  'webhooks',
  'nodes',
  'audit_inbox',
  'audit_head',
  'audit_anchor',
  'audit_verdict',
];

/** The person that most rows are of. */
export const HOT_PERSON = 'hot-person-0';

const isHot = `i % 100 < ${HOT}`;
const someone = (what: string, isCapped = false) =>
  `case when ${isCapped ? `i <= ${10 * FEW}` : isHot} then 'hot-${what}-' || (i % ${FEW}) else '${what}-' || i end`;
/** Of words, of which one is nearly everywhere. */
const word = (common: string, rare: string) =>
  `case when ${isHot} then '${common}' else '${rare}' || (i % 7) end`;

/** What a column has that is not filled by what it is called and made of. */
const OWN: Record<string, string> = {
  'users.id': `case when i <= ${FEW} then 'hot-person-' || (i - 1) else 'person-' || i end`,
  'users.search_name': `'name' || (i % 50)`,
  'users.role': `case when i % 1000 = 0 then 'administrator' else 'member' end`,
  'oauth_clients.id': `case when i <= ${FEW} then 'hot-client-' || (i - 1) else 'client-' || i end`,
  'oauth_clients.kind': word('native', 'web'),
  'recoveries.user_id': `'person-' || i`,
  'grants.subject': `'user:' || ${someone('person')}`,
  'grants.kind': `'note'`,
  'grants.object': `'k' || i`,
  'grants.relation': word('owner', 'viewer'),
  'audit_events.seq': '1000000 + i',
  'audit_tiles.level': '0',
  'audit_tiles.nth': 'i',
  'audit_tiles.first': '1',
  'audit_tiles.hashes': `repeat('A', 43)`,
  'audit_events.actor_id': `case when ${isHot} then null else 'hot-person-1' end`,
  'audit_events.type': word('session_created', 'authn_login_fail'),
  'credentials.kind': word('password', 'passkey'),
  'codes.email': `case when ${isHot} then 'hot@example.com' else 'e' || i end`,
  'outbox.recipient': `case when ${isHot} then 'hot@example.com' else 'e' || i end`,
  'outbox.state': word('sent', 'waiting'),
};

/** Most of what ends is over; most of what happened is a while ago. */
const momentOf = (name: string) =>
  /expires|ends|until|due/.test(name)
    ? `${Date.now()} - (case when i % 100 < 95 then 1 else -1 end) * (i % 30 + 1) * ${DAY_MS}`
    : `${Date.now()} - (i % 360) * ${DAY_MS}`;

const isNumber = (column: SQLiteColumn) => column.getSQLType() === 'integer';

/** Something, for a column by which nothing is found alone and that names nobody. */
function somethingFor(column: SQLiteColumn): string {
  const { name, dataType } = column;
  if (dataType === 'date') return momentOf(name);
  if (isNumber(column)) return dataType === 'boolean' ? 'i % 10 / 9' : 'i % 5';
  const filled = /_hash$|^secret$|^payload$/.test(name) ? 'md5(i::text)' : `'${name}'`;
  return column.notNull ? filled : `${filled} || i`;
}

function filledBy(column: SQLiteColumn, isAlone: boolean): string {
  if (isAlone) return isNumber(column) ? 'i' : `'k' || i`;
  const something = somethingFor(column);
  return column.notNull ? something : `case when i % 20 = 0 then ${something} end`;
}

/** A row's value of a column: whose it is, what it is found by, or something. */
function cellOf(
  table: string,
  column: SQLiteColumn,
  unique: Set<string>,
  toWhom: Map<string, string>,
) {
  const own = OWN[`${table}.${column.name}`];
  if (own) return own;
  const isAlone = unique.has(column.name);
  const parent = toWhom.get(column.name) ?? (/^(user|actor)_id$/.test(column.name) ? 'users' : '');
  const kind = parent === 'users' ? 'person' : parent === 'oauth_clients' ? 'client' : '';
  if (!kind) return filledBy(column, isAlone);
  if (isAlone) return `'${kind}-' || i`;
  const who = someone(kind, CAPPED.includes(table));
  return column.notNull ? who : `case when i % 4 = 0 then ${who} end`;
}

/** The statement that fills a table with rows of which most are of a few, and are over. */
function fillingOf(table: Table, count: number): string {
  const { columns, foreignKeys, indexes } = getTableConfig(table);
  const toWhom = new Map(
    foreignKeys
      .map(({ reference }) => reference())
      .map(({ columns: [own], foreignTable }) => [own?.name ?? '', getTableName(foreignTable)]),
  );
  // The last column of a unique index is enough.
  const unique = new Set([
    ...columns.filter(({ primary }) => primary).map(({ name }) => name),
    ...indexes
      .filter(({ config }) => config.unique)
      .flatMap(({ config }) => (config.columns.at(-1) as SQLiteColumn | undefined)?.name ?? []),
  ]);
  const name = getTableName(table);
  const names = columns.map((column) => `"${column.name}"`).join(', ');
  const cells = columns.map((column) => cellOf(name, column, unique, toWhom)).join(', ');
  return `insert into "${name}" (${names}) select ${cells} from generate_series(1::bigint, ${count}) as i`;
}

/**
 * What fills every table that grows with as many rows, behind its triggers and keys, for a superuser: most belong to a
 * few people and programs, and most are over. Then the server counts what it plans by.
 */
export const skewedRows = (count: number): string[] => [
  'begin',
  'set local session_replication_role = replica',
  ...TABLES.filter((table) => !SMALL_TABLES.includes(getTableName(table))).map((table) =>
    fillingOf(table as Table, count),
  ),
  'commit',
  'vacuum analyze',
];
