import { hash } from 'node:crypto';

/** The hash of a complete subtree: that of the 2^level leaves from number at·2^level on. */
export type Complete = (level: number, at: number) => Promise<Buffer>;

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);
const sha256 = (...pieces: Uint8Array[]) => hash('sha256', Buffer.concat(pieces), 'buffer');

/** The hashes of RFC 6962, section 2.1: no leaf can be taken for a node. */
export const leafHash = (data: Uint8Array): Buffer => sha256(LEAF, data);
const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => sha256(NODE, left, right);

/** The root over hashes of which there are a power of two. */
export function rootOfAll(hashes: Buffer[]): Buffer {
  let level = hashes;
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_, at) =>
      nodeHash(level[2 * at] as Buffer, level[2 * at + 1] as Buffer),
    );
  return level[0] as Buffer;
}

/** Where a tree of so many leaves is parted: the largest power of two below. */
const split = (leaves: number) => 2 ** (31 - Math.clz32(leaves - 1));
const isPowerOfTwo = (leaves: number) => (leaves & (leaves - 1)) === 0;

/** The root over the leaves from one number on and before another; that over none is the hash of nothing. */
export async function rootOver(complete: Complete, from: number, to: number): Promise<Buffer> {
  const leaves = to - from;
  if (leaves === 0) return sha256();
  if (isPowerOfTwo(leaves)) return complete(31 - Math.clz32(leaves), from / leaves);
  const middle = from + split(leaves);
  return nodeHash(await rootOver(complete, from, middle), await rootOver(complete, middle, to));
}

/** What leads from a leaf to the root over the first `to` leaves (PATH of RFC 6962, 2.1.1), the leaf's neighbour first. */
export async function inclusionProof(
  complete: Complete,
  at: number,
  to: number,
  from = 0,
): Promise<Buffer[]> {
  if (to - from === 1) return [];
  const middle = from + split(to - from);
  return at < middle
    ? [...(await inclusionProof(complete, at, middle, from)), await rootOver(complete, middle, to)]
    : [...(await inclusionProof(complete, at, to, middle)), await rootOver(complete, from, middle)];
}

/** What shows that the first `old` leaves are the same in the tree over the first `size` (PROOF of RFC 6962, 2.1.2). */
export const consistencyProof = (complete: Complete, old: number, size: number) =>
  old === 0 ? Promise.resolve([]) : subproof(complete, { old, from: 0, to: size, isKnown: true });

/** `isKnown`: whoever asks has the root of this subtree already. */
type Part = { old: number; from: number; to: number; isKnown: boolean };

async function subproof(complete: Complete, part: Part): Promise<Buffer[]> {
  const { old, from, to, isKnown } = part;
  if (old === to) return isKnown ? [] : [await rootOver(complete, from, to)];
  const middle = from + split(to - from);
  return old <= middle
    ? [...(await subproof(complete, { ...part, to: middle })), await rootOver(complete, middle, to)]
    : [
        ...(await subproof(complete, { ...part, from: middle, isKnown: false })),
        await rootOver(complete, from, middle),
      ];
}
