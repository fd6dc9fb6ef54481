import 'server-only';
import type { PgClient } from '#lib/db/postgres/host';
import { DatabaseUnavailable } from '#lib/db/unavailable';

/** A warning of no kind of its own, as PostgreSQL says of a commit that its standbys have perhaps not got. */
const WARNING = '01000';

/**
 * Does work that ends with a commit. When somebody cuts short that the server waits for its standby (a statement_timeout
 * of the database does), it says COMMIT nevertheless, and that in a warning only: here it counts as not acknowledged.
 */
export async function acknowledged<Value>(
  client: PgClient,
  work: () => Promise<Value>,
): Promise<Value> {
  const warnings: (string | undefined)[] = [];
  const note = ({ code, message }: { code?: string | undefined; message?: string | undefined }) => {
    if (code === WARNING) warnings.push(message);
  };
  client.on('notice', note);
  try {
    const value = await work();
    if (warnings.length > 0) throw new DatabaseUnavailable(warnings.join(' '));
    return value;
  } finally {
    client.off('notice', note);
  }
}
