import 'server-only';
import type { Fault } from '#lib/audit/fault';
import {
  type Entry,
  entriesAfter,
  findEntry,
  isTrimTold,
  longestWaiting,
  readAnchor,
  readHead,
} from '#lib/audit/rows';
import {
  faultsOfTree,
  faultsSinceWitness,
  type SeenByWitness,
  treeFinder,
} from '#lib/audit/tree/faults';
import { growForCheck } from '#lib/audit/tree/halt';
import { missingGuards } from '#lib/db/audit-guards';
import { hashEntry } from '#lib/db/audit-hash';
import { say } from '#texts/say';

/** A place in the log: the number of an entry and its hash. */
export type Head = { seq: number; hash: string };

export type Verdict = {
  /** How many entries there are. */
  entries: number;
  /** The last entry that retention removed; seq 0 while none. */
  anchor: Head;
  /** The last entry. */
  head: Head;
  /** The first twenty; none when the log is as it was written. */
  faults: Fault[];
};

const FAULTS_TOLD = 20;
/** What is sealed each second does not wait for a minute. */
const MOST_WAITING_MS = 60_000;
const RESTARTS = 5;

/**
 * Reads the whole log, in batches with a pause, and finds every entry that was changed, moved, put in or taken out,
 * also at its start and end, and says when the triggers that guard it were taken away. Entries may be added and
 * trimmed meanwhile; what waits is sealed first, and what cannot be is a fault. The tree over the entries grows first, and is
 * compared with them; one that cannot grow is a fault. Of a copy, which has to stay one, nothing is changed. A forger who can write the file and computes every hash anew is found only by what was kept elsewhere before:
 * `noted`, a head that was written down, or `witnessed`, the checkpoint of a witness.
 */
export async function verifyLog(
  noted: Head | null = null,
  witnessed: SeenByWitness | null = null,
  { changesNothing = false } = {},
): Promise<Verdict> {
  for (let restart = 0; ; restart++) {
    const anchor = await readAnchor();
    const grownTo = changesNothing ? 0 : await growForCheck();
    const verdict = await verifyFrom(anchor, noted, witnessed, grownTo);
    // Trimmed while it was read: what was missing then was missing rightly.
    const isMoved = (await readAnchor()).seq !== anchor.seq;
    if (!isMoved || restart === RESTARTS) return verdict;
  }
}

async function verifyFrom(
  anchor: Head,
  noted: Head | null,
  witnessed: SeenByWitness | null,
  grownTo: number,
): Promise<Verdict> {
  const faults: Fault[] = [];
  const inTree = await treeFinder();
  let last: Head = anchor;
  let entries = 0;
  for (let head: Head | null = null; ; ) {
    for await (const entry of entriesAfter(last.seq)) {
      if (faults.length < FAULTS_TOLD) faults.push(...(await inTree(entry, faultsOf(entry, last))));
      last = { seq: entry.seq, hash: entry.hash };
      entries++;
    }
    head = await readHead();
    // Otherwise something was added between the two readings.
    if (!head || head.seq <= last.seq || !(await isAnythingAfter(last.seq))) {
      faults.push(...faultsAtEnd(head, last), ...(await faultsAtStart(anchor)));
      break;
    }
  }
  if (noted) faults.push(...(await faultsSince(noted, anchor)));
  faults.push(...(await faultsOfTree(grownTo)), ...(await faultsSinceWitness(witnessed)));
  faults.push(...(await faultsOfWaiting(last)), ...(await faultsOfGuards(last)));
  return { entries, anchor, head: last, faults: faults.slice(0, FAULTS_TOLD) };
}

async function isAnythingAfter(seq: number): Promise<boolean> {
  for await (const _ of entriesAfter(seq)) return true;
  return false;
}

function faultsOf(entry: Entry, before: Head): Fault[] {
  const { seq, id } = entry;
  if (seq !== before.seq + 1) {
    const [first, last] = [before.seq + 1, seq - 1];
    const says = say('auditFaults.missing', { count: last - first + 1, first, last });
    return [{ seq: first, id: null, fault: 'missing', says }];
  }
  if (hashEntry(before.hash, entry) === entry.hash) return [];
  return [{ seq, id, fault: 'changed', says: say('auditFaults.changed', { seq }) }];
}

function faultsAtEnd(head: Head | null, { seq: last, hash }: Head): Fault[] {
  if (!head) return [{ seq: last, id: null, fault: 'head', says: say('auditFaults.noHead') }];
  if (head.seq > last) {
    const says = say('auditFaults.cutOff', { last, head: head.seq });
    return [{ seq: last + 1, id: null, fault: 'missing', says }];
  }
  if (head.seq < last) {
    const says = say('auditFaults.added', { head: head.seq });
    return [{ seq: head.seq + 1, id: null, fault: 'added', says }];
  }
  if (head.hash === hash) return [];
  return [{ seq: last, id: null, fault: 'head', says: say('auditFaults.otherHead', { last }) }];
}

/** A start that no entry tells of was not made by retention. */
async function faultsAtStart({ seq, hash }: Head): Promise<Fault[]> {
  if (seq === 0 || (await isTrimTold({ seq, hash }))) return [];
  return [{ seq, id: null, fault: 'start', says: say('auditFaults.start', { seq }) }];
}

/** What was told and does not come into the log: nobody seals it, or it cannot be sealed. */
async function faultsOfWaiting({ seq }: Head): Promise<Fault[]> {
  const waiting = await longestWaiting();
  if (!waiting || Date.now() - waiting.since.getTime() <= MOST_WAITING_MS) return [];
  const told = { count: waiting.count, since: waiting.since.toISOString() };
  return [{ seq, id: null, fault: 'waiting', says: say('auditFaults.waiting', told) }];
}

/** What the database no longer refuses; somebody who wants to change the log takes that away first. */
async function faultsOfGuards({ seq }: Head): Promise<Fault[]> {
  const missing = await missingGuards();
  if (missing.length === 0) return [];
  const told = { count: missing.length, names: missing.join(', ') };
  return [{ seq, id: null, fault: 'unguarded', says: say('auditFaults.unguarded', told) }];
}

/** What speaks against the log being the one in which somebody noted this place. */
async function faultsSince(noted: Head, anchor: Head): Promise<Fault[]> {
  const { seq } = noted;
  const fault = { seq, id: null, fault: 'noted' } as const;
  if (seq < anchor.seq) return [{ ...fault, says: say('auditFaults.notedTrimmed', { seq }) }];
  const found = seq === anchor.seq ? { ...anchor, id: null } : await findEntry(seq);
  if (!found) return [{ ...fault, says: say('auditFaults.notedGone', { seq }) }];
  if (found.hash === noted.hash) return [];
  return [{ ...fault, id: found.id, says: say('auditFaults.notedOther', { seq }) }];
}
