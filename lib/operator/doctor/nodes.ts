import 'server-only';
import { bad, doubtful, type Finding, good } from '#lib/operator/doctor/finding';
import { type Difference, differencesAmong, type Marks } from '#lib/server/compare-nodes';
import { LIVE_MS } from '#lib/server/nodes';
import { isWithin } from '#lib/times';

/** The rows that are looked at. */
export const ROWS_OF_NODES =
  'select host, pid, version, build, actions_key as "actionsKey", roots, seen_at as "seenAt" from nodes order by host, pid limit 500';

export type NodeRow = Marks & { host: string; pid: number; version: string; seenAt: number };

/** Whether the processes that serve a site are the same; nothing while none does. */
export function findingsOfNodes(rows: NodeRow[]): Finding[] {
  const live = rows.filter(({ seenAt }) => isWithin(new Date(Number(seenAt)), LIVE_MS));
  if (live.length === 0) return [];
  const differences = differencesAmong(live);
  if (differences.length > 0) return differences.map((one) => findingOf(one, live));
  const places = live.map(({ host, pid }) => `${host} (${pid})`).join(', ');
  return [good('nodes', `${live.length} serving, all the same: ${places}.`)];
}

function findingOf(difference: Difference, live: NodeRow[]): Finding {
  const list = (says: (node: NodeRow) => string) =>
    live.map((node) => `${node.host} (${node.pid}) ${says(node)}`).join(', ');
  if (difference === 'build')
    return doubtful(
      'nodes',
      `Different builds serve: ${list(({ version, build }) => `${version} ${build.slice(0, 8)}`)}.`,
      'Right in the middle of an update; otherwise copy .next of one machine to all.',
    );
  if (difference === 'key')
    return doubtful(
      'nodes',
      `They encrypt what forms are bound to with different keys, and refuse forms of each other: ${list(({ actionsKey }) => actionsKey)}.`,
      'Copy .next and data/actions-key of one machine to all, or set NEXT_SERVER_ACTIONS_ENCRYPTION_KEY for all.',
    );
  return bad(
    'nodes',
    `Some have no SESSION_SECRET in common, and sign out who comes from another: ${list(({ roots }) => roots)}.`,
    'Set SESSION_SECRET as all others have it.',
  );
}
