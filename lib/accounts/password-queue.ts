import 'server-only';
import { availableParallelism } from 'node:os';
import { lowerPoolPriority } from '#lib/accounts/pool-priority';
import { env } from '#lib/env';
import { siteKey } from '#lib/limits/network';
import { singleton } from '#lib/singleton';

/** Hashes under way at once on this machine; more would only fight each other, and everything else, for the cores. */
const ON_MACHINE = Math.max(
  1,
  Math.min(availableParallelism(), 2 + Math.floor(availableParallelism() / 4)),
);
/** Those of this process, where others on the same machine have as many. */
const inFlight = () => Math.max(1, Math.floor(ON_MACHINE / env().WORKERS));
const WAITING = 64;
/** A network keeps this many places when others find none. */
const KEPT_PLACES = 2;
const WAIT_MS = 2_000;

export class HashingBusy extends Error {
  override name = 'HashingBusy';
}

type Waiting = { start: () => void; refuse: () => void };
/** One line for each network; the first of the first line is next, and then that line goes behind the others. */
type Queue = { running: number; lines: Map<string, Waiting[]> };
const queue = () => singleton<Queue>('password-queue', () => ({ running: 0, lines: new Map() }));

/**
 * Runs one hash when its turn comes: few at once, 64 waiting at most and none longer than two seconds.
 * Networks (of IPv6 each /48) take turns, and when all places are taken the one that has most gives one up to a network that has
 * fewer than two: however many one sends, the others are heard. Throws HashingBusy when there is no place, and
 * after two seconds in one. Without this a storm of sign-ins takes the thread pool and the cores from everybody
 * who is already signed in.
 */
export async function inTurn<Value>(hash: () => Promise<Value>): Promise<Value> {
  await turn(siteKey());
  try {
    const result = hash();
    lowerPoolPriority();
    return await result;
  } finally {
    next();
  }
}

const waiting = () => [...queue().lines.values()].reduce((sum, line) => sum + line.length, 0);

export const hashesUnderWay = () => queue().running + waiting();

function turn(network: string): Promise<void> {
  const { lines, running } = queue();
  if (running < inFlight()) {
    queue().running++;
    return Promise.resolve();
  }
  const line = lines.get(network) ?? [];
  if (waiting() >= WAITING && !makePlace(line.length)) return Promise.reject(new HashingBusy());
  lines.set(network, line);
  return new Promise((start, reject) => {
    const refuse = () => {
      leave(network, entry);
      reject(new HashingBusy());
    };
    const giveUp = setTimeout(refuse, WAIT_MS);
    const entry = {
      start: () => {
        clearTimeout(giveUp);
        start();
      },
      refuse: () => {
        clearTimeout(giveUp);
        refuse();
      },
    };
    line.push(entry);
  });
}

/** Sends away the last of the longest line, for a network that has fewer places than any is left. */
function makePlace(has: number): boolean {
  const lines = [...queue().lines.values()];
  const longest = lines.reduce((long, line) => (line.length > long.length ? line : long), []);
  if (has >= KEPT_PLACES || longest.length <= KEPT_PLACES) return false;
  longest.at(-1)?.refuse();
  return true;
}

function leave(network: string, entry: Waiting) {
  const { lines } = queue();
  const line = lines.get(network) ?? [];
  const at = line.indexOf(entry);
  if (at >= 0) line.splice(at, 1);
  if (line.length === 0) lines.delete(network);
}

function next() {
  const { lines } = queue();
  const [network = '', line = []] = lines.entries().next().value ?? [];
  const first = line[0];
  if (!first) {
    queue().running--;
    return;
  }
  lines.delete(network);
  line.shift();
  if (line.length > 0) lines.set(network, line);
  first.start();
}
