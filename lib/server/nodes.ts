import 'server-only';
import cluster from 'node:cluster';
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { eq, inArray } from 'drizzle-orm';
import { v7 as uuid } from 'uuid';
import { nodes } from '#drizzle/schema/nodes';
import { rootNames } from '#lib/crypto/keys';
import { db, isShared } from '#lib/db/client';
import { transactionRelaxed } from '#lib/db/transaction';
import { faultOf } from '#lib/db/unavailable';
import { env } from '#lib/env';
import { log } from '#lib/observability/log';
import { differencesAmong, sharesRoot } from '#lib/server/compare-nodes';
import { singleton } from '#lib/singleton';
import { isWithin } from '#lib/times';

export type SeenNode = typeof nodes.$inferSelect;

export const BEAT_MS = 10_000;
/** One that was noted within this long serves: a beat may be late, and the clock of a machine another. */
export const LIVE_MS = 90_000;
const FORGET_MS = 3_600_000;
/** More processes than any site has. */
const MOST = 500;

/** What this process is, and what it has to have in common with others. */
const self = () =>
  singleton('node', () => ({
    id: uuid(),
    host: hostname(),
    pid: process.pid,
    worker: cluster.worker?.id ?? 0,
    version: versionHere(),
    build: buildHere(),
    actionsKey: fingerprintOfKey(),
    roots: rootNames().join(','),
    startedAt: new Date(),
  }));

/** The processes that serve this site now, or did so until a moment ago. */
export async function liveNodes(): Promise<SeenNode[]> {
  return (await seenNodes()).filter(({ seenAt }) => isWithin(seenAt, LIVE_MS));
}

const seenNodes = () => db().select().from(nodes).orderBy(nodes.host, nodes.id).limit(MOST);

/**
 * Notes that this process serves, and forgets those that have not for an hour; with a file, every other. Says in the log
 * when those that serve begin to differ. A database that does not answer is told of elsewhere.
 */
export async function noteNode(): Promise<number> {
  try {
    const seenAt = new Date();
    const all = await seenNodes();
    const isGone = (node: SeenNode) =>
      node.id !== self().id && (!isShared() || !isWithin(node.seenAt, FORGET_MS));
    const gone = all.filter(isGone).map(({ id }) => id);
    await transactionRelaxed(
      (tx) =>
        tx
          .insert(nodes)
          .values({ ...self(), seenAt })
          .onConflictDoUpdate({ target: nodes.id, set: { seenAt } }),
      gone.length > 0 && ((tx) => tx.delete(nodes).where(inArray(nodes.id, gone))),
    );
    tellOfDifferences(await liveNodes());
  } catch (error) {
    if (!faultOf(error)) throw error;
  }
  return 0;
}

/** Takes the row of this process away: where others serve on it counts as gone at once. */
export async function forgetNode() {
  if (!isShared()) return;
  try {
    await transactionRelaxed((tx) => tx.delete(nodes).where(eq(nodes.id, self().id)));
  } catch (error) {
    // It is forgotten in time, without this.
    log().debug({ err: error }, 'the row of this process stays for a while');
  }
}

/** Whether others serve, and none of them could open what this process seals. */
export async function isStranger(): Promise<boolean> {
  const others = await liveNodes();
  return others.length > 0 && !others.some((other) => sharesRoot(other, self()));
}

/** Once for each time that something begins to differ. */
function tellOfDifferences(live: SeenNode[]) {
  const told = singleton('node-differences', () => ({ last: '' }));
  const differences = differencesAmong(live);
  const now = differences.join();
  if (now === told.last) return;
  told.last = now;
  const by = live.map(({ host, pid, version, build }) => ({ host, pid, version, build }));
  if (differences.length > 0)
    log().warn({ differences, nodes: by }, 'the servers of this site are not the same');
}

const versionHere = () =>
  (JSON.parse(readFileSync(resolve('package.json'), 'utf8')) as { version: string }).version;

/** What the build is called: by its sources, as scripts/build.mjs names it. */
const buildHere = () => (env().isProduction ? read('BUILD_ID') : 'development');

/** Of the key that Next encrypts with what forms are bound to: the one given, or the one that was built in. */
function fingerprintOfKey(): string {
  const manifest = env().isProduction ? read('server/server-reference-manifest.json') : '';
  const built = manifest === '' ? {} : (JSON.parse(manifest) as { encryptionKey?: string });
  const key = env().NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? built.encryptionKey ?? '';
  return hash('sha256', `gatehouse/actions-key ${key}`, 'hex').slice(0, 16);
}

function read(file: string): string {
  try {
    return readFileSync(resolve('.next', file), 'utf8').trim();
  } catch {
    return '';
  }
}
