import 'server-only';
import { Column, type DriverValueDecoder, is, type Placeholder, SQL, sql } from 'drizzle-orm';
import { type Db, db } from '#lib/db/client';

/**
 * A query that is built once for each opened database and not for each call: what a hot path uses.
 * The values it takes are placeholders; what the plan hangs on is `textParam` or `integerParam`.
 */
export function prepared<Query extends object>(build: (db: Db) => Query): () => Query {
  const built = new WeakMap<Db, Query>();
  return () => {
    const opened = db();
    const known = built.get(opened);
    if (known) return known;
    const query = build(opened);
    readQuickly(query);
    built.set(opened, query);
    return query;
  };
}

/**
 * A text that such a query takes. With a bare placeholder SQLite plans a join, a search by an index that is not
 * unique and a LIMIT anew for each value (built with STAT4, it looks whether another plan fits better), which
 * takes five times as long as running it. See decision 023.
 */
export const textParam = (name: string) => sql`cast(${sql.placeholder(name)} as text)`;

/** The same for a number: how many rows are wanted, a moment in milliseconds. Drizzle takes any expression there; its types name only the bare one. */
export const integerParam = (name: string) =>
  sql`cast(${sql.placeholder(name)} as bigint)` as unknown as Placeholder;

/** What drizzle keeps in a prepared query and does not declare. */
type Inside = {
  fields?: { path: string[]; field: unknown }[];
  customResultMapper?: (rows: unknown[][]) => Record<string, unknown>[];
};

/**
 * Makes rows of what the driver gives as drizzle does, in a third of the time: it finds out anew for each value
 * of each row what is known once. Left as it is: a query with more than plain columns and expressions, or of a
 * drizzle that keeps them elsewhere.
 */
function readQuickly(query: Inside) {
  const columns = query.fields?.map(({ path: [name, ...more], field }) => {
    const decoder = is(field, Column) ? field : is(field, SQL) && decoderOf(field);
    return name !== undefined && more.length === 0 && decoder ? { name, decoder } : null;
  });
  if (!columns?.every((column) => column !== null)) return;
  query.customResultMapper = (rows) =>
    rows.map((values) => {
      const row: Record<string, unknown> = {};
      for (let at = 0; at < columns.length; at++) {
        const { name, decoder } = columns[at] as (typeof columns)[number];
        const value = values[at];
        row[name] = value === null ? null : decoder.mapFromDriverValue(value);
      }
      return row;
    });
}

const decoderOf = (expression: SQL) =>
  (expression as unknown as { decoder: DriverValueDecoder<unknown, unknown> }).decoder;
