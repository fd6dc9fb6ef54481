import 'server-only';
import { type Db, db } from '#lib/db/client';

/**
 * A query that is built once for each opened database and not for each call: what a hot path uses.
 * The values it takes are placeholders.
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
