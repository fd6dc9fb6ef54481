import {
  DEEDS,
  type DeedName,
  type DeedStep,
  type Deeds,
  step,
} from '#lib/testing/model/acts.test-support';
import type { Life } from '#lib/testing/model/life.test-support';
import { broken, type PromiseName } from '#lib/testing/model/promises.test-support';

/** Where it begins, by which acts it goes on, and how many of them. */
export type TriedScene = { begin: Life; acts: DeedName[]; depth: number; isLossy?: boolean };
type Found = { states: number; broken: PromiseName[]; steps: DeedStep[] };

type Way = { life: Life; steps: DeedStep[] };

/**
 * Tries all that can be done, breadth first, to the depth of the scene. Answers how many different lives there were, and
 * the shortest way to one that breaks a promise.
 */
export function explore({ begin, acts, depth, isLossy }: TriedScene, as: Deeds = DEEDS): Found {
  const known = new Set([nameOf(begin)]);
  const all = allSteps(acts, isLossy);
  let level: Way[] = [{ life: begin, steps: [] }];
  for (let at = 0; at < depth; at++) {
    const next = level.flatMap((way) => goesOn(way, all, as, known));
    const worst = next.find(({ life }) => broken(life).length > 0);
    if (worst) return { states: known.size, broken: broken(worst.life), steps: worst.steps };
    level = next;
  }
  return { states: known.size, broken: [], steps: [] };
}

/** Where one step leads from here that nobody has been before. */
function goesOn({ life, steps }: Way, all: DeedStep[], as: Deeds, known: Set<string>): Way[] {
  return all.flatMap((one) => {
    const came = step(life, one, as)?.life;
    const name = came && nameOf(came);
    if (!came || !name || known.has(name)) return [];
    known.add(name);
    return [{ life: came, steps: [...steps, one] }];
  });
}

/** What both browsers can do; the second only what the first could, for nothing tells them apart. */
export const allSteps = (acts: readonly DeedName[], isLossy = false): DeedStep[] =>
  acts.flatMap((act) =>
    (['A', 'B'] as const).flatMap((by): DeedStep[] =>
      isLossy
        ? [
            { act, by },
            { act, by, isLost: true },
          ]
        : [{ act, by }],
    ),
  );

const TIMES = new Set(['at', 'usedAt', 'born', 'seen', 'proven', 'step', 'recovery']);
/** Past this a time is as good as any: nothing lasts longer but a program, which no scene waits for. */
const LONG_AGO = 100_000;

/**
 * The same text for lives that differ only in what the numbers are and what time it is: times count from now, numbers in
 * the order in which they appear, and of what is kept for the promises only what still can be shown is told apart.
 */
function nameOf(it: Life): string {
  const { now, last: _, over, taken, outside, ...rest } = it;
  const { tickets: _tickets, halves: _halves, ...held } = outside;
  const text = JSON.stringify({ ...rest, held }, (key, value) =>
    TIMES.has(key) && typeof value === 'number' ? Math.max(value - now, -LONG_AGO) : value,
  );
  const still = (one: string) => text.includes(`"${one.split(' ')[0]}"`);
  const kept = JSON.stringify([
    over.filter(still),
    taken.filter(still).map((one) => one.replace(/ \d+$/, (at) => ` ${Number(at) - now}`)),
  ]);
  const numbers = new Map<string, number>();
  return (text + kept).replace(/#\d+/g, (id) => {
    if (!numbers.has(id)) numbers.set(id, numbers.size);
    return `#${numbers.get(id)}`;
  });
}
