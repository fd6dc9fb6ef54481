import 'server-only';
import { findEntry, readAnchor, readHead } from '#lib/audit/rows';
import { growToEnd } from '#lib/audit/tree/grow';
import { readEdge, TreeBroken } from '#lib/audit/tree/tiles';

/** Has the tree take in what is in the log, as far as it can. Answers up to which entry it has to have it now. */
export async function growForCheck(): Promise<number> {
  const head = await readHead();
  try {
    await growToEnd();
  } catch (error) {
    if (!(error instanceof TreeBroken)) throw error;
  }
  return head?.seq ?? 0;
}

/** The entry at which the tree halts; one that is missing is told as such. */
export async function findHalt(upTo: number): Promise<number | null> {
  const { size, first } = await readEdge();
  const next = first + size;
  if (next > upTo) return null;
  const isTrimmed = size > 0 && next <= (await readAnchor()).seq;
  return isTrimmed || (await findEntry(next)) ? next : null;
}
