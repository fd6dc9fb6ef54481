import 'server-only';
import type { PgClient } from '#lib/db/postgres/host';

/** What the server says of how it keeps what it has acknowledged. */
export type Keeping = { commit: string; standbys: string };

export const KEEPING = `current_setting('synchronous_commit') as "commit",
  current_setting('synchronous_standby_names') as standbys`;

/**
 * What is lost when another of several hosts takes over, as one sentence, with what to do; null when nothing is. Without
 * a standby that has each commit before it is acknowledged, the lease of lib/db/postgres/lease holds nothing either.
 */
export function lossAt({ commit, standbys }: Keeping): { says: string; fix: string } | null {
  if (standbys === '')
    return {
      says: 'No standby is synchronous: when another server takes over, what was acknowledged last may be lost, and a server that still reaches the old one goes on granting what was taken back.',
      fix: 'Set synchronous_standby_names: see docs/deploy/postgresql.md.',
    };
  if (commit !== 'off' && commit !== 'local') return null;
  return {
    says: `synchronous_commit is ${commit}: what is acknowledged has not reached a standby, and may be lost when another server takes over.`,
    fix: 'Set synchronous_commit to on for this database.',
  };
}

export async function readLoss(client: PgClient) {
  const { rows } = await client.query(`select ${KEEPING}`);
  return lossAt(rows[0] as Keeping);
}
