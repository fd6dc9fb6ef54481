import 'server-only';
import type { Fault } from '#lib/audit/fault';
import type { Entry } from '#lib/audit/rows';
import { findTreeFault, findWitnessFault, treeComparer } from '#lib/audit/tree/compare';
import { findHalt } from '#lib/audit/tree/halt';
import { readEdge } from '#lib/audit/tree/tiles';
import { say } from '#texts/say';

/** How many entries a witness has seen, and the root over them (base64). */
export type SeenByWitness = { size: number; root: string };

/**
 * Adds to what the chain says of an entry what the tree says: an entry that only the tree has otherwise was written anew, and
 * the chain after it. To be asked of entries in their order.
 */
export async function treeFinder() {
  const isInTree = await treeComparer();
  return async (entry: Entry, faults: Fault[]): Promise<Fault[]> => {
    if (faults.length > 0 || (await isInTree(entry))) return faults;
    const { seq, id } = entry;
    return [{ seq, id, fault: 'tree', says: say('auditFaults.otherInTree', { seq }) }];
  };
}

/** Where the tree does not fit together, or does not grow on though it has been asked to up to an entry. */
export async function faultsOfTree(upTo: number): Promise<Fault[]> {
  const seq = (await findTreeFault()) ?? (await findHalt(upTo));
  if (seq === null) return [];
  return [{ seq, id: null, fault: 'tree', says: say('auditFaults.brokenTree', { seq }) }];
}

/** What speaks against the log being the one that a witness has seen; nothing when none has. */
export async function faultsSinceWitness(seen: SeenByWitness | null): Promise<Fault[]> {
  const is = seen && (await findWitnessFault(seen));
  if (!is) return [];
  const { size } = seen;
  const seq = (await readEdge()).first + size - 1;
  const sentence = is === 'shorter' ? 'witnessedGone' : 'witnessedOther';
  return [{ seq, id: null, fault: 'witnessed', says: say(`auditFaults.${sentence}`, { size }) }];
}
