import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { and, asc, eq, gte, sql } from 'drizzle-orm';
import { auditEvents, auditTiles } from '#drizzle/schema/audit';
import { rootOfAll } from '#lib/audit/tree/merkle';
import {
  EACH,
  type Edge,
  findTile,
  hashesAsText,
  hashesIn,
  leafOf,
  readEdge,
  TreeBroken,
  WIDTH,
} from '#lib/audit/tree/tiles';
import { db } from '#lib/db/client';
import { expectRow, transactionRelaxed, type Write } from '#lib/db/transaction';

/** As many entries as four tiles take: some milliseconds. */
const BATCH = 4 * WIDTH;
const PAUSE_MS = 2;

/**
 * Takes the next entries of the log into its tree: one batch, so that nobody waits for it, and a log that is older than its
 * tree is taken in over many. What was interrupted goes on where it was. It stops before a number that is missing. Nobody
 * who writes an entry waits for this. Answers 0 when it has reached the end. Throws TreeBroken where the tree is such that
 * it can never grow: somebody has put something into it.
 */
export async function growTree(): Promise<number> {
  const edge = await readEdge();
  if (!Number.isSafeInteger(edge.first + edge.size)) throw cannotGrow();
  const entries = await entriesFrom(edge);
  const [{ seq: first } = { seq: 1 }] = entries;
  const begins = edge.size > 0 ? edge : { size: 0, first };
  const next = begins.first + begins.size;
  const following = entries.filter(({ seq }, at) => seq === next + at);
  if (following.length === 0) return 0;
  const leaves = following.map(({ hash }) => leafOf(hash));
  const writes = await added(begins, leaves);
  const isDone = writes !== null && (await transactionRelaxed(writes));
  if (isDone && following.length < BATCH) return 0;
  // Whoever lost to another begins anew where that one ended; whoever lost to nobody would do so for ever.
  if (!isDone && (await readEdge()).size === edge.size) throw cannotGrow();
  await sleep(PAUSE_MS);
  return BATCH;
}

const cannotGrow = () =>
  new TreeBroken('the tree of the audit log cannot grow, it was changed: see audit verify');

/** The same until the end is reached; also for whoever comes while another does it. */
export async function growToEnd() {
  while ((await growTree()) > 0);
}

/** While there is no tree, those that retention has left. */
const entriesFrom = ({ size, first }: Edge) =>
  db()
    .select({ seq: auditEvents.seq, hash: auditEvents.hash })
    .from(auditEvents)
    .where(gte(auditEvents.seq, size > 0 ? first + size : 1))
    .orderBy(asc(auditEvents.seq))
    .limit(BATCH);

/**
 * The writes that add these leaves to the tiles, and the roots of those that become full to the tiles above; null when
 * another has added since.
 */
async function added({ size, first }: Edge, leaves: Buffer[]): Promise<Write[] | null> {
  const writes: Write[] = [];
  let [level, start, fresh] = [0, size, leaves];
  while (fresh.length > 0) {
    const there = await begunTile(level, start);
    if (there.length !== (start % WIDTH) * EACH) return null;
    const tiles = filled(start, there, fresh);
    const [begun] = tiles;
    for (const { nth, hashes } of tiles)
      writes.push(
        there && nth === begun?.nth
          ? expectRow(longer({ level, nth, there, hashes }))
          : expectRow(made({ level, nth, first, hashes })),
      );
    const full = tiles.filter(({ hashes }) => hashes.length === WIDTH * EACH);
    const roots = full.map(({ hashes }) => rootOfAll(hashesIn(hashes)));
    [level, start, fresh] = [level + 1, Math.floor(start / WIDTH), roots];
  }
  return writes;
}

/** The hashes of the tile that is not full yet; empty when a new one begins. */
async function begunTile(level: number, start: number): Promise<string> {
  if (start % WIDTH === 0) return '';
  return (await findTile(level, Math.floor(start / WIDTH)))?.hashes ?? '';
}

/** The tiles of a level that hashes from number `start` on come into, as they are then; `there` is in the first already. */
function filled(start: number, there: string, fresh: Buffer[]) {
  const first = Math.floor(start / WIDTH);
  const hashes = there + hashesAsText(fresh);
  const count = Math.ceil(hashes.length / (WIDTH * EACH));
  return Array.from({ length: count }, (_, at) => ({
    nth: first + at,
    hashes: hashes.slice(at * WIDTH * EACH, (at + 1) * WIDTH * EACH),
  }));
}

const made =
  (tile: typeof auditTiles.$inferInsert): Write =>
  (tx) =>
    tx.insert(auditTiles).values(tile).onConflictDoNothing();

/** Only while it is as it was read: of two that add to it one does. */
const longer =
  ({
    level,
    nth,
    there,
    hashes,
  }: Record<'level' | 'nth', number> & Record<'there' | 'hashes', string>): Write =>
  (tx) =>
    tx
      .update(auditTiles)
      .set({ hashes })
      .where(
        and(
          eq(auditTiles.level, level),
          eq(auditTiles.nth, nth),
          sql`length(${auditTiles.hashes}) = ${there.length}`,
        ),
      );
