import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable } from '#lib/db/unavailable';

/** What becomes of one write. */
type Fate =
  | 'written'
  /** The process is killed, and everything with it that had not yet answered. */
  | 'killed before'
  | 'killed after'
  /** The disk is full; or it was written, and the server was lost before it said so. */
  | 'refused'
  | 'lost';
const FAULTS: Fate[] = ['killed before', 'killed after', 'refused', 'lost'];

/** Numbers from a seed (mulberry32). */
export function numbersFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return { below, oneOf: <One>(list: readonly One[]): One => list[below(list.length)] as One };
}
export type Numbers = ReturnType<typeof numbersFrom>;

/** What came of an act: when it began and ended, in turns; no answer where a process was killed or the disk was full. */
export type Came<Value> = { began: number; ended: number; value?: Value; refused?: boolean };

type Waiting = { actor: number; go: () => void };
type Running = {
  numbers: Numbers;
  waiting: Waiting[];
  busy: Set<number>;
  answered: Set<number>;
  last: number;
  clock: number;
  writes: number;
  faultAt: number;
  isKilled: boolean;
  isOver: boolean;
};
const actors = new AsyncLocalStorage<{ of: Running; actor: number }>();

const gate = { writes: 0 };
/** How many writes of this process have waited at the gate: none where a test has not put it there. */
export const writesAtGate = () => gate.writes;

/** Where a write waits, and meets its fate. Outside of `runBeside` it is simply done. */
export async function atGate<Value>(work: () => Promise<Value>): Promise<Value> {
  const { of: now, actor } = actors.getStore() ?? {};
  // What nobody waited for, after all had answered.
  if (!now || actor === undefined || now.isOver) return work();
  if (now.isKilled) return never();
  gate.writes++;
  await turn(now, actor);
  const fate = now.writes++ === now.faultAt ? now.numbers.oneOf(FAULTS) : 'written';
  if (fate === 'written')
    return work().finally(() => {
      // What an act left behind when it had answered.
      if (now.answered.has(actor)) now.busy.delete(actor);
    });
  if (fate === 'killed after' || fate === 'lost') await work();
  if (fate === 'refused' || fate === 'lost') throw new DatabaseUnavailable('a test refuses');
  now.isKilled = true;
  now.busy.clear();
  return never();
}

const never = () => new Promise<never>(() => {});

function turn(now: Running, actor: number): Promise<void> {
  return new Promise((resolve) => {
    now.waiting.push({ actor, go: resolve });
    now.busy.delete(actor);
  });
}

/** Deeds go on to their next write or their end. Nearly always at once: some wait for threads. */
async function untilAllWait({ busy }: Running) {
  for (let spins = 0; busy.size > 0; spins++) {
    if (spins > 5_000) throw new Error(`Nobody goes on: ${[...busy]}`);
    await (spins < 50 ? new Promise((next) => setImmediate(next)) : sleep(1));
  }
}

const shelf = () => Reflect.get(globalThis, Symbol.for('gatehouse')) as Map<string, unknown>;
/** What a process that is started again does not remember of sessions, tokens and counts. */
const REMEMBERED = [
  ...['oauth', 'known-keys', 'public-keys', 'access-tokens', 'noted-uses'],
  ...['tickets', 'renewals', 'limit-turns', 'open-pages', 'bell'],
];

const newRun = (numbers: Numbers, faults: number): Running => ({
  numbers,
  waiting: [],
  busy: new Set(),
  answered: new Set(),
  last: -1,
  clock: 0,
  writes: 0,
  faultAt: faults > 0 ? numbers.below(faults) : -1,
  isKilled: false,
  isOver: false,
});

/**
 * Runs these acts beside one another, in an order and with at most one fault that are drawn. `faults`: how many of the
 * first writes one of them may be.
 */
export async function runBeside<Value>(
  acts: (() => Promise<Value>)[],
  numbers: Numbers,
  { faults = 0 } = {},
): Promise<Came<Value>[]> {
  const now = newRun(numbers, faults);
  const came = acts.map((): Came<Value> => ({ began: Infinity, ended: Infinity }));
  const all = acts.map((act, nth) =>
    actors.run({ of: now, actor: nth }, () => runOne(now, nth, act, came[nth] as Came<Value>)),
  );
  const answered = Promise.all(all);
  try {
    while (now.waiting.length > 0 && !now.isKilled) {
      letOneGo(now);
      await Promise.race([untilAllWait(now), answered]);
    }
    if (!now.isKilled) await answered;
  } finally {
    now.isOver = true;
    if (now.isKilled) for (const name of REMEMBERED) shelf().delete(name);
  }
  return came;
}

async function runOne<Value>(
  now: Running,
  actor: number,
  act: () => Promise<Value>,
  came: Came<Value>,
) {
  await turn(now, actor);
  came.began = now.clock++;
  try {
    came.value = await act();
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
    came.refused = true;
  }
  came.ended = now.clock++;
  now.answered.add(actor);
  now.busy.delete(actor);
}

/** Half of the time the one that went last: else nobody would ever get far. */
function letOneGo(now: Running) {
  const { waiting, numbers } = now;
  const own = waiting.findIndex(({ actor }) => actor === now.last);
  const at = own >= 0 && numbers.below(2) === 0 ? own : numbers.below(waiting.length);
  const [next] = waiting.splice(at, 1) as [Waiting];
  now.last = next.actor;
  now.busy.add(next.actor);
  next.go();
}
