import 'server-only';
import { isShared } from '#lib/db/client';
import { differencesAmong } from '#lib/server/compare-nodes';
import { liveNodes } from '#lib/server/nodes';

/** What serves this site and on which kind of database. Says nothing that opens anything. */
export async function describeSystem() {
  const live = await liveNodes();
  return {
    database: isShared() ? 'server' : 'file',
    differences: differencesAmong(live),
    processes: live.map(({ id, host, pid, version, build, startedAt, seenAt }) => ({
      id,
      host,
      pid,
      version,
      build: build.slice(0, 8),
      startedAt,
      seenAt,
    })),
  } as const;
}
