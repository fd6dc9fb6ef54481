import 'server-only';
import type { Entry } from '#lib/audit/rows';
import { rootOfAll, rootOver } from '#lib/audit/tree/merkle';
import {
  EACH,
  findTile,
  hashesIn,
  leafOf,
  readEdge,
  storedTree,
  TILES_AT_ONCE,
  type Tile,
  TreeBroken,
  tileAbove,
  tilesAfter,
  WIDTH,
} from '#lib/audit/tree/tiles';
import { inSlices } from '#lib/db/slices';

/** Says of entries in their order whether the tree has them as they are. What it has not taken in yet is no fault. */
export async function treeComparer(): Promise<(entry: Entry) => Promise<boolean>> {
  const { size, first } = await readEdge();
  let [nth, hashes] = [-1, ''];
  return async ({ seq, hash }) => {
    const at = seq - first;
    if (size === 0 || at >= size) return true;
    if (Math.floor(at / WIDTH) !== nth) {
      nth = Math.floor(at / WIDTH);
      hashes = (await findTile(0, nth))?.hashes ?? '';
    }
    const begin = (at % WIDTH) * EACH;
    return hashes.slice(begin, begin + EACH) === leafOf(hash).toString('base64url');
  };
}

/** The number of an entry under which the tree does not fit together; null when it does. */
export async function findTreeFault(): Promise<number | null> {
  for (let level = 0; ; level++) {
    const { full, fault } = await walkLevel(level);
    if (fault) return firstUnder(fault);
    if (full > 0) continue;
    const above = await tileAbove(level);
    if (!above) return null;
    if (!(await fits(above, 0))) return firstUnder(above);
  }
}

/** The number of the first entry that a tile is over, or of the last that there is. */
async function firstUnder({ level, nth }: Tile): Promise<number> {
  const { first, size } = await readEdge();
  return nth === 0 ? first : first + Math.min(nth * WIDTH ** (level + 1), Math.floor(size));
}

/** How many full tiles a level has, and the first that does not fit. */
async function walkLevel(level: number): Promise<{ full: number; fault?: Tile }> {
  let full = 0;
  for await (const tile of inSlices<Tile>(TILES_AT_ONCE, (last) =>
    tilesAfter(level, last?.nth ?? -1),
  )) {
    if (!(await fits(tile, full))) return { full, fault: tile };
    if (isFull(tile)) full++;
  }
  return { full };
}

const isFull = ({ hashes }: Tile) => hashes.length === WIDTH * EACH;

/** A tile has whole hashes, one at least. */
const isWhole = ({ hashes: { length } }: Tile) =>
  length > 0 && length <= WIDTH * EACH && length % EACH === 0;

/** What the last hash of a tile above is the root of is there, and full: a level has no more than the one below gives. */
async function standsOnFull({ level, nth, hashes }: Tile): Promise<boolean> {
  if (level === 0) return true;
  const below = await findTile(level - 1, nth * WIDTH + hashes.length / EACH - 1);
  return below !== null && isFull(below);
}

/** Tiles follow each other without a gap, and the root of a full one stands in the level above. */
async function fits(tile: Tile, before: number): Promise<boolean> {
  if (tile.nth !== before || !isWhole(tile) || !(await standsOnFull(tile))) return false;
  if (!isFull(tile)) return true;
  const above = await findTile(tile.level + 1, Math.floor(tile.nth / WIDTH));
  const root = hashesIn(above?.hashes ?? '')[tile.nth % WIDTH];
  return root?.equals(rootOfAll(hashesIn(tile.hashes))) ?? false;
}

/** What speaks against the log being the one whose checkpoint a witness kept; null when nothing does. */
export async function findWitnessFault(seen: {
  size: number;
  root: string;
}): Promise<'shorter' | 'other' | null> {
  const { size } = await readEdge();
  if (size < seen.size) return 'shorter';
  try {
    const root = await rootOver(storedTree(), 0, seen.size);
    return root.toString('base64') === seen.root ? null : 'other';
  } catch (error) {
    if (error instanceof TreeBroken) return 'other';
    throw error;
  }
}
