/**
 * So many pages are asked for in one turn: two seconds' worth. By time, a turn would end with a request unfinished
 * on each connection, one tenth of all at 64: uncounted, and worked off while the other side is measured.
 */
export const PAGES = 600;
/** New processes for each: V8 does not make the same code equally fast in every one, by a tenth or so. */
export const PAIRS = 4;

const WARM_UP_TURNS = 8;
/** One round differs from the next by an eighth on a shared machine: the median of thirty-six of them by a fortieth. */
const ROUNDS = 9;

/**
 * What comes of two sides that are measured in turn, once V8 has made both fast: they are warmed up in turn as
 * well. One that waits for eight seconds, while the other is warmed up, is tidied up by V8, which throws away
 * what it has compiled; it came out a quarter slower in every round, whichever of the two it was.
 */
export async function inTurns<Outcome>(
  one: () => Promise<Outcome>,
  other: () => Promise<Outcome>,
): Promise<[Outcome, Outcome][]> {
  const rounds: [Outcome, Outcome][] = [];
  for (let turn = -WARM_UP_TURNS; turn < ROUNDS; turn++) {
    const pair: [Outcome, Outcome] = [await one(), await other()];
    if (turn >= 0) rounds.push(pair);
  }
  return rounds;
}
