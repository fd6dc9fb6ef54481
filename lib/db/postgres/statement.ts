import 'server-only';
import { createHash } from 'node:crypto';
import { withoutNull } from '#lib/db/without-null';

/** A statement as drizzle's SQLite builder writes it, with $1 in place of ?. */
export type Statement = { sql: string; params: unknown[] };

const KEPT_NAMES = 500;
const names = new Map<string, { text: string; name?: string }>();

/**
 * The statement for the driver: rows as lists, and under a name, so that each connection prepares it once. The names
 * are as many as the statements of the domain; those that have a length of their own beyond that get none.
 */
export function preparedQuery({ sql, params }: Statement, isPrepared: boolean) {
  const known = names.get(sql) ?? learn(sql);
  const values = params.map(withoutNull);
  const query = { text: known.text, values, rowMode: 'array' as const };
  return isPrepared && known.name ? { ...query, name: known.name } : query;
}

function learn(sql: string) {
  const text = withPlainTarget(sql);
  const name = `g${createHash('sha256').update(sql).digest('hex').slice(0, 24)}`;
  if (names.size >= KEPT_NAMES) return { text };
  names.set(sql, { text, name });
  return { text, name };
}

/** SQLite lets the target of a conflict name its table, PostgreSQL does not. */
const withPlainTarget = (sql: string) =>
  sql.replace(
    / on conflict \(([^)]*)\)/,
    (_, columns: string) => ` on conflict (${columns.replaceAll(/"\w+"\.(?=")/g, '')})`,
  );

/** The same statement, which fails with DIVISION_BY_ZERO when it changes no row; what it returns comes first. */
export const expectingRow = ({ sql, params }: Statement): Statement => ({
  sql: / returning /.test(sql)
    ? `with changed as (${sql}) select changed.*, one.enough from (select 1 / count(*) as enough from changed) as one left join changed on true`
    : `with changed as (${sql} returning 1) select 1 / count(*) from changed`,
  params,
});
export const DIVISION_BY_ZERO = '22012';
