import 'server-only';
import { and, asc, desc, eq, gt } from 'drizzle-orm';
import { auditTiles } from '#drizzle/schema/audit';
import { type Complete, leafHash, rootOfAll } from '#lib/audit/tree/merkle';
import { db } from '#lib/db/client';

/** How many hashes a tile has when it is full, and the characters of one. */
export const WIDTH = 256;
export const EACH = 43;
const LEVELS_OF_TILE = Math.log2(WIDTH);
/** How many tiles are read at once. */
export const TILES_AT_ONCE = 16;

export type Tile = typeof auditTiles.$inferSelect;

/** The leaf of an entry: the hash by which it is chained, which is over all of its fields and the entry before. */
export const leafOf = (chained: string): Buffer => leafHash(Buffer.from(chained, 'hex'));

export const hashesAsText = (hashes: Buffer[]): string =>
  hashes.map((one) => one.toString('base64url')).join('');

/** The hashes of a tile, in their order. */
export const hashesIn = (text: string): Buffer[] =>
  Array.from({ length: text.length / EACH }, (_, at) =>
    Buffer.from(text.slice(at * EACH, (at + 1) * EACH), 'base64url'),
  );

/** The tile with this number on its level; null while it is not there. */
export async function findTile(level: number, nth: number): Promise<Tile | null> {
  const is = and(eq(auditTiles.level, level), eq(auditTiles.nth, nth));
  const [tile] = await db().select().from(auditTiles).where(is).limit(1);
  return tile ?? null;
}

/** Some tiles of a level, those after one. */
export const tilesAfter = (level: number, nth: number): PromiseLike<Tile[]> =>
  db()
    .select()
    .from(auditTiles)
    .where(and(eq(auditTiles.level, level), gt(auditTiles.nth, nth)))
    .orderBy(asc(auditTiles.nth))
    .limit(TILES_AT_ONCE);

/** The lowest tile above a level; null when it is the highest. */
export async function tileAbove(level: number): Promise<Tile | null> {
  const order = [asc(auditTiles.level), asc(auditTiles.nth)];
  const isAbove = gt(auditTiles.level, level);
  const [tile] = await db().select().from(auditTiles).where(isAbove).orderBy(...order).limit(1); // biome-ignore format: one line
  return tile ?? null;
}

/** Somebody has taken away a part of the tree that it had, or put in one that is none. */
export class TreeBroken extends Error {}

/** How many entries the tree has, and the number of the first. */
export type Edge = { size: number; first: number };

/** Where the tree ends. Its first entry is 1, but in a log that was trimmed before there was a tree. */
export async function readEdge(): Promise<Edge> {
  const [last] = await db()
    .select()
    .from(auditTiles)
    .where(eq(auditTiles.level, 0))
    .orderBy(desc(auditTiles.nth))
    .limit(1);
  if (!last) return { size: 0, first: 1 };
  return { size: last.nth * WIDTH + last.hashes.length / EACH, first: last.first };
}

/** The complete subtrees of the log's tree, each made of the one tile that has it. Throws TreeBroken. */
export function storedTree(): Complete {
  const read = new Map<string, Promise<Buffer[]>>();
  async function hashesOf(level: number, nth: number) {
    return hashesIn((await findTile(level, nth))?.hashes ?? '');
  }
  return async (level, at) => {
    const over = Math.floor(level / LEVELS_OF_TILE);
    const count = 2 ** (level % LEVELS_OF_TILE);
    const nth = Math.floor((at * count) / WIDTH);
    const hashes = read.get(`${over}/${nth}`) ?? hashesOf(over, nth);
    read.set(`${over}/${nth}`, hashes);
    const begin = (at * count) % WIDTH;
    const own = (await hashes).slice(begin, begin + count);
    if (own.length < count)
      throw new TreeBroken('the tree of the audit log has lost a part: see audit verify');
    return rootOfAll(own);
  };
}
