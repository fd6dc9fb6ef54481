import { sha256 } from './note.mjs';

const NODE = Buffer.of(1);
const over = (left, right) => sha256(NODE, left, right);
const isOdd = (number) => number % 2 === 1;
const isPowerOfTwo = (number) => Number.isInteger(Math.log2(number));

/**
 * Whether the proof shows that a tree has grown and that its first leaves are those of the older one (RFC 9162, 2.1.4.2).
 * `older` and `newer` have a size and a root.
 */
export function isConsistent(older, newer, proof) {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root);
  if (older.size === 0) return proof.length === 0;
  const [begin, ...others] = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof;
  const roots = begin && rootsOver({ at: older.size - 1, last: newer.size - 1 }, begin, others);
  return Boolean(roots?.older.equals(older.root) && roots.newer.equals(newer.root));
}

/** The two roots that a proof leads to; null when it has a hash too many or too few. */
function rootsOver(place, begin, others) {
  let [older, newer] = [begin, begin];
  let { at, last } = climb(place, (one) => isOdd(one.at));
  for (const next of others) {
    if (last === 0) return null;
    if (isOdd(at) || at === last) {
      [older, newer] = [over(next, older), over(next, newer)];
      ({ at, last } = climb({ at, last }, isLeft));
    } else newer = over(newer, next);
    ({ at, last } = up({ at, last }));
  }
  return last === 0 ? { older, newer } : null;
}

const isLeft = ({ at }) => !isOdd(at) && at !== 0;
const up = ({ at, last }) => ({ at: Math.floor(at / 2), last: Math.floor(last / 2) });

function climb(place, isFurther) {
  let one = place;
  while (isFurther(one)) one = up(one);
  return one;
}
