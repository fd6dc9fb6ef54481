import 'server-only';
import { type Placeholder, sql } from 'drizzle-orm';
import { type Db, db } from '#lib/db/client';

/**
 * A query that is built once for each opened database and not for each call: what a hot path uses.
 * The values it takes are placeholders; what the plan hangs on is `given`.
 */
export function prepared<Query extends object>(build: (db: Db) => Query): () => Query {
  const built = new WeakMap<Db, Query>();
  return () => {
    const opened = db();
    const known = built.get(opened);
    if (known) return known;
    const query = build(opened);
    built.set(opened, query);
    return query;
  };
}

/**
 * A text that such a query takes. With a bare placeholder SQLite plans a join, a search by an index that is not
 * unique and a LIMIT anew for each value (built with STAT4, it looks whether another plan fits better), which
 * takes five times as long as running it. See decision 023.
 */
export const given = (name: string) => sql`cast(${sql.placeholder(name)} as text)`;

/** The same for how many rows are wanted. Drizzle takes any expression there; its types name only the bare one. */
export const givenLimit = (name: string) =>
  sql`cast(${sql.placeholder(name)} as integer)` as unknown as Placeholder;
