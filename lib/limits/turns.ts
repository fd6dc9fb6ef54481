import 'server-only';

type Group<Ask, Answer> = { asks: Ask[]; answers: PromiseWithResolvers<Answer[]> };
type Waiting<Ask, Answer> = { ask: Ask; join: (group: Group<Ask, Answer>) => void };

/** Keys that one group can have: what it reads stays one short statement. */
const MOST_KEYS = 32;

/**
 * Lets a process never race against itself: `work` runs for one group at a time that has a key. Who asks for a key that
 * is taken waits, and all who waited for it go as one group, in the order in which they came. Each group is led by its
 * first, so that it runs in a request that waits for it.
 */
export function inTurns<Ask extends { keys: readonly string[] }, Answer>(
  work: (asks: Ask[]) => Promise<Answer[]>,
) {
  const taken = new Set<string>();
  let waiting: Waiting<Ask, Answer>[] = [];

  /** Lets those go whose keys are free by now, but nobody before who came earlier and wants the same key. */
  function advance() {
    if (waiting.length === 0) return;
    const [group, rest] = divide(waiting, taken);
    if (group.length === 0) return;
    waiting = rest;
    const asks = group.map(({ ask }) => ask);
    for (const key of keysOf(asks)) taken.add(key);
    const answers = Promise.withResolvers<Answer[]>();
    for (const { join } of group) join({ asks, answers });
    // Those for whom there was no place in it, and who want none of its keys.
    advance();
  }

  async function lead({ asks, answers }: Group<Ask, Answer>) {
    const working = work(asks);
    answers.resolve(working);
    await Promise.allSettled([working]);
    for (const key of keysOf(asks)) taken.delete(key);
    advance();
  }

  return async (ask: Ask): Promise<Answer> => {
    const turn = Promise.withResolvers<Group<Ask, Answer>>();
    waiting.push({ ask, join: turn.resolve });
    advance();
    const group = await turn.promise;
    if (group.asks[0] === ask) void lead(group);
    return (await group.answers.promise)[group.asks.indexOf(ask)] as Answer;
  };
}

const keysOf = (asks: { keys: readonly string[] }[]) => asks.flatMap(({ keys }) => keys);

/** Who goes next as one group, and who still waits. */
function divide<One extends { ask: { keys: readonly string[] } }>(
  waiting: One[],
  taken: ReadonlySet<string>,
): [group: One[], rest: One[]] {
  const mayNot = new Set(taken);
  const keys = new Set<string>();
  const group: One[] = [];
  const rest: One[] = [];
  for (const one of waiting) {
    const own = one.ask.keys;
    const hasPlace = group.length === 0 || keys.size + own.length <= MOST_KEYS;
    const isNext = hasPlace && own.every((key) => !mayNot.has(key));
    (isNext ? group : rest).push(one);
    for (const key of own) (isNext ? keys : mayNot).add(key);
  }
  return [group, rest];
}
