import 'server-only';
import type { PgClient } from '#lib/db/postgres/host';
import { DatabaseUnavailable } from '#lib/db/unavailable';

export const OLDEST = 14;
export const MAKE_UTF8 =
  "Make one with: create database gatehouse encoding 'UTF8' template template0";

/** A server that would store something else than what it was given, or not understand us, is refused. */
export async function expectFit(client: PgClient) {
  const { rows } = await client.query({
    text: "select current_setting('server_version_num'), current_setting('server_encoding')",
    rowMode: 'array',
  });
  const [version, encoding] = rows[0] as [string, string];
  const major = Math.floor(Number(version) / 10_000);
  if (major < OLDEST)
    throw new DatabaseUnavailable(
      `it is PostgreSQL ${major}, and Gatehouse needs ${OLDEST} or newer`,
    );
  if (encoding !== 'UTF8')
    throw new DatabaseUnavailable(`its database has the encoding ${encoding}. ${MAKE_UTF8}`);
}
