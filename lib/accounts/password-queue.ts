import 'server-only';
import { availableParallelism } from 'node:os';
import { lowerPoolPriority } from '#lib/accounts/pool-priority';
import { kept } from '#lib/kept';

/** Hashes under way at once; more would only fight each other, and everything else, for the cores. */
const IN_FLIGHT = Math.max(
  1,
  Math.min(availableParallelism(), 2 + Math.floor(availableParallelism() / 4)),
);
const WAITING = 64;
const WAIT_MS = 2_000;

export class HashingBusy extends Error {
  override name = 'HashingBusy';
}

type Waiting = { start: () => void; giveUp: NodeJS.Timeout };
type Queue = { running: number; waiting: Waiting[] };
const queue = () => kept<Queue>('password-queue', () => ({ running: 0, waiting: [] }));

/**
 * Runs one hash when its turn comes: few at once, 64 waiting at most and none longer than two seconds.
 * Throws HashingBusy at once when the line is full, and after two seconds in it. Without this a storm of
 * sign-ins takes the thread pool and the cores from everybody who is already signed in.
 */
export async function inTurn<Value>(hash: () => Promise<Value>): Promise<Value> {
  await turn();
  try {
    const result = hash();
    lowerPoolPriority();
    return await result;
  } finally {
    next();
  }
}

export const hashesUnderWay = () => queue().running + queue().waiting.length;

function turn(): Promise<void> {
  const line = queue();
  if (line.running < IN_FLIGHT) {
    line.running++;
    return Promise.resolve();
  }
  if (line.waiting.length >= WAITING) return Promise.reject(new HashingBusy());
  return new Promise((start, reject) => {
    const giveUp = setTimeout(() => {
      line.waiting.splice(line.waiting.indexOf(entry), 1);
      reject(new HashingBusy());
    }, WAIT_MS);
    const entry = { start, giveUp };
    line.waiting.push(entry);
  });
}

function next() {
  const line = queue();
  const first = line.waiting.shift();
  if (!first) {
    line.running--;
    return;
  }
  clearTimeout(first.giveUp);
  first.start();
}
